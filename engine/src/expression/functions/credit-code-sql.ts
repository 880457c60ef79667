import { creditCodeCharacters, creditCodeWeights, organisationCodeWeights } from '@jianmo/connectors/values'
import { isTokenSql, overCapitals } from './cleaning-sql.ts'
import type { SqlWords } from './sql-words.ts'

const all36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const set = '0-9A-HJ-NPQRTUWXY'

const weighted = (code: string, characters: string, weights: readonly number[]) =>
  weights
    .map((weight, index) => `${weight} * (strpos('${characters}', substring(${code}, ${index + 1}, 1)) - 1)`)
    .join(' + ')

/** GB 32100: the 18th character. */
const creditCheck = (code: string) =>
  `substring('${creditCodeCharacters}', CAST((31 - (${weighted(code, creditCodeCharacters, creditCodeWeights)}) % 31) % 31 + 1 AS integer), 1)`

/** GB 11714: the 9th character. */
const organisationCheck = (code: string) =>
  `substring('0X987654321', CAST((${weighted(code, all36, organisationCodeWeights)}) % 11 + 1 AS integer), 1)`

/** GS 15-2006, ISO 7064 MOD 11,10: `(p + d) % 10 || 10` is `(p + d + 9) % 10 + 1`, so that p is written once. */
const registrationCheck = (code: string) => {
  const rest = Array.from({ length: 14 }, (_, index) => `CAST(substring(${code}, ${index + 1}, 1) AS integer)`).reduce(
    (before, digit) => `((${before} + ${digit} + 9) % 10 + 1) * 2 % 11`,
    '10',
  )
  return `CAST((11 - ${rest}) % 10 AS varchar)`
}

export type CreditCodePart = 'value' | 'problem' | 'organisation' | 'valid'

/** `normaliseCreditCode`: its value, its reason or the organisation code. The three check sums are 2 kB of SQL. */
export const creditCodeSql = (words: SqlWords, part: CreditCodePart): string =>
  overCapitals(words, (capitals) => {
    const bare = words.replace(capitals, `^[''’‘\`"]+|[''’‘\`"*]+$`.replaceAll("''", "'"), '')
    const reason = (code: string, text: string) =>
      `CASE WHEN ${words.matches(text, String.raw`^[0-9]+(?:[.][0-9]*)?E[+][0-9]+$`)} THEN 'damaged' ` +
      `WHEN length(${code}) = 18 THEN CASE WHEN NOT ${words.matches(code, `^[${set}]{2}[0-9]{6}[${set}]{10}$`)} THEN 'bad-character' ` +
      `WHEN right(${code}, 1) <> ${creditCheck(code)} THEN CASE WHEN ${words.matches(code, '^[0-9]{15}000$')} THEN 'damaged' ELSE 'bad-checksum' END END ` +
      `WHEN length(${code}) = 9 THEN CASE WHEN NOT ${words.matches(code, '^[0-9A-Z]{8}[0-9X]$')} THEN 'bad-character' ` +
      `WHEN right(${code}, 1) <> ${organisationCheck(code)} THEN 'bad-checksum' END ` +
      `WHEN length(${code}) = 15 THEN CASE WHEN NOT ${words.matches(code, '^[0-9]{15}$')} THEN 'bad-character' ` +
      `WHEN right(${code}, 1) <> ${registrationCheck(code)} THEN 'bad-checksum' END ELSE 'bad-length' END`
    const found = (code: string, problem: string) =>
      ({
        value: `CASE WHEN ${problem} IS NULL THEN ${code} END`,
        problem,
        valid: `CASE WHEN ${problem} IS NULL THEN TRUE WHEN ${problem} <> 'missing' THEN FALSE END`,
        organisation: `CASE WHEN ${problem} IS NULL THEN CASE length(${code}) WHEN 18 THEN substring(${code}, 9, 9) WHEN 9 THEN ${code} END END`,
      })[part]
    const read = words.let('jm_t', bare, (text) =>
      words.let('jm_k', words.replace(text, '[-‐‑–—−]', ''), (code) =>
        words.let(
          'jm_p',
          `CASE WHEN ${isTokenSql(words, text)} THEN 'missing' ELSE ${reason(code, text)} END`,
          (problem) => found(code, problem),
        ),
      ),
    )
    const missing = part === 'problem' ? `CASE WHEN ${capitals} IS NOT NULL THEN 'missing' END` : 'NULL'
    return `CASE WHEN NOT ${isTokenSql(words, capitals)} THEN ${read} ELSE ${missing} END`
  })
