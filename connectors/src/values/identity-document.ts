import { compactText, isNullToken } from './null-token.ts'
import { normaliseResidentId } from './resident-id.ts'

export const identityDocumentKinds = [
  'resident-id',
  'residence-permit',
  'foreigner-card',
  'passport',
  'hk-macao-permit',
  'taiwan-permit',
  'military-card',
] as const
export type IdentityDocumentKind = (typeof identityDocumentKinds)[number]

export interface IdentityDocument {
  readonly kind: IdentityDocumentKind | null
  /** `valid`: the checksum says so; `shape`: only the form fits, because these numbers have none. */
  readonly certainty: 'valid' | 'shape' | null
  readonly reason: 'missing' | 'unknown' | null
}

/** Forms of the numbers, in order. Sources: GB 11643, GA/T 704; the forms of travel documents are from practice, not from a text. */
export const identityDocumentPatterns: readonly (readonly [pattern: RegExp, kind: IdentityDocumentKind])[] = [
  [/^[\u4e00-\u9fff]{1,4}字第?\d{4,10}号?$/u, 'military-card'],
  [/^[HM]\d{8}(?:\d{2})?$/u, 'hk-macao-permit'],
  [/^\d{8}(?:\d{2})?$/u, 'taiwan-permit'],
  [/^[A-Z]{3}\d{12}$/u, 'foreigner-card'],
  [/^[A-Z]{1,2}\d{6,9}$/u, 'passport'],
]

/**
 * Which kind of document a number in an id column is of. 81–83 are residence permits of Hong Kong, Macao and Taiwan residents, 9
 * the foreigner's permanent residence card; the rest is told by its form. Chinese passports also begin E or G; ordinary foreign
 * ones look alike, so the country stays open.
 */
export function identityDocumentOf(raw: string | null | undefined): IdentityDocument {
  if (raw === null || raw === undefined || isNullToken(raw)) return { kind: null, certainty: null, reason: 'missing' }
  const { value } = normaliseResidentId(raw)
  if (value !== null) {
    const kind = /^8[123]/.test(value) ? 'residence-permit' : value.startsWith('9') ? 'foreigner-card' : 'resident-id'
    return { kind, certainty: 'valid', reason: null }
  }
  const text = compactText(raw).toUpperCase()
  const kind = identityDocumentPatterns.find(([pattern]) => pattern.test(text))?.[1] ?? null
  return kind === null ? { kind, certainty: null, reason: 'unknown' } : { kind, certainty: 'shape', reason: null }
}
