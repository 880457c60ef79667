import { phonePatterns } from '@jianmo/connectors/values'
import { cleanSql, isTokenSql, upperSql } from './cleaning-sql.ts'
import { type SqlWords, sqlPattern } from './sql-words.ts'

/** `normalisePhone`: its value or its kind. */
export const phoneSql = (words: SqlWords, part: 'value' | 'kind'): string => {
  const { note, several, extension, country, landlineAbroad, abroad, prefix, mobile, service, landline } = phonePatterns
  const kinds = (number: string, changed: string) => {
    const isMobile = words.matches(number, sqlPattern(mobile))
    const isService = words.matches(number, sqlPattern(service))
    const isLandline = `${words.matches(number, sqlPattern(landline))} AND (${changed} OR left(${number}, 1) = '0')`
    const [first, second, third] =
      part === 'kind'
        ? ["'mobile'", "'service'", "'landline'"]
        : [
            words.replaceFirst(number, sqlPattern(mobile), String.raw`\1`),
            number,
            words.replaceFirst(number, sqlPattern(landline), String.raw`0\1-\2`),
          ]
    return `CASE WHEN ${isMobile} THEN ${first} WHEN ${isService} THEN ${second} WHEN ${isLandline} THEN ${third} END`
  }
  const read = (capitals: string) => {
    const text = words.replaceFirst(words.replaceFirst(capitals, `^['’‘\`"]+`, ''), sqlPattern(note), '')
    const main = (own: string) =>
      words.replaceFirst(words.replaceFirst(own, sqlPattern(extension), ''), '^(?:电话|手机|TEL|联系电话)[:.]?', '')
    const national = (joined: string) =>
      words.replaceFirst(
        words.replaceFirst(joined, sqlPattern(country), ''),
        sqlPattern(landlineAbroad),
        String.raw`\1`,
      )
    return words.let('jm_t', text, (own) =>
      words.let('jm_j', words.replace(main(own), String.raw`[-‐‑–—−().·]`, ''), (joined) =>
        words.let(
          'jm_n',
          national(joined),
          (short) =>
            `CASE WHEN length(${own}) <= 200 AND ${words.matches(joined, String.raw`^\+?[0-9]+$`)} AND NOT ${words.matches(short, sqlPattern(abroad))} ` +
            `AND NOT ${words.matches(own, String.raw`^[0-9]+(?:[.][0-9]*)?E[+]?[0-9]+$`)} ` +
            `THEN ${words.let('jm_p', words.replaceFirst(short, sqlPattern(prefix), String.raw`\1`), (number) => kinds(number, `${short} <> ${joined}`))} END`,
        ),
      ),
    )
  }
  return words.let('jm_x', '#0', (raw) =>
    words.let('jm_l', cleanSql(words, raw), (clean) =>
      words.let('jm_c', `replace(${clean}, ' ', '')`, (compact) =>
        words.let(
          'jm_u',
          upperSql(words, compact),
          (capitals) =>
            `CASE WHEN NOT ${isTokenSql(words, capitals)} AND NOT ${words.matches(clean, sqlPattern(several))} THEN ${read(capitals)} END`,
        ),
      ),
    ),
  )
}
