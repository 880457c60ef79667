import { caseNumberBrackets, caseNumberPatterns } from '@jianmo/connectors/values'
import { isTokenSql, overCompact } from './cleaning-sql.ts'
import { type SqlWords, sqlPattern } from './sql-words.ts'

export type CaseNumberPart = 'value' | 'year' | 'court' | 'type' | 'serial'

/** `normaliseCaseNumber`, one part of it. */
export const caseNumberSql = (words: SqlWords, part: CaseNumberPart): string =>
  overCompact(words, (compact) => {
    const { after, elsewhere, old, modern } = caseNumberPatterns
    const bracketed = `translate(${compact}, '${caseNumberBrackets.from}', '${caseNumberBrackets.to}')`
    const text = words.replaceFirst(words.replaceFirst(bracketed, '第([0-9])', String.raw`\1`), sqlPattern(after), '')
    const parts = (of: RegExp, own: string, isOld: boolean) =>
      words.groups({ name: 'jm_g', sql: own, pattern: sqlPattern(of), count: 6 }, (group) => {
        const [year, court, type, serial, sub, rest] = [1, 2, 3, 4, 5, 6].map(group) as [
          string,
          string,
          string,
          string,
          string,
          string,
        ]
        const middle = isOld ? `${court}, ${type}, '字第', ` : `${court}, ${type}, `
        const found = {
          value: `concat('（', ${year}, '）', ${middle}${serial}, ${sub}, '号', ${rest})`,
          year: words.integer(year),
          court,
          type,
          serial,
        }[part]
        return `CASE WHEN ${year} BETWEEN '1949' AND '2099' THEN ${found} END`
      })
    const read = words.let('jm_t', text, (own) =>
      words.let(
        'jm_o',
        words.replaceFirst(own, '字([0-9])', String.raw`\1`),
        (later) =>
          `CASE WHEN ${words.matches(own, sqlPattern(elsewhere))} THEN NULL ` +
          `WHEN ${words.matches(own, sqlPattern(old))} THEN ${parts(old, own, true)} ` +
          `WHEN ${words.matches(later, sqlPattern(modern))} THEN ${parts(modern, later, false)} END`,
      ),
    )
    return `CASE WHEN NOT ${isTokenSql(words, compact)} THEN ${read} END`
  })
