import { compareTexts } from '../datum.ts'
import { type FunctionSpec, none, numbered, scalar, strict } from './function-spec.ts'
import { a, integer, small, text } from './parameters.ts'

type Items = readonly (string | null)[]
const list = (name = 'list') => a('list', name)
const present = (items: Items) => items.filter((item) => item !== null)
const distinct = (items: Items) => [...new Set(present(items))]

const notInMysql = (shows: string) =>
  none(
    'MySQL 的列表是 JSON，没有逐项处理的函数',
    'Lists are JSON in MySQL, which has no functions that go through them',
    shows,
  )
const ordered = (inner: string) => `CASE WHEN #0 IS NOT NULL THEN (SELECT coalesce(${inner}, CAST(ARRAY[] AS text[]))`

/** Lists of texts; an item may be NULL. In MySQL a list is a JSON array. */
export const listFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'list',
    family: 'list',
    label: { zh: '成列表', en: 'List' },
    help: { zh: '由几个文本组成列表；空值也占一项。', en: 'A list of texts; NULL is an item too.' },
    example: 'list(phone_1, phone_2)',
    parameters: [{ ...text('item'), repeated: true }],
    result: 'list',
    nulls: 'own',
    sql: ({ count }) => `ARRAY[${numbered(count).join(', ')}]`,
    dialects: {
      duckdb: ({ count }) => `list_value(${numbered(count).join(', ')})`,
      mysql: ({ count }) => `json_array(${numbered(count).join(', ')})`,
    },
    reference: (items) => items as Items,
    vectors: [
      ["list('a', 'b')", ['a', 'b']],
      ["list('a', null)", ['a', null]],
      ['list(null)', [null]],
      ["list('𠮷', '')", ['𠮷', '']],
      ["list('a''b', 'c,d')", ["a'b", 'c,d']],
      ["list('a', 'a')", ['a', 'a']],
    ],
  }),
  scalar({
    id: 'list_length',
    family: 'list',
    label: { zh: '列表项数', en: 'Length of a list' },
    help: { zh: '列表有几项，空值也算一项。', en: 'How many items a list has, NULLs too.' },
    example: 'list_length(phones)',
    parameters: [list()],
    result: 'integer',
    nulls: 'propagate',
    sql: 'cardinality(#0)',
    dialects: { duckdb: 'len(#0)', mysql: 'json_length(#0)' },
    reference: strict((items: Items) => BigInt(items.length)),
    vectors: [
      ["list_length(list('a', 'b'))", 2],
      ["list_length(list('a', null))", 2],
      ["list_length(split('', '、'))", 1],
      ['list_length(list_distinct(list(null)))', 0],
      ["list_length(split('甲、乙、𠮷', '、'))", 3],
      ['list_length(null)', null],
    ],
  }),
  scalar({
    id: 'list_contains',
    family: 'list',
    label: { zh: '列表含有', en: 'List contains' },
    help: {
      zh: '列表里有没有这个文本，区分大小写和末尾空格；要找的是空值则为空值，列表里的空值不算。',
      en: 'Whether a list holds a text, case and spaces at the end count; NULL if the text is NULL; NULL items are passed over.',
    },
    example: "list_contains(phones, '13800138000')",
    parameters: [list(), text('item')],
    result: 'boolean',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: 'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN coalesce(list_contains(#0, #1), FALSE) END',
      postgres: 'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN coalesce(#1 = ANY (#0), FALSE) END',
      mysql: '(json_contains(#0, json_quote(#1)) = 1)',
      trino: 'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN coalesce(contains(#0, #1), FALSE) END',
    },
    reference: strict((items: Items, item: string) => items.includes(item)),
    vectors: [
      ["list_contains(list('a', 'b'), 'b')", true],
      ["list_contains(list('a', 'b'), 'B')", false],
      ["list_contains(list('a '), 'a')", false],
      ["list_contains(list('a', null), 'x')", false],
      ["list_contains(list('𠮷', '中'), '𠮷')", true],
      ["list_contains(list('a\"b'), 'a\"b')", true],
      ["list_contains(list('ab'), 'a')", false],
      ["list_contains(list('a'), null)", null],
      ["list_contains(null, 'a')", null],
    ],
  }),
  scalar({
    id: 'list_get',
    family: 'list',
    label: { zh: '列表第几项', en: 'Item of a list' },
    help: {
      zh: '列表的第几项，从 1 数起；没有这一项或这一项是空值则为空值。',
      en: 'An item by its place, counted from 1; NULL outside the list and for NULL items.',
    },
    example: 'list_get(phones, 1)',
    parameters: [list(), integer('position')],
    result: 'text',
    nulls: 'propagate',
    sql: null,
    dialects: {
      // Of a constant NULL the element has no type (DuckDB 1.5.6): the cast names it.
      duckdb: (call) => `CASE WHEN #1 >= 1 THEN CAST(#0[${small(call, 1)}] AS varchar) END`,
      postgres: (call) => `CASE WHEN #1 >= 1 THEN (#0)[${small(call, 1, true)}] END`,
      // What JSON_UNQUOTE gives compares without the blanks at the end and meets no literal (MariaDB 10.11): the cast is a text of the session.
      mysql:
        "CASE WHEN #1 BETWEEN 1 AND json_length(#0) THEN CASE WHEN json_type(json_extract(#0, concat('$[', #1 - 1, ']'))) = 'STRING' " +
        "THEN CAST(json_unquote(json_extract(#0, concat('$[', #1 - 1, ']'))) AS char) END END",
      trino: 'CASE WHEN #1 >= 1 THEN element_at(#0, #1) END',
    },
    reference: strict((items: Items, position: bigint) =>
      position < 1n ? null : (items[Number(position) - 1] ?? null),
    ),
    vectors: [
      ["list_get(list('a', 'b'), 2)", 'b'],
      ["list_get(list('a', '𠮷'), 2)", '𠮷'],
      ["list_get(list('a'), 2)", null],
      ["list_get(list('a'), 0)", null],
      ["list_get(list('a'), -1)", null],
      ['list_get(list(null), 1)', null],
      ["list_get(list('null'), 1)", 'null'],
      ["list_get(list('a\"b'), 1)", 'a"b'],
      ["list_get(list('a'), 999999999999)", null],
      ['list_get(null, 1)', null],
    ],
  }),
  scalar({
    id: 'list_join',
    family: 'list',
    label: { zh: '连接列表', en: 'Join a list' },
    help: {
      zh: '用分隔符（须直接写出）连接各项，空值跳过；空列表为空文本。',
      en: 'The items with a written separator between them, NULLs passed over; an empty list is the empty text.',
    },
    example: "list_join(phones, '、')",
    // DuckDB binds string_agg only with a constant separator.
    parameters: [list(), { ...text('separator'), literal: true }],
    result: 'text',
    nulls: 'propagate',
    sql: 'array_join(#0, #1)',
    dialects: {
      duckdb:
        "CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN coalesce(array_to_string(list_filter(#0, lambda x: x IS NOT NULL), #1), '') END",
      postgres: 'array_to_string(#0, #1)',
      mysql: notInMysql("list_join(list('a', 'b'), '、')"),
    },
    reference: strict((items: Items, separator: string) => present(items).join(separator)),
    vectors: [
      ["list_join(list('a', 'b'), '、')", 'a、b'],
      ["list_join(list('a', null, '𠮷'), '-')", 'a-𠮷'],
      ["list_join(list(null), '-')", ''],
      ["list_join(list('', ''), '-')", '-'],
      ["list_join(list('a', 'b'), '')", 'ab'],
      ["list_join(null, '-')", null],
      ["list_join(list('a'), null)", null],
    ],
  }),
  scalar({
    id: 'split',
    family: 'list',
    label: { zh: '切成列表', en: 'Split' },
    help: {
      zh: '按分隔符切开成列表；空文本是一项空文本，分隔符为空则为空值。',
      en: 'Cuts a text at a separator; the empty text gives one empty item, an empty separator NULL.',
    },
    example: "split(accomplices, '、')",
    parameters: [text(), text('separator')],
    result: 'list',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: "CASE WHEN #1 <> '' THEN string_split(#0, #1) END",
      postgres:
        "CASE WHEN #1 <> '' THEN CASE WHEN #0 = '' THEN ARRAY[CAST('' AS text)] ELSE string_to_array(#0, #1) END END",
      mysql: notInMysql("split('甲、乙', '、')"),
      trino: "CASE WHEN #1 <> '' THEN split(#0, #1) END",
    },
    reference: strict((value: string, separator: string) => (separator === '' ? null : value.split(separator))),
    vectors: [
      ["split('甲、乙、𠮷', '、')", ['甲', '乙', '𠮷']],
      ["split('a', '、')", ['a']],
      ["split('', '、')", ['']],
      ["split('、', '、')", ['', '']],
      ["split('a||b', '||')", ['a', 'b']],
      ["split('aaa', 'aa')", ['', 'a']],
      ["split('a.b', '.')", ['a', 'b']],
      ["split('ab', '')", null],
      ["split(null, '、')", null],
      ["split('a', null)", null],
    ],
  }),
  scalar({
    id: 'list_distinct',
    family: 'list',
    label: { zh: '列表去重', en: 'Different items' },
    help: {
      zh: '去掉重复的项和空值，按第一次出现的顺序。',
      en: 'Without repeated items and NULLs, in the order of first appearance.',
    },
    example: 'list_distinct(phones)',
    parameters: [list()],
    result: 'list',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: 'list_filter(#0, lambda x, i: x IS NOT NULL AND list_position(#0, x) = i)',
      postgres: `${ordered('array_agg(x ORDER BY i)')} FROM (SELECT x, min(i) AS i FROM unnest(#0) WITH ORDINALITY AS u(x, i) WHERE x IS NOT NULL GROUP BY x) AS d) END`,
      mysql: notInMysql("list_distinct(list('b', 'a', 'b'))"),
      trino: none(
        'Trino 没有说明 array_distinct 的顺序',
        'Trino does not document the order of array_distinct',
        "list_distinct(list('b', 'a', 'b'))",
      ),
    },
    reference: strict(distinct),
    vectors: [
      ["list_distinct(list('b', 'a', 'b'))", ['b', 'a']],
      ["list_distinct(list('a', 'A', 'a ', 'ａ'))", ['a', 'A', 'a ', 'ａ']],
      ["list_distinct(list(null, 'a', null))", ['a']],
      ['list_distinct(list(null))', []],
      ["list_distinct(list('𠮷', '𠮷'))", ['𠮷']],
      ['list_distinct(null)', null],
    ],
  }),
  scalar({
    id: 'list_sort',
    family: 'list',
    label: { zh: '列表排序', en: 'Sort a list' },
    help: { zh: '按字符编码升序，空值在最后。', en: 'Ascending by code point, NULLs last.' },
    example: 'list_sort(phones)',
    parameters: [list()],
    result: 'list',
    nulls: 'propagate',
    sql: 'array_sort(#0)',
    dialects: {
      duckdb: "list_sort(#0, 'ASC', 'NULLS LAST')",
      postgres: `${ordered('array_agg(x ORDER BY x COLLATE "C" NULLS LAST)')} FROM unnest(#0) AS u(x)) END`,
      mysql: notInMysql("list_sort(list('b', 'a'))"),
    },
    reference: strict((items: Items) => [
      ...present(items).toSorted(compareTexts),
      ...items.filter((item) => item === null),
    ]),
    vectors: [
      ["list_sort(list('b', 'a', 'B'))", ['B', 'a', 'b']],
      ["list_sort(list('𠮷', '\uffee', '中'))", ['中', '\uffee', '𠮷']],
      ["list_sort(list(null, 'a'))", ['a', null]],
      ["list_sort(list('', ' '))", ['', ' ']],
      ["list_sort(list('10', '9'))", ['10', '9']],
      ['list_sort(null)', null],
    ],
  }),
  scalar({
    id: 'list_concat',
    family: 'list',
    label: { zh: '列表相接', en: 'Join two lists' },
    help: {
      zh: '后一个列表接在前一个后面；有一个为空值则为空值。',
      en: 'One list after the other; NULL if one is NULL.',
    },
    example: 'list_concat(phones, old_phones)',
    parameters: [list('first'), list('second')],
    result: 'list',
    nulls: 'propagate',
    sql: '(#0 || #1)',
    dialects: {
      duckdb: 'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN list_concat(#0, #1) END',
      postgres: 'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN #0 || #1 END',
      // A JSON column of MariaDB has a collation of its own.
      mysql: 'json_merge_preserve(convert(#0 USING utf8mb4), convert(#1 USING utf8mb4))',
    },
    reference: strict((first: Items, second: Items) => [...first, ...second]),
    vectors: [
      ["list_concat(list('a'), list('b', 'a'))", ['a', 'b', 'a']],
      ["list_concat(list(null), list('𠮷'))", [null, '𠮷']],
      ["list_concat(list('a'), list_distinct(list(null)))", ['a']],
      ["list_concat(list(''), list(''))", ['', '']],
      ["list_concat(list('a'), null)", null],
      ["list_concat(null, list('a'))", null],
    ],
  }),
  scalar({
    id: 'list_intersect_size',
    family: 'list',
    label: { zh: '共有的项数', en: 'Items in common' },
    help: {
      zh: '两个列表都有的不同文本有几个，空值不算。',
      en: 'How many different texts are in both lists, NULLs left out.',
    },
    example: 'list_intersect_size(phones, other_phones)',
    parameters: [list('first'), list('second')],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb:
        'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN len(list_distinct(list_filter(#0, lambda x: coalesce(list_contains(#1, x), FALSE)))) END',
      postgres:
        'CASE WHEN #0 IS NOT NULL AND #1 IS NOT NULL THEN (SELECT count(DISTINCT x) FROM unnest(#0) AS u(x) WHERE x = ANY (#1)) END',
      mysql: notInMysql("list_intersect_size(list('a'), list('a'))"),
      trino: 'cardinality(filter(array_intersect(#0, #1), x -> x IS NOT NULL))',
    },
    reference: strict((first: Items, second: Items) =>
      BigInt(distinct(first).filter((item) => second.includes(item)).length),
    ),
    vectors: [
      ["list_intersect_size(list('a', 'b'), list('b', 'c'))", 1],
      ["list_intersect_size(list('a', 'a'), list('a'))", 1],
      ['list_intersect_size(list(null), list(null))', 0],
      ["list_intersect_size(list('𠮷', 'a'), list('a', '𠮷'))", 2],
      ["list_intersect_size(list('a'), list('A'))", 0],
      ["list_intersect_size(list('a'), null)", null],
      ["list_intersect_size(null, list('a'))", null],
    ],
  }),
]
