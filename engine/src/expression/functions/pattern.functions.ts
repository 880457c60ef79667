import { type Dialect, type FunctionSpec, none, scalar, strict, type Template, textHole } from './function-spec.ts'
import { a, digits, oneOf, text } from './parameters.ts'
import { groupsOf, parsePattern, printPattern } from './pattern.ts'

/** The pattern as the dialect writes it, as a text that the dialect prints. */
const patternSql = (literal: unknown, dialect: Dialect): string =>
  textHole(printPattern(parsePattern(String(literal)), dialect))

const filled =
  (sql: string, dialect: Dialect): Template =>
  ({ literal }) =>
    sql.replaceAll('#p', () => patternSql(literal(1), dialect)).replaceAll('#g', String(Number(literal(2) ?? 0)))

/** A group that the pattern does not have is NULL; DuckDB would give '', Trino fail. */
const extracted =
  (sql: string, dialect: Dialect): Template =>
  (call) => {
    const source = call.literal(1)
    const missing = typeof source === 'string' && Number(call.literal(2) ?? 0) > groupsOf(parsePattern(source))
    const template = filled(sql, dialect)
    return missing ? 'CAST(NULL AS varchar)' : typeof template === 'string' ? template : template(call)
  }

const compiled = new Map<string, RegExp>()
function regexOf(pattern: string): RegExp {
  const found = compiled.get(pattern) ?? new RegExp(printPattern(parsePattern(pattern), 'reference'), 'gu')
  compiled.set(pattern, found)
  found.lastIndex = 0
  return found
}

const pattern = { name: 'pattern', type: 'text', literal: true, pattern: 'any' } as const
const notEmpty = { ...pattern, pattern: 'not-empty' } as const
const longest = (shows: string) =>
  none(
    'PostgreSQL 在几个可选项中取最长的匹配，这里取最先写的',
    'PostgreSQL takes the longest of several alternatives, the language the first one written',
    shows,
  )
const apart = (shows: string) =>
  none(
    'MySQL 与 MariaDB 的取法和替换写法不同',
    'MySQL and MariaDB differ in what they give back and how replacements are written',
    shows,
  )

/** Regular expressions of the common subset (`pattern.ts`); patterns are written as literals. */
export const patternFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'regex_matches',
    family: 'pattern',
    label: { zh: '符合样式', en: 'Matches a pattern' },
    help: {
      zh: '文本中有没有符合样式的一段（整段符合请用 ^ 和 $）；\\d \\s \\w 只认 ASCII，区分大小写。',
      en: 'Whether the text holds a match (use ^ and $ for the whole); \\d \\s \\w are ASCII, case counts.',
    },
    example: "regex_matches(phone, '^1[3-9]\\d{9}$')",
    parameters: [text(), pattern],
    result: 'boolean',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: filled('regexp_matches(#0, #p)', 'duckdb'),
      postgres: filled('(#0 ~ #p)', 'postgres'),
      mysql: filled('(#0 REGEXP #p)', 'mysql'),
      trino: filled('regexp_like(#0, #p)', 'trino'),
    },
    reference: strict((value: string, source: string) => regexOf(source).test(value)),
    vectors: [
      ["regex_matches('13800138000', '^1[3-9]\\d{9}$')", true],
      ["regex_matches('1380013800', '^1[3-9]\\d{9}$')", false],
      ["regex_matches('１３８', '\\d')", false],
      ["regex_matches('ABC', 'abc')", false],
      ["regex_matches('𠮷', '^.$')", true],
      ["regex_matches('（2023）内0702刑初12号', '^（\\d{4}）.+号$')", true],
      ["regex_matches('a+b', 'a\\+b')", true],
      ["regex_matches('a#1', '#1')", true],
      ["regex_matches('it''s', '[''\"]')", true],
      ["regex_matches('é', '\\w')", false],
      ["regex_matches('', '^$')", true],
      ["regex_matches('张三', '^[一-龥]{2,4}$')", true],
      ["regex_matches('ab', '^(?:a|ab)$')", true],
      ["regex_matches('a', '^[^𠮷]$')", true],
      ["regex_matches('\\', '\\\\')", true],
      ["regex_matches(null, 'a')", null],
    ],
  }),
  scalar({
    id: 'regex_extract',
    family: 'pattern',
    label: { zh: '取出符合样式的一段', en: 'Extract a match' },
    help: {
      zh: '第一处符合样式的一段，或其中第几个括号（0–9，不写为 0 即整段）；没有符合的、样式没有这个括号的为空值，括号没有参与的为空文本。',
      en: 'The first match, or one of its groups (0–9, 0 for the whole if left out); NULL without a match or without such a group, the empty text if the group took no part.',
    },
    example: "regex_extract(case_no, '(\\d+)号', 1)",
    parameters: [text(), pattern, { ...oneOf('integer', 'group', digits(9)), optional: true }],
    result: 'text',
    nulls: 'propagate',
    sql: null,
    dialects: {
      // DuckDB gives '' both for no match and for an empty group: the whole is asked for first.
      duckdb: extracted('CASE WHEN regexp_matches(#0, #p) THEN regexp_extract(#0, #p, #g) END', 'duckdb'),
      postgres: longest("regex_extract('ab', 'a|ab')"),
      mysql: apart("regex_extract('ab', '(a)b', 1)"),
      trino: extracted("CASE WHEN regexp_like(#0, #p) THEN coalesce(regexp_extract(#0, #p, #g), '') END", 'trino'),
    },
    reference: strict((value: string, source: string, group: bigint = 0n) => {
      if (Number(group) > groupsOf(parsePattern(source))) return null
      const found = regexOf(source).exec(value)
      return found ? (found[Number(group)] ?? '') : null
    }),
    vectors: [
      ["regex_extract('（2023）内0702刑初12号', '\\d+')", '2023'],
      ["regex_extract('（2023）内0702刑初12号', '初(\\d+)号', 1)", '12'],
      ["regex_extract('abc', '\\d+')", null],
      ["regex_extract('ab', 'a|ab')", 'a'],
      ["regex_extract('𠮷a', '.')", '𠮷'],
      ["regex_extract('aab', '(a*)(b)', 2)", 'b'],
      ["regex_extract('x', '(a*)x', 1)", ''],
      ["regex_extract('', 'a*')", ''],
      ["regex_extract('ab', 'a(x)?b', 1)", ''],
      ["regex_extract('ab', 'ab', 3)", null],
      ["regex_extract(null, 'a')", null],
    ],
  }),
  scalar({
    id: 'regex_replace',
    family: 'pattern',
    label: { zh: '按样式替换', en: 'Replace matches' },
    help: {
      zh: '把每一处符合样式的换成给定的文本（照写，没有 $1 之类）；样式不能匹配空文本。',
      en: 'Puts a text in place of every match (as it is: there is no $1); the pattern must not match the empty text.',
    },
    example: "regex_replace(phone, '\\D+', '')",
    parameters: [text(), notEmpty, a('text', 'new')],
    result: 'text',
    nulls: 'propagate',
    options: { matches: 'all' },
    sql: null,
    dialects: {
      duckdb: filled("regexp_replace(#0, #p, replace(#2, chr(92), concat(chr(92), chr(92))), 'g')", 'duckdb'),
      postgres: longest("regex_replace('ab', 'a|ab', '')"),
      mysql: apart("regex_replace('ab', 'a', '$1')"),
      trino: filled(
        "regexp_replace(#0, #p, replace(replace(#2, chr(92), concat(chr(92), chr(92))), '$', concat(chr(92), '$')))",
        'trino',
      ),
    },
    reference: strict((value: string, source: string, fresh: string) => value.replace(regexOf(source), () => fresh)),
    vectors: [
      ["regex_replace('138-0013 8000', '\\D+', '')", '13800138000'],
      ["regex_replace('a1b22', '\\d+', '#')", 'a#b#'],
      ["regex_replace('aa', 'a', '\\1$1')", '\\1$1\\1$1'],
      ["regex_replace('𠮷𠮷', '𠮷', '吉')", '吉吉'],
      ["regex_replace('ab', 'a|ab', 'x')", 'xb'],
      ["regex_replace('', 'a', 'x')", ''],
      ["regex_replace(null, 'a', 'x')", null],
      ["regex_replace('a', 'a', null)", null],
    ],
  }),
  scalar({
    id: 'regex_count',
    family: 'pattern',
    label: { zh: '符合样式的处数', en: 'Count matches' },
    help: {
      zh: '互不重叠的符合之处有几处，没有为 0；样式不能匹配空文本。',
      en: 'How many matches there are without overlap, 0 if none; the pattern must not match the empty text.',
    },
    example: "regex_count(remark, '罚款')",
    parameters: [text(), notEmpty],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: filled('len(regexp_extract_all(#0, #p))', 'duckdb'),
      postgres: longest("regex_count('aba', 'a|ab')"),
      mysql: apart("regex_count('aba', 'a')"),
      trino: filled('regexp_count(#0, #p)', 'trino'),
    },
    reference: strict((value: string, source: string) => BigInt(value.match(regexOf(source))?.length ?? 0)),
    vectors: [
      ["regex_count('罚款，再罚款', '罚款')", 2],
      ["regex_count('aaa', 'aa')", 1],
      ["regex_count('abc', '\\d')", 0],
      ["regex_count('𠮷𠮷𠮷', '.')", 3],
      ["regex_count('', 'a')", 0],
      ["regex_count('a1b2', '[a-z]\\d')", 2],
      ["regex_count(null, 'a')", null],
    ],
  }),
]
