import { type FunctionSpec, numbered, scalar, strict, type Template } from './function-spec.ts'
import { a, integer, small, text } from './parameters.ts'

const characters = (value: string) => [...value]

/** DuckDB 1.5 gives `||` with a constant NULL no type (a table of it gets INTEGER): what is not plain says that it is a text. */
const concatInDuckdb: Template = ({ count, isPlain = () => false }) => {
  const joined = numbered(count).join(' || ')
  return Array.from({ length: count }, (_, index) => index).every(isPlain) ? joined : `CAST(${joined} AS varchar)`
}

/** Measuring texts and looking into them. A character is a code point. */
export const textFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'concat',
    family: 'text',
    label: { zh: '连接文本', en: 'Join texts' },
    help: { zh: '按顺序连接；有一个为空值，结果就是空值。', en: 'Joins in order; NULL if any part is NULL.' },
    example: "concat(case_no, '/', person_name)",
    parameters: [{ name: 'text', type: 'text', repeated: true }],
    result: 'text',
    nulls: 'propagate',
    options: { null: 'propagates' },
    infix: true,
    sql: ({ count }) => numbered(count).join(' || '),
    // `||` is OR in MySQL.
    dialects: {
      duckdb: concatInDuckdb,
      mysql: ({ count }) => `concat(${numbered(count).join(', ')})`,
    },
    reference: strict((...parts: string[]) => parts.join('')),
    vectors: [
      ["concat('a', 'b')", 'ab'],
      ["concat('a', null)", null],
      ["concat('中', '𠮷', '')", '中𠮷'],
      ["concat('')", ''],
      ["concat('a ', ' b')", 'a  b'],
      ['concat(null, null)', null],
      ["concat('１', '2', '三', 'd')", '１2三d'],
    ],
  }),
  scalar({
    id: 'length',
    family: 'text',
    label: { zh: '字数', en: 'Length' },
    help: {
      zh: '字符个数，一个汉字算一个，末尾空格也算；空值仍是空值。',
      en: 'Number of characters: a Chinese character is one, spaces at the end count; NULL stays NULL.',
    },
    example: 'length(id_no)',
    parameters: [text()],
    result: 'integer',
    nulls: 'propagate',
    options: { unit: 'code points' },
    sql: 'length(#0)',
    dialects: { mysql: 'char_length(#0)' },
    reference: strict((value: string) => BigInt(characters(value).length)),
    vectors: [
      ["length('中文')", 2],
      ["length('𠮷野家')", 3],
      ["length('')", 0],
      ['length(null)', null],
      ["length('a ')", 2],
      ["length('ＡＢ　')", 3],
      ["length('e\u0301')", 2],
    ],
  }),
  scalar({
    id: 'starts_with',
    family: 'text',
    label: { zh: '开头是', en: 'Starts with' },
    help: {
      zh: '文本是否以给定的字开头，区分大小写和全半角；任何文本都以空文本开头。',
      en: 'Whether the text begins with the other; case and width count. Every text begins with the empty text.',
    },
    example: "starts_with(charge, '危险')",
    parameters: [text(), text('beginning')],
    result: 'boolean',
    nulls: 'propagate',
    sql: 'starts_with(#0, #1)',
    dialects: { mysql: { fidelity: 'exact', sql: '(left(#0, char_length(#1)) = #1)' } },
    reference: strict((value: string, beginning: string) => value.startsWith(beginning)),
    vectors: [
      ["starts_with('危险驾驶罪', '危险')", true],
      ["starts_with('abc', 'AB')", false],
      ["starts_with('abc', '')", true],
      ["starts_with('', 'a')", false],
      ["starts_with('𠮷a', '𠮷')", true],
      ["starts_with('a', 'a ')", false],
      ["starts_with('ＡＢ', 'A')", false],
      ["starts_with(null, '')", null],
      ["starts_with('a', null)", null],
    ],
  }),
  scalar({
    id: 'ends_with',
    family: 'text',
    label: { zh: '结尾是', en: 'Ends with' },
    help: {
      zh: '文本是否以给定的字结尾，区分大小写和全半角；任何文本都以空文本结尾。',
      en: 'Whether the text ends with the other; case and width count. Every text ends with the empty text.',
    },
    example: "ends_with(charge, '罪')",
    parameters: [text(), text('end')],
    result: 'boolean',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: 'ends_with(#0, #1)',
      postgres: '(right(#0, length(#1)) = #1)',
      mysql: '(right(#0, char_length(#1)) = #1)',
      trino: '(substr(#0, greatest(length(#0) - length(#1) + 1, 1), length(#1)) = #1)',
    },
    reference: strict((value: string, end: string) => value.endsWith(end)),
    vectors: [
      ["ends_with('盗窃罪', '罪')", true],
      ["ends_with('abc', 'C')", false],
      ["ends_with('abc', '')", true],
      ["ends_with('a', 'ba')", false],
      ["ends_with('a𠮷', '𠮷')", true],
      ["ends_with('a ', 'a')", false],
      ["ends_with(null, '')", null],
      ["ends_with('a', null)", null],
    ],
  }),
  scalar({
    id: 'contains',
    family: 'text',
    label: { zh: '包含', en: 'Contains' },
    help: {
      zh: '文本中是否含有给定的字，区分大小写和全半角；任何文本都含有空文本。',
      en: 'Whether the text holds the other; case and width count. Every text holds the empty text.',
    },
    example: "contains(charge, '毒品')",
    parameters: [text(), text('part')],
    result: 'boolean',
    nulls: 'propagate',
    sql: '(strpos(#0, #1) > 0)',
    // A column that is always NULL has no type in DuckDB 1.5, and lists and maps have a `contains`, too.
    dialects: { duckdb: 'contains(CAST(#0 AS varchar), #1)', mysql: '(locate(#1, #0) > 0)' },
    reference: strict((value: string, part: string) => value.includes(part)),
    vectors: [
      ["contains('走私、贩卖毒品罪', '毒品')", true],
      ["contains('abc', 'B')", false],
      ["contains('abc', '')", true],
      ["contains('', '')", true],
      ["contains('100%', '%')", true],
      ["contains('a𠮷b', '𠮷')", true],
      ["contains('ＡＢ', 'B')", false],
      ["contains(null, 'a')", null],
      ["contains('a', null)", null],
    ],
  }),
  scalar({
    id: 'position',
    family: 'text',
    label: { zh: '出现的位置', en: 'Position' },
    help: {
      zh: '第一次出现在第几个字，从 1 数起；没有则为 0，找空文本为 1。',
      en: 'Where the other first begins, counted from 1; 0 if nowhere, 1 for the empty text.',
    },
    example: "position(case_no, '号')",
    parameters: [text(), text('part')],
    result: 'integer',
    nulls: 'propagate',
    sql: 'strpos(#0, #1)',
    dialects: { mysql: 'locate(#1, #0)' },
    reference: strict((value: string, part: string) => {
      const at = value.indexOf(part)
      return BigInt(at < 0 ? 0 : characters(value.slice(0, at)).length + 1)
    }),
    vectors: [
      ["position('内0702刑初12号', '刑')", 6],
      ["position('𠮷𠮷号', '号')", 3],
      ["position('abc', 'z')", 0],
      ["position('abc', '')", 1],
      ["position('', '')", 1],
      ["position('', 'a')", 0],
      ["position('abAB', 'AB')", 3],
      ["position(null, 'a')", null],
    ],
  }),
  scalar({
    id: 'substring',
    family: 'text',
    label: { zh: '取一段', en: 'Part of a text' },
    help: {
      zh: '从第几个字起取几个字，第一个字是 1；位置小于 1 或长度为负时为空值，超出末尾的部分不算。',
      en: 'Characters from a position (the first is 1); NULL if the position is below 1 or the length negative; what lies beyond the end is left out.',
    },
    example: 'substring(id_no, 1, 6)',
    parameters: [text(), integer('start'), integer('length')],
    result: 'text',
    nulls: 'propagate',
    options: { 'negative position': 'NULL' },
    sql: (call) => `CASE WHEN #1 >= 1 AND #2 >= 0 THEN substring(#0, ${small(call, 1)}, ${small(call, 2)}) END`,
    dialects: {
      postgres: (call) =>
        `CASE WHEN #1 >= 1 AND #2 >= 0 THEN substring(#0, ${small(call, 1, true)}, ${small(call, 2, true)}) END`,
    },
    reference: strict((value: string, start: bigint, length: bigint) =>
      start >= 1n && length >= 0n
        ? characters(value)
            .slice(Number(start) - 1, Number(start + length) - 1)
            .join('')
        : null,
    ),
    vectors: [
      ["substring('110105194912310021', 1, 6)", '110105'],
      ["substring('a𠮷中b', 2, 2)", '𠮷中'],
      ["substring('abc', 2, 99)", 'bc'],
      ["substring('abc', 4, 1)", ''],
      ["substring('abc', 9, 1)", ''],
      ["substring('abcdef', -2, 2)", null],
      ["substring('abc', 0, 2)", null],
      ["substring('abc', 1, -1)", null],
      ["substring('abc', 1, 0)", ''],
      ["substring('abc', 999999999999999, 999999999999999)", ''],
      ["substring('abc', 1, 999999999999999)", 'abc'],
      ['substring(null, 1, 1)', null],
      ["substring('abc', null, 1)", null],
    ],
  }),
  scalar({
    id: 'left',
    family: 'text',
    label: { zh: '左边几个字', en: 'First characters' },
    help: {
      zh: '前几个字；不够时全取，个数为负时为空值。',
      en: 'The first characters; all of them if there are fewer, NULL if the count is negative.',
    },
    example: 'left(id_no, 6)',
    parameters: [text(), integer('count')],
    result: 'text',
    nulls: 'propagate',
    sql: (call) => `CASE WHEN #1 >= 0 THEN left(#0, ${small(call, 1)}) END`,
    dialects: {
      postgres: (call) => `CASE WHEN #1 >= 0 THEN left(#0, ${small(call, 1, true)}) END`,
      trino: (call) => `CASE WHEN #1 >= 0 THEN substr(#0, 1, ${small(call, 1)}) END`,
    },
    reference: strict((value: string, count: bigint) =>
      count < 0n ? null : characters(value).slice(0, Number(count)).join(''),
    ),
    vectors: [
      ["left('110105', 2)", '11'],
      ["left('𠮷中a', 2)", '𠮷中'],
      ["left('abc', 0)", ''],
      ["left('abc', 9)", 'abc'],
      ["left('abc', -1)", null],
      ["left('abc', 999999999999999)", 'abc'],
      ["left('', 1)", ''],
      ['left(null, 1)', null],
    ],
  }),
  scalar({
    id: 'right',
    family: 'text',
    label: { zh: '右边几个字', en: 'Last characters' },
    help: {
      zh: '后几个字；不够时全取，个数为负时为空值。',
      en: 'The last characters; all of them if there are fewer, NULL if the count is negative.',
    },
    example: 'right(phone, 4)',
    parameters: [text(), integer('count')],
    result: 'text',
    nulls: 'propagate',
    sql: (call) => `CASE WHEN #1 >= 0 THEN right(#0, ${small(call, 1)}) END`,
    dialects: {
      postgres: (call) => `CASE WHEN #1 >= 0 THEN right(#0, ${small(call, 1, true)}) END`,
      trino: (call) => `CASE WHEN #1 >= 0 THEN substr(#0, greatest(length(#0) - ${small(call, 1)} + 1, 1)) END`,
    },
    reference: strict((value: string, count: bigint) => {
      const all = characters(value)
      return count < 0n ? null : all.slice(Math.max(0, all.length - Number(count))).join('')
    }),
    vectors: [
      ["right('13800138000', 4)", '8000'],
      ["right('a𠮷中', 2)", '𠮷中'],
      ["right('abc', 0)", ''],
      ["right('abc', 9)", 'abc'],
      ["right('abc', -1)", null],
      ["right('abc', 999999999999999)", 'abc'],
      ['right(null, 1)', null],
    ],
  }),
  scalar({
    id: 'code_point',
    family: 'text',
    label: { zh: '字符编码', en: 'Code point' },
    help: {
      zh: '第一个字的 Unicode 编码；空文本为空值。',
      en: 'The Unicode code point of the first character; NULL for the empty text.',
    },
    example: 'code_point(person_name)',
    parameters: [a('text', 'text')],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: "CASE WHEN #0 <> '' THEN CAST(unicode(#0) AS bigint) END",
      postgres: "CASE WHEN #0 <> '' THEN CAST(ascii(#0) AS bigint) END",
      mysql: "CASE WHEN #0 <> '' THEN CAST(conv(hex(convert(left(#0, 1) USING utf32)), 16, 10) AS signed) END",
      trino: "CASE WHEN #0 <> '' THEN CAST(codepoint(CAST(substr(#0, 1, 1) AS varchar(1))) AS bigint) END",
    },
    reference: strict((value: string) => (value === '' ? null : BigInt(value.codePointAt(0) ?? 0))),
    vectors: [
      ["code_point('A')", 65],
      ["code_point('中文')", 20013],
      ["code_point('𠮷')", 134071],
      ["code_point('')", null],
      ["code_point('Ａ')", 65313],
      ["code_point(' ')", 32],
      ['code_point(null)', null],
    ],
  }),
]
