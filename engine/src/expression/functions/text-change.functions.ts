import { type FunctionSpec, none, scalar, strict } from './function-spec.ts'
import { integer, small, text } from './parameters.ts'
import { collapseSql, trimBoth, trimEnd, trimSql, trimStart, whiteSpace } from './white-space.ts'

const characters = (value: string) => [...value]
/** Whether a backslash escapes depends on MySQL's sql_mode. */
const quote = (value: string) => (value === '\\' ? 'char(92 USING utf8mb4)' : `'${value.replaceAll("'", "''")}'`)

/** MySQL has no TRANSLATE: one REPLACE a character, which is the same as long as no result is replaced again. */
const replaced = (from: string, to: string) =>
  characters(from).reduce(
    (sql, sign, at) => `replace(${sql}, ${quote(sign)}, ${quote(characters(to)[at] ?? '')})`,
    '#0',
  )
const translated = (from: string, to: string) =>
  `translate(#0, '${from.replaceAll("'", "''")}', '${to.replaceAll("'", "''")}')`

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('')
const small26 = range(97, 122)
const large26 = range(65, 90)
const full = `${range(0xff01, 0xff5e)}\u3000`
const half = `${range(0x21, 0x7e)} `

const inSpaces = new RegExp(`[${whiteSpace}]+`, 'g')
const atMost = 1000

function pad(value: string, length: bigint, filling: string, side: 'start' | 'end'): string | null {
  if (length < 0n || length > atMost || filling === '') return null
  const own = characters(value).slice(0, Number(length))
  const fill = characters(filling)
  const missing = Array.from({ length: Number(length) - own.length }, (_, index) => fill[index % fill.length] ?? '')
  return (side === 'start' ? [...missing, ...own] : [...own, ...missing]).join('')
}

const padSql = (name: string) => ({
  sql: `CASE WHEN #1 BETWEEN 0 AND ${atMost} AND #2 <> '' THEN ${name}(#0, CAST(#1 AS integer), #2) END`,
  dialects: {
    mysql: `CASE WHEN #1 BETWEEN 0 AND ${atMost} AND #2 <> '' THEN ${name}(#0, #1, #2) END`,
    trino: `CASE WHEN #1 BETWEEN 0 AND ${atMost} AND #2 <> '' THEN ${name}(#0, #1, #2) END`,
  },
})

const change = (
  id: string,
  words: Pick<FunctionSpec, 'label' | 'help' | 'example' | 'vectors'>,
  sql: Record<'duckdb' | 'postgres' | 'mysql' | 'trino', string>,
  compute: (value: string) => string | null,
): FunctionSpec =>
  scalar({
    id,
    family: 'text',
    ...words,
    parameters: [text()],
    result: 'text',
    nulls: 'propagate',
    sql: null,
    dialects: sql,
    reference: strict(compute),
  })

const everywhere = (sql: string, mysql = sql) => ({ duckdb: sql, postgres: sql, mysql, trino: sql })
const spaces = { zh: '空格、制表符、换行、全角空格和不换行空格', en: 'spaces, tabs, line ends, U+3000, U+00A0' }

/** Texts made from texts. A character is a code point. */
export const textChangeFunctions: readonly FunctionSpec[] = [
  change(
    'upper',
    {
      label: { zh: '转大写', en: 'Upper case' },
      help: {
        zh: '英文字母 a–z 转为大写，其他字符（全角字母也是）不变。',
        en: 'Turns a–z into capitals; every other character, full-width letters too, stays.',
      },
      example: 'upper(id_no)',
      vectors: [
        ["upper('abcxyz')", 'ABCXYZ'],
        ["upper('11010519491231002x')", '11010519491231002X'],
        ["upper('中文ａé𠮷ß')", '中文ａé𠮷ß'],
        ["upper('')", ''],
        ['upper(null)', null],
        ["upper(' a ')", ' A '],
      ],
    },
    everywhere(translated(small26, large26), replaced(small26, large26)),
    (value) => value.replace(/[a-z]/g, (sign) => sign.toUpperCase()),
  ),
  change(
    'lower',
    {
      label: { zh: '转小写', en: 'Lower case' },
      help: {
        zh: '英文字母 A–Z 转为小写，其他字符（全角字母也是）不变。',
        en: 'Turns A–Z into small letters; every other character, full-width letters too, stays.',
      },
      example: 'lower(doc_type)',
      vectors: [
        ["lower('ABCXYZ')", 'abcxyz'],
        ["lower('No.12Ｘ')", 'no.12Ｘ'],
        ["lower('中文ÉİΣ𠮷')", '中文ÉİΣ𠮷'],
        ["lower('')", ''],
        ['lower(null)', null],
        ["lower('a')", 'a'],
      ],
    },
    everywhere(translated(large26, small26), replaced(large26, small26)),
    (value) => value.replace(/[A-Z]/g, (sign) => sign.toLowerCase()),
  ),
  change(
    'trim',
    {
      label: { zh: '去首尾空白', en: 'Trim' },
      help: { zh: `去掉首尾的${spaces.zh}。`, en: `Removes ${spaces.en} at both ends.` },
      example: 'trim(prison_name)',
      vectors: [
        ["trim('  a b ')", 'a b'],
        ["trim('　张三　')", '张三'],
        ["trim('\u00a0x\u00a0')", 'x'],
        ["trim('　 ')", ''],
        ["trim('')", ''],
        ["trim('\u2003x')", '\u2003x'],
        ["trim('𠮷 ')", '𠮷'],
        ['trim(null)', null],
      ],
    },
    trimSql('both'),
    trimBoth,
  ),
  change(
    'ltrim',
    {
      label: { zh: '去开头空白', en: 'Trim the start' },
      help: { zh: `去掉开头的${spaces.zh}。`, en: `Removes ${spaces.en} at the start.` },
      example: 'ltrim(prison_name)',
      vectors: [
        ["ltrim('  a ')", 'a '],
        ["ltrim('　张三　')", '张三　'],
        ["ltrim('\u00a0𠮷')", '𠮷'],
        ["ltrim(' ')", ''],
        ["ltrim('')", ''],
        ['ltrim(null)', null],
      ],
    },
    trimSql('start'),
    trimStart,
  ),
  change(
    'rtrim',
    {
      label: { zh: '去末尾空白', en: 'Trim the end' },
      help: { zh: `去掉末尾的${spaces.zh}。`, en: `Removes ${spaces.en} at the end.` },
      example: 'rtrim(prison_name)',
      vectors: [
        ["rtrim('  a ')", '  a'],
        ["rtrim('　张三　')", '　张三'],
        ["rtrim('𠮷\u00a0')", '𠮷'],
        ["rtrim(' ')", ''],
        ["rtrim('')", ''],
        ['rtrim(null)', null],
      ],
    },
    trimSql('end'),
    trimEnd,
  ),
  change(
    'collapse_spaces',
    {
      label: { zh: '合并空白', en: 'Collapse white space' },
      help: {
        zh: `去掉首尾空白，中间连续的${spaces.zh}并成一个空格。`,
        en: `Trims, and turns each run of ${spaces.en} inside into one space.`,
      },
      example: 'collapse_spaces(address)',
      vectors: [
        ["collapse_spaces('  a   b ')", 'a b'],
        ["collapse_spaces('张　　三')", '张 三'],
        ["collapse_spaces('a\u00a0 b')", 'a b'],
        ["collapse_spaces('　')", ''],
        ["collapse_spaces('𠮷')", '𠮷'],
        ["collapse_spaces('')", ''],
        ['collapse_spaces(null)', null],
      ],
    },
    {
      duckdb: collapseSql(trimSql('both').duckdb).duckdb,
      postgres: collapseSql(trimSql('both').postgres).postgres,
      mysql: collapseSql(trimSql('both').mysql).mysql,
      trino: collapseSql(trimSql('both').trino).trino,
    },
    (value) => trimBoth(value).replace(inSpaces, ' '),
  ),
  change(
    'to_half_width',
    {
      label: { zh: '全角转半角', en: 'Full width to ASCII' },
      help: {
        zh: '全角的字母、数字、标点（！到～）和全角空格转为半角，其他字符不变。',
        en: 'Full-width letters, digits and signs (！ to ～) and U+3000 become ASCII; the rest stays.',
      },
      example: 'to_half_width(phone)',
      vectors: [
        ["to_half_width('ＡＢ１２（３）')", 'AB12(3)'],
        ["to_half_width('张　三')", '张 三'],
        ["to_half_width('＼＇～！')", "\\'~!"],
        ["to_half_width('，。、')", ',。、'],
        ["to_half_width('𠮷')", '𠮷'],
        ["to_half_width('')", ''],
        ['to_half_width(null)', null],
      ],
    },
    everywhere(translated(full, half), replaced(full, half)),
    (value) =>
      value
        .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
        .replaceAll('\u3000', ' '),
  ),
  change(
    'null_if_blank',
    {
      label: { zh: '空白当空值', en: 'NULL if blank' },
      help: {
        zh: '只有空白的文本变成空值，其他文本原样（首尾空白也留着）。',
        en: 'NULL if there is only white space; any other text stays as it is, with its white space.',
      },
      example: 'null_if_blank(address)',
      vectors: [
        ["null_if_blank(' 　')", null],
        ["null_if_blank('')", null],
        ["null_if_blank(' a ')", ' a '],
        ["null_if_blank('𠮷')", '𠮷'],
        ["null_if_blank('0')", '0'],
        ['null_if_blank(null)', null],
      ],
    },
    {
      duckdb: `CASE WHEN ${trimSql('both').duckdb} <> '' THEN #0 END`,
      postgres: `CASE WHEN ${trimSql('both').postgres} <> '' THEN #0 END`,
      mysql: `CASE WHEN ${trimSql('both').mysql} <> '' THEN #0 END`,
      trino: `CASE WHEN ${trimSql('both').trino} <> '' THEN #0 END`,
    },
    (value) => (trimBoth(value) === '' ? null : value),
  ),
  change(
    'reverse',
    {
      label: { zh: '倒过来', en: 'Reverse' },
      help: {
        zh: '字的顺序倒过来；组合字符按编码逐个颠倒。',
        en: 'The characters in the other order, code point by code point.',
      },
      example: 'reverse(phone)',
      vectors: [
        ["reverse('abc')", 'cba'],
        ["reverse('中𠮷文')", '文𠮷中'],
        ["reverse('')", ''],
        ["reverse('a ')", ' a'],
        ["reverse('e\u0301x')", 'x\u0301e'],
        ['reverse(null)', null],
      ],
    },
    // DuckDB's reverse keeps grapheme clusters together.
    {
      ...everywhere('reverse(#0)'),
      duckdb: "array_to_string(list_reverse(regexp_extract_all(#0, '(?s).')), '')",
    },
    (value) => characters(value).reverse().join(''),
  ),
  scalar({
    id: 'is_blank',
    family: 'text',
    label: { zh: '是空白', en: 'Is blank' },
    help: {
      zh: '空值、空文本、只有空白的文本都算空白；结果从不为空值。',
      en: 'True for NULL, the empty text and white space alone; never NULL.',
    },
    example: 'is_blank(address)',
    parameters: [text()],
    result: 'boolean',
    nulls: 'own',
    sql: null,
    dialects: {
      duckdb: `coalesce(${trimSql('both').duckdb} = '', TRUE)`,
      postgres: `coalesce(${trimSql('both').postgres} = '', TRUE)`,
      mysql: `coalesce(${trimSql('both').mysql} = '', TRUE)`,
      trino: `coalesce(${trimSql('both').trino} = '', TRUE)`,
    },
    reference: ([value]) => typeof value !== 'string' || trimBoth(value) === '',
    vectors: [
      ["is_blank('')", true],
      ["is_blank(' 　\u00a0')", true],
      ['is_blank(null)', true],
      ["is_blank('0')", false],
      ["is_blank('𠮷')", false],
      ["is_blank(' 无 ')", false],
    ],
  }),
  scalar({
    id: 'replace',
    family: 'text',
    label: { zh: '替换', en: 'Replace' },
    help: {
      zh: '把每一处甲换成乙，区分大小写；甲是空文本时不变。',
      en: 'Puts the new text wherever the old one stands; case counts. An empty old text changes nothing.',
    },
    example: "replace(case_no, '〔', '（')",
    parameters: [text(), text('old'), text('new')],
    result: 'text',
    nulls: 'propagate',
    sql: 'replace(#0, #1, #2)',
    dialects: {
      // MariaDB 10.11 forgets a NULL replacement where there is nothing to replace.
      mysql: 'CASE WHEN #2 IS NOT NULL THEN replace(#0, #1, #2) END',
      trino: "CASE WHEN #1 = '' AND #2 IS NOT NULL THEN #0 ELSE replace(#0, #1, #2) END",
    },
    reference: strict((value: string, old: string, fresh: string) =>
      old === '' ? value : value.split(old).join(fresh),
    ),
    vectors: [
      ["replace('a-b-c', '-', '')", 'abc'],
      ["replace('〔2023〕', '〔', '（')", '（2023〕'],
      ["replace('abc', '', 'x')", 'abc'],
      ["replace('aaa', 'aa', 'b')", 'ba'],
      ["replace('aA', 'A', '𠮷')", 'a𠮷'],
      ["replace('', 'a', 'b')", ''],
      ["replace('abc', 'b', null)", null],
      ["replace('abc', 'z', null)", null],
      ["replace(null, 'b', '')", null],
      ["replace('abc', null, '')", null],
    ],
  }),
  scalar({
    id: 'lpad',
    family: 'text',
    label: { zh: '左边补足', en: 'Pad the start' },
    help: {
      zh: '在左边补字，补到几个字（0–1000）；原来更长的截去右边；补的字为空、个数出界时为空值。',
      en: 'Fills up at the start to a length of 0–1000; longer texts lose their end. NULL if the filling is empty or the length out of bounds.',
    },
    example: "lpad(code, 6, '0')",
    parameters: [text(), integer('length'), text('filling')],
    result: 'text',
    nulls: 'propagate',
    ...padSql('lpad'),
    reference: strict((value: string, length: bigint, filling: string) => pad(value, length, filling, 'start')),
    vectors: [
      ["lpad('12', 5, '0')", '00012'],
      ["lpad('a', 6, '中𠮷')", '中𠮷中𠮷中a'],
      ["lpad('abcdef', 3, '0')", 'abc'],
      ["lpad('a', 3, '')", null],
      ["lpad('a', -1, '0')", null],
      ["lpad('a', 0, '0')", ''],
      ["lpad('a', 1001, '0')", null],
      ["lpad(null, 3, '0')", null],
      ["lpad('a', null, '0')", null],
      ["lpad('a', 3, null)", null],
    ],
  }),
  scalar({
    id: 'rpad',
    family: 'text',
    label: { zh: '右边补足', en: 'Pad the end' },
    help: {
      zh: '在右边补字，补到几个字（0–1000）；原来更长的截去右边；补的字为空、个数出界时为空值。',
      en: 'Fills up at the end to a length of 0–1000; longer texts lose their end. NULL if the filling is empty or the length out of bounds.',
    },
    example: "rpad(code, 6, '0')",
    parameters: [text(), integer('length'), text('filling')],
    result: 'text',
    nulls: 'propagate',
    ...padSql('rpad'),
    reference: strict((value: string, length: bigint, filling: string) => pad(value, length, filling, 'end')),
    vectors: [
      ["rpad('12', 5, '0')", '12000'],
      ["rpad('𠮷', 4, '中a')", '𠮷中a中'],
      ["rpad('abcdef', 3, '0')", 'abc'],
      ["rpad('a', 3, '')", null],
      ["rpad('a', -1, '0')", null],
      ["rpad('', 2, '0')", '00'],
      ["rpad(null, 3, '0')", null],
    ],
  }),
  scalar({
    id: 'repeat',
    family: 'text',
    label: { zh: '重复', en: 'Repeat' },
    help: {
      zh: '把文本重复若干次（0–1000）；次数出界为空值。',
      en: 'The text again and again, 0–1000 times; NULL if the count is out of bounds.',
    },
    example: "repeat('*', 4)",
    parameters: [text(), integer('count')],
    result: 'text',
    nulls: 'propagate',
    sql: `CASE WHEN #1 BETWEEN 0 AND ${atMost} THEN repeat(#0, CAST(#1 AS integer)) END`,
    dialects: {
      mysql: `CASE WHEN #1 BETWEEN 0 AND ${atMost} THEN repeat(#0, #1) END`,
      trino: `CASE WHEN #1 BETWEEN 0 AND ${atMost} THEN array_join(repeat(#0, CAST(#1 AS integer)), '') END`,
    },
    reference: strict((value: string, count: bigint) =>
      count >= 0n && count <= atMost ? value.repeat(Number(count)) : null,
    ),
    vectors: [
      ["repeat('*', 4)", '****'],
      ["repeat('中𠮷', 2)", '中𠮷中𠮷'],
      ["repeat('a', 0)", ''],
      ["repeat('', 5)", ''],
      ["repeat('a', -1)", null],
      ["repeat('a', 1001)", null],
      ['repeat(null, 2)', null],
      ["repeat('a', null)", null],
    ],
  }),
  scalar({
    id: 'split_part',
    family: 'text',
    label: { zh: '分隔后的第几段', en: 'Part between separators' },
    help: {
      zh: '按分隔符切开后的第几段，从 1 数起；没有这一段、位置小于 1、分隔符为空时为空值。',
      en: 'One part of a text cut at a separator, counted from 1; NULL if there is no such part, or the separator is empty.',
    },
    example: "split_part(address, '-', 2)",
    parameters: [text(), text('separator'), integer('position')],
    result: 'text',
    nulls: 'propagate',
    sql: null,
    dialects: {
      // Of a constant NULL the element has no type, and `repeat` then takes it for a BLOB (DuckDB 1.5.6): the cast names it.
      duckdb: (call) =>
        `CASE WHEN #1 <> '' AND #2 >= 1 THEN CAST(string_split(#0, #1)[${small(call, 2)}] AS varchar) END`,
      postgres: (call) =>
        `CASE WHEN #1 <> '' AND #2 >= 1 THEN CASE WHEN #0 = '' AND #2 = 1 THEN '' ELSE (string_to_array(#0, #1))[${small(call, 2, true)}] END END`,
      mysql:
        "CASE WHEN #1 <> '' AND #2 BETWEEN 1 AND 1 + (char_length(#0) - char_length(replace(#0, #1, ''))) DIV char_length(#1) " +
        'THEN substring(substring_index(#0, #1, #2), CASE WHEN #2 = 1 THEN 1 ELSE char_length(substring_index(#0, #1, #2 - 1)) + char_length(#1) + 1 END) END',
      trino: "CASE WHEN #1 <> '' AND #2 >= 1 THEN element_at(split(#0, #1), #2) END",
    },
    reference: strict((value: string, separator: string, position: bigint) =>
      separator === '' || position < 1n ? null : (value.split(separator)[Number(position) - 1] ?? null),
    ),
    vectors: [
      ["split_part('a-b-c', '-', 2)", 'b'],
      ["split_part('内蒙古、𠮷、通辽', '、', 2)", '𠮷'],
      ["split_part('a-b', '-', 3)", null],
      ["split_part('a-b', '-', 0)", null],
      ["split_part('a-b', '-', -1)", null],
      ["split_part('a-b', '', 1)", null],
      ["split_part('', '-', 1)", ''],
      ["split_part('-', '-', 2)", ''],
      ["split_part('aaa', 'aa', 2)", 'a'],
      ["split_part('a', '-', 999999999999999)", null],
      ["split_part(null, '-', 1)", null],
      ["split_part('a', '-', null)", null],
    ],
  }),
  scalar({
    id: 'translate',
    family: 'text',
    label: { zh: '逐字替换', en: 'Translate characters' },
    help: {
      zh: '把第一组中的每个字换成第二组中同位置的字；第二组短的，多出的字删去；重复的以第一个为准。',
      en: 'Each character of the first set becomes the one at its place in the second; those without one are deleted; of duplicates the first counts.',
    },
    example: "translate(case_no, '〔〕', '（）')",
    parameters: [text(), text('from'), text('to')],
    result: 'text',
    nulls: 'propagate',
    sql: 'translate(#0, #1, #2)',
    dialects: {
      mysql: none(
        'MySQL 没有逐字同时替换的函数，请连用 replace',
        'MySQL cannot replace characters at the same time: use replace one after the other',
        "translate('ab', 'ab', 'ba')",
      ),
    },
    reference: strict((value: string, from: string, to: string) => {
      const [old, fresh] = [characters(from), characters(to)]
      return characters(value)
        .map((sign) => (old.includes(sign) ? (fresh[old.indexOf(sign)] ?? '') : sign))
        .join('')
    }),
    vectors: [
      ["translate('〔2023〕', '〔〕', '（）')", '（2023）'],
      ["translate('ab', 'ab', 'ba')", 'ba'],
      ["translate('a-b-c', '-', '')", 'abc'],
      ["translate('aab', 'aa', 'xy')", 'xxb'],
      ["translate('𠮷a', '𠮷', '吉')", '吉a'],
      ["translate('abc', '', 'x')", 'abc'],
      ["translate('a', 'a', 'xyz')", 'x'],
      ["translate(null, 'a', 'b')", null],
      ["translate('a', 'a', null)", null],
    ],
  }),
]
