import { upperAscii } from './forms.ts'
import { compactText, isNullToken } from './null-token.ts'

/** `credit-code`: 18 characters of GB 32100; the other two are older and stay in old registers. */
export const creditCodeKinds = ['credit-code', 'organisation-code', 'registration-number'] as const
export type CreditCodeKind = (typeof creditCodeKinds)[number]

export const creditCodeReasons = ['missing', 'damaged', 'bad-length', 'bad-character', 'bad-checksum'] as const
export type CreditCodeReason = (typeof creditCodeReasons)[number]

export interface CreditCode {
  /** Upper case without separators; null if unusable. */
  readonly value: string | null
  readonly kind: CreditCodeKind | null
  /** The 9 characters of GB 11714, the same organisation in all registers; null in a registration number. */
  readonly organisationCode: string | null
  /** Region of the registration authority, 6 digits; null in an organisation code. */
  readonly region: string | null
  readonly reason: CreditCodeReason | null
  /** `organisation-checksum`: the organisation part fails its own check although the whole passes. Never makes it invalid. */
  readonly warnings: readonly 'organisation-checksum'[]
}

/** GB 32100-2015: digits and capitals without I, O, S, V, Z; the value of a character is its place. Weights are 3^i mod 31. */
export const creditCodeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
/** GB 11714-1997: values of letters are A = 10 … Z = 35. */
export const organisationCodeWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/**
 * Reads a unified social credit code (GB 32100-2015), an organisation code (GB 11714, also `12345678-9`) or a registration number
 * of 15 digits (GS 15-2006). Full width, spaces, hyphens and lower case are undone; I, O, S, V, Z in a credit code are never
 * repaired, because a repair would be a guess. Order of reasons: missing, damaged, bad-length,
 * bad-character, bad-checksum.
 */
export function normaliseCreditCode(raw: string | null | undefined): CreditCode {
  if (raw === null || raw === undefined || isNullToken(raw)) return refused('missing')
  const text = upperAscii(compactText(raw)).replace(/^['’‘`"]+|['’‘`"*]+$/gu, '')
  if (isNullToken(text)) return refused('missing')
  if (/^\d+(?:\.\d*)?E\+\d+$/.test(text)) return refused('damaged')
  const code = text.replace(/[-‐‑–—−]/gu, '')
  const { length } = [...code]
  if (length === 18) return fromEighteen(code)
  if (length === 9) return fromNine(code)
  if (length === 15) return fromFifteen(code)
  return refused('bad-length')
}

/** The 18th character for the first 17 of `text`, by GB 32100; empty if a character is not of its set. */
export function creditCodeCheck(text: string): string {
  let sum = 0
  for (const [index, weight] of creditCodeWeights.entries()) {
    const value = creditCodeCharacters.indexOf(text[index] ?? ' ')
    if (value < 0) return ''
    sum += value * weight
  }
  return creditCodeCharacters[(31 - (sum % 31)) % 31] ?? ''
}

/** The 9th character for the first 8 of `text`, by GB 11714. */
export function organisationCodeCheck(text: string): string {
  let sum = 0
  for (const [index, weight] of organisationCodeWeights.entries())
    sum += Number.parseInt(text[index] ?? '0', 36) * weight
  return '0X987654321'[sum % 11] ?? ''
}

/** The 15th digit for the first 14 of `text`, by GS 15-2006 (ISO 7064 MOD 11,10). */
export function registrationNumberCheck(text: string): string {
  let rest = 10
  for (const digit of text.slice(0, 14)) rest = (((rest + Number(digit)) % 10 || 10) * 2) % 11
  return String((11 - rest) % 10)
}

function fromEighteen(code: string): CreditCode {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return refused('bad-character')
  if (creditCodeCheck(code) !== code[17]) return refused(/^\d{15}000$/.test(code) ? 'damaged' : 'bad-checksum')
  const organisationCode = code.slice(8, 17)
  return {
    ...accepted(code, 'credit-code'),
    organisationCode,
    region: code.slice(2, 8),
    warnings: organisationCodeCheck(organisationCode) === organisationCode[8] ? [] : ['organisation-checksum'],
  }
}

function fromNine(code: string): CreditCode {
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return refused('bad-character')
  if (organisationCodeCheck(code) !== code[8]) return refused('bad-checksum')
  return { ...accepted(code, 'organisation-code'), organisationCode: code }
}

function fromFifteen(code: string): CreditCode {
  if (!/^\d{15}$/.test(code)) return refused('bad-character')
  if (registrationNumberCheck(code) !== code[14]) return refused('bad-checksum')
  return { ...accepted(code, 'registration-number'), region: code.slice(0, 6) }
}

function accepted(value: string, kind: CreditCodeKind): CreditCode {
  return { value, kind, organisationCode: null, region: null, reason: null, warnings: [] }
}

function refused(reason: CreditCodeReason): CreditCode {
  return { value: null, kind: null, organisationCode: null, region: null, reason, warnings: [] }
}
