import { termPatterns } from '@jianmo/connectors/values'
import { isTokenSql, overCompact } from './cleaning-sql.ts'
import { digitsOfNumerals, plainNumeralsSql, sectionValueSql } from './money-sql.ts'
import { groupless, type SqlWords, sqlPattern } from './sql-words.ts'

const test = (pattern: RegExp) => groupless(sqlPattern(pattern))

export type TermPart = 'months' | 'days' | 'probation' | 'code'

const lengthGroups = (words: SqlWords, text: string) => words.groupsOf(text, sqlPattern(termPatterns.length), 6)

/** `readTermLength` of a text that a term pattern found, from its groups: months and days; both are 0 where it is null. */
function lengthOf(words: SqlWords, text: string, groups: string): { readonly months: string; readonly days: string } {
  const group = (index: number) => words.group(groups, index)
  const value = (index: number) =>
    words.let(
      'jm_n',
      digitsOfNumerals(group(index)),
      (n) => `CASE WHEN ${words.matches(n, '^[0-9]+$')} THEN ${words.integer(n)} ELSE ${sectionValueSql(n)} END`,
    )
  const months = `${value(1)} * 12 + CASE WHEN ${group(2)} <> '' THEN 6 ELSE 0 END + ${value(3)}`
  const days = `${value(6)} + CASE WHEN concat(${group(4)}, ${group(5)}) <> '' THEN 15 ELSE 0 END`
  return {
    months: `CASE WHEN ${text} = '半' THEN 0 ELSE ${months} END`,
    days: `CASE WHEN ${text} = '半' THEN 0 ELSE ${days} END`,
  }
}

const whole = [
  ['^(?:死刑缓期[二两2]年(?:执行)?|死刑缓期执行|死缓)', 'death_reprieve'],
  ['^死刑(?:立即执行)?$', 'death'],
  ['^无期(?:徒刑)?$', 'life'],
  ['^(?:免予|免于|免除)刑事处[罚分]$|^免(?:刑|处|罚)$|^(?:免予|免于|免除)(?:刑罚|处罚)$', 'exempted'],
] as const

/** What `withLength` reads: months and days of the main part and of the probation, and whether there is one. */
function withLength(words: SqlWords, main: string, part: TermPart): string {
  const { named, short, bare } = termPatterns
  const isNamed = words.matches(main, test(named))
  const isShort = words.matches(main, test(short))
  const isBare = words.matches(main, test(bare))
  const name = `CASE WHEN strpos(${main}, '拘役') = 1 THEN 'short_term_detention' WHEN strpos(${main}, '管制') = 1 THEN 'public_surveillance' ELSE 'fixed_term' END`
  const group = (index: number) => {
    const at = (of: RegExp, place: number) => words.replaceFirst(main, sqlPattern(of), `\\${place}`)
    return `CASE WHEN jm_q = 1 THEN ${at(named, index + 1)} WHEN jm_q = 2 THEN concat(${at(short, index)}, '年') ELSE ${at(bare, index)} END`
  }
  const suspended = `(jm_q = 2 OR strpos(${main}, '缓') > 0)`
  const judged = (months: string, days: string, later: string, laterDays: string) => {
    const unread = `(${months} + ${days} = 0 OR (${suspended} AND ${later} + ${laterDays} = 0))`
    const values = {
      months: `CASE WHEN NOT ${unread} THEN CAST(${months} AS bigint) END`,
      days: `CASE WHEN NOT ${unread} THEN CAST(${days} AS bigint) END`,
      probation: `CASE WHEN NOT ${unread} AND ${suspended} THEN CAST(${later} AS bigint) END`,
      code: `CASE WHEN jm_q = 1 THEN ${name} WHEN NOT ${unread} THEN CASE WHEN jm_q = 2 OR ${months} > 36 OR (${suspended} AND ${months} > 12) THEN 'fixed_term' ELSE 'unspecified' END END`,
    }
    return values[part]
  }
  const texts = { jm_i: group(1), jm_j: `CASE WHEN ${suspended} THEN ${group(2)} ELSE '' END` }
  const lengths = words.letAll(texts, ({ jm_i, jm_j }) =>
    words.letAll({ jm_g: lengthGroups(words, jm_i), jm_h: lengthGroups(words, jm_j) }, ({ jm_g, jm_h }) => {
      const [main, probation] = [lengthOf(words, jm_i, jm_g), lengthOf(words, jm_j, jm_h)]
      const numbers = { jm_1: main.months, jm_2: main.days, jm_3: probation.months, jm_4: probation.days }
      return words.letAll(numbers, ({ jm_1, jm_2, jm_3, jm_4 }) => judged(jm_1, jm_2, jm_3, jm_4))
    }),
  )
  return words.let(
    'jm_q',
    `CASE WHEN ${isNamed} THEN 1 WHEN ${isShort} THEN 2 WHEN ${isBare} THEN 3 END`,
    (kind) => `CASE WHEN ${kind} IS NOT NULL THEN ${lengths} END`,
  )
}

/** `parseTerm`, one part of it: 16 000 signs of SQL, 8 µs a row in DuckDB 1.5.6. */
export const termSql = (words: SqlWords, part: TermPart): string =>
  overCompact(words, (compact) => {
    const { stops, dates, executed, several, lead, supplement } = termPatterns
    const text = words.replaceFirst(
      words.replace(
        words.replace(plainNumeralsSql(compact), String.raw`\([^)]*\)`, ''),
        sqlPattern(stops),
        String.raw`\1`,
      ),
      sqlPattern(dates),
      '',
    )
    const withoutMain = (decided: string) =>
      `CASE WHEN strpos(${decided}, '罚金') > 0 THEN 'fine_only' ` +
      `WHEN ${words.matches(decided, '^(?:单处|独立适用|处)?没收')} THEN 'confiscation_only' ` +
      `WHEN strpos(${decided}, '剥夺政治权利') > 0 THEN 'dpr_only' END`
    const named = (main: string) =>
      part === 'code'
        ? whole.map(([of, code]) => ` WHEN ${words.matches(main, of)} THEN '${code}'`).join('')
        : ` WHEN ${words.matches(main, whole.map(([of]) => of).join('|'))} THEN NULL`
    const decided = (own: string) =>
      words.let('jm_d', words.replaceFirst(own, test(lead), ''), (after) =>
        words.let(
          'jm_m',
          words.replace(after, test(supplement), ''),
          (main) =>
            `CASE WHEN ${main} = '' THEN ${part === 'code' ? withoutMain(after) : 'NULL'}${named(main)} ELSE ${withLength(words, main, part)} END`,
        ),
      )
    const read = words.let(
      'jm_y',
      words.replaceFirst(text, test(executed), ''),
      (own) => `CASE WHEN NOT ${words.matches(own, test(several))} THEN ${decided(own)} END`,
    )
    return `CASE WHEN NOT ${isTokenSql(words, compact)} THEN ${read} END`
  })
