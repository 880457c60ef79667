import { daysInMonth } from './days.ts'
import { compactText, isNullToken } from './null-token.ts'

/** Why there is no usable id. The person then goes to 待核身份 and never counts as "has no partner". */
export const residentIdReasons = ['missing', 'damaged', 'bad-length', 'bad-checksum', 'bad-birth-date'] as const
export type ResidentIdReason = (typeof residentIdReasons)[number]

export type ResidentIdWarning = 'unknown-region' | 'suspect-zeros' | 'upgraded-15'

export interface ResidentId {
  /** 18 characters, the last a digit or `X`; null if unusable. */
  readonly value: string | null
  readonly reason: ResidentIdReason | null
  readonly warnings: readonly ResidentIdWarning[]
}

/** GB 11643, ISO 7064 MOD 11-2. */
export const checksumWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
export const checksumCharacters = '10X98765432'

/** Province-level prefixes of GB/T 2260, and 81–83 of residence permits for Hong Kong, Macao and Taiwan residents. */
export const knownRegions: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/**
 * Cards that are not resident identity cards (港澳台居住证 81/82/83, foreigners' permanent residence 9): only the checksum
 * is checked, because nothing may be derived from their other digits.
 */
export const checksumOnly = /^(?:8[123]|9)/

/**
 * Reads a resident id as agencies write it: full-width digits, lower-case x, spaces, leading apostrophe, trailing `*`.
 * 15 digits become 18. Nothing is ever repaired: `1.10105E+17`, or 18 digits that end in 000 with a wrong checksum, are
 * `damaged` (a spreadsheet kept only 15 digits). The order of reasons: missing, damaged, bad-length, bad-checksum,
 * bad-birth-date. An unknown region is a warning only: demo ids use the unassigned prefix 10xxxx.
 */
export function normaliseResidentId(raw: string | null | undefined): ResidentId {
  if (raw === null || raw === undefined || isNullToken(raw)) return refused('missing')
  const text = compactText(raw)
    .toUpperCase()
    .replace(/^['’‘`´"]+/u, '')
    .replace(/['’‘`´"*]+$/u, '')
  if (isNullToken(text)) return refused('missing')
  if (/^\d+(?:\.\d*)?E\+?\d+$/.test(text)) return refused('damaged')
  if (/^\d{15}$/.test(text)) return fromFifteen(text)
  if (!/^\d{17}[\dX]$/.test(text)) return refused('bad-length')

  const zeros = text.endsWith('000')
  if (checkCharacter(text) !== text[17]) return refused(zeros ? 'damaged' : 'bad-checksum')
  if (!checksumOnly.test(text) && !isBirthDate(text.slice(6, 14))) return refused('bad-birth-date')
  return {
    value: text,
    reason: null,
    warnings: [...regionWarning(text), ...(zeros ? (['suspect-zeros'] as const) : [])],
  }
}

/** True for 18 characters that `normaliseResidentId` returns unchanged. */
export function isResidentId(text: string): boolean {
  return normaliseResidentId(text).value === text
}

/** The 18th character for the first 17 digits of `text`. */
export function checkCharacter(text: string): string {
  let sum = 0
  for (const [index, weight] of checksumWeights.entries()) sum += Number(text[index]) * weight
  return checksumCharacters[sum % 11] ?? ''
}

function fromFifteen(text: string): ResidentId {
  const digits = `${text.slice(0, 6)}19${text.slice(6)}`
  if (!isBirthDate(digits.slice(6, 14))) return refused('bad-birth-date')
  return { value: digits + checkCharacter(digits), reason: null, warnings: [...regionWarning(text), 'upgraded-15'] }
}

function regionWarning(text: string): ResidentIdWarning[] {
  return knownRegions.has(text.slice(0, 2)) || checksumOnly.test(text) ? [] : ['unknown-region']
}

/** A day that exists, 1850–2099. Whether it lies before the run date is a model's question: this room has no clock. */
function isBirthDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4))
  const month = Number(yyyymmdd.slice(4, 6))
  const day = Number(yyyymmdd.slice(6, 8))
  if (year < 1850 || year > 2099 || month < 1 || month > 12) return false
  return day >= 1 && day <= daysInMonth(year, month)
}

function refused(reason: ResidentIdReason): ResidentId {
  return { value: null, reason, warnings: [] }
}
