import { upperAscii } from './forms.ts'
import { cleanText, compactText, isNullToken } from './null-token.ts'

export const phoneKinds = ['mobile', 'landline', 'service'] as const
export type PhoneKind = (typeof phoneKinds)[number]

/** `masked`: some digits are stars, so it identifies nobody; `several`: more than one number; `no-area-code`: a local number. */
export const phoneReasons = [
  'missing',
  'damaged',
  'masked',
  'several',
  'no-area-code',
  'bad-prefix',
  'bad-length',
  'unread',
] as const
export type PhoneReason = (typeof phoneReasons)[number]

export interface Phone {
  /** `13800001234`, `010-12345678`, `400-1234567` → `4001234567`; null if unusable. */
  readonly value: string | null
  readonly kind: PhoneKind | null
  /** With its 0: `010`, `0470`; null for other kinds. */
  readonly areaCode: string | null
  readonly extension: string | null
  readonly reason: PhoneReason | null
}

/** Mobile numbers are 11 digits, 13–19; area codes are 010, 02x and three digits from 03xx (national numbering plan). */
export const phonePatterns = {
  country: /^(?:\+|00)86/u,
  /** 86 without its +, or the IP dialling codes of the carriers, before a mobile number. */
  prefix: /^(?:86|17951|17911|12593|10193)0?(1[3-9]\d{9})$/u,
  landlineAbroad: /^86(0?(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7})$/u,
  /** Words after the number: 13800001234(母亲). */
  note: /(?:\([^\d()]*\)|[,;、。])+$/u,
  abroad: /^(?:\+|00)\d/u,
  several: /\d[\d-]{6,} ?[,;、/|] ?\+?\d[\d-]{6,}|\d{7,} \+?\d{7,}/u,
  mobile: /^0?(1[3-9]\d{9})$/u,
  landline: /^0?(?<area>10|2\d|[3-9]\d{2})(?<local>[2-8]\d{6,7})$/u,
  service: /^(?:400\d{7}|800\d{7}|95\d{3,6}|96\d{3,4}|1[02]\d{3}|11\d|12[0-2])$/u,
  local: /^[2-8]\d{6,7}$/u,
  extension: /(?:转|分机|EXT\.?|#|X)(\d{1,6})$/u,
  masked: /^\+?\d[\dX*]*[X*]{2,}\d*$/u,
} as const

/** A longer cell is no phone number, and the search for several numbers takes the square of the length. */
const maximumPhoneLength = 200

/**
 * One way of writing a phone number: full width, spaces, dots, brackets, +86 / 0086 / 86 and carriers' prefixes are undone,
 * landlines get `area-number`. A number without its area code, or half hidden (`138****1234`), is no key for a comparison.
 */
export function normalisePhone(raw: string | null | undefined): Phone {
  if (raw === null || raw === undefined || isNullToken(raw)) return refused('missing')
  const text = upperAscii(compactText(raw))
    .replace(/^['’‘`"]+/u, '')
    .replace(phonePatterns.note, '')
  if ([...text].length > maximumPhoneLength) return refused('unread')
  if (/^\d+(?:\.\d*)?E\+?\d+$/.test(text)) return refused('damaged')
  const extension = phonePatterns.extension.exec(text)?.[1] ?? null
  const main = text.replace(phonePatterns.extension, '').replace(/^(?:电话|手机|TEL|联系电话)[:.]?/u, '')
  if (phonePatterns.several.test(cleanText(raw))) return refused('several')
  const joined = main.replace(/[-‐‑–—−().·]/gu, '')
  if (phonePatterns.masked.test(joined)) return refused('masked')
  if (!/^\+?\d+$/.test(joined)) return refused('unread')
  const national = joined.replace(phonePatterns.country, '').replace(phonePatterns.landlineAbroad, '$1')
  if (phonePatterns.abroad.test(national)) return refused('bad-prefix')
  const number = national.replace(phonePatterns.prefix, '$1')
  const mobile = phonePatterns.mobile.exec(number)?.[1]
  if (mobile) return accepted(mobile, 'mobile', extension)
  if (phonePatterns.service.test(number)) return accepted(number, 'service', extension)
  const landline =
    national !== joined || number.startsWith('0') ? phonePatterns.landline.exec(number)?.groups : undefined
  if (landline) {
    const areaCode = `0${landline['area']}`
    return { ...accepted(`${areaCode}-${landline['local']}`, 'landline', extension), areaCode }
  }
  if (phonePatterns.local.test(number)) return refused('no-area-code')
  return refused(number.length === 11 ? 'bad-prefix' : 'bad-length')
}

function accepted(value: string, kind: PhoneKind, extension: string | null): Phone {
  return { value, kind, areaCode: null, extension, reason: null }
}

function refused(reason: PhoneReason): Phone {
  return { value: null, kind: null, areaCode: null, extension: null, reason }
}
