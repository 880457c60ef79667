import { normaliseResidentId } from './resident-id.ts'

export type PersonalDataKind = 'resident-id' | 'phone' | 'bank-card' | 'host' | 'secret'

export interface PersonalDataFinding {
  readonly kind: PersonalDataKind
  /** Character range in the given text, end exclusive. */
  readonly start: number
  readonly end: number
}

interface Pattern {
  readonly kind: PersonalDataKind
  readonly expression: RegExp
  readonly confirms?: (found: string) => boolean
}

const digitsOf = (found: string) => found.replace(/[ -]/g, '')

/** In order of weight: where two overlap, the earlier one is reported. */
const patterns: readonly Pattern[] = [
  { kind: 'secret', expression: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  {
    kind: 'secret',
    expression:
      /(?<![\w])(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key)\s*[=:]\s*["']?[^\s"',;)]{3,}/gi,
  },
  { kind: 'secret', expression: /(?:密码|口令|密钥|令牌)\s*(?:[=:]|为|是)\s*[^\s,;,。;]{3,}/gu },
  { kind: 'secret', expression: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { kind: 'secret', expression: /\b(?:gh[pousr]_[0-9A-Za-z]{20,}|sk-[0-9A-Za-z_-]{20,}|xox[abpr]-[0-9A-Za-z-]{10,})/g },
  { kind: 'secret', expression: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g },
  {
    kind: 'resident-id',
    expression: /(?<!\d)\d(?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z])/g,
    confirms: (found) => normaliseResidentId(digitsOf(found)).value !== null,
  },
  { kind: 'resident-id', expression: /(?<!\d)[1-8]\d{14}(?![\dA-Za-z])/g, confirms: (found) => isFifteen(found) },
  {
    kind: 'bank-card',
    expression: /(?<!\d)[3-69]\d(?:[ -]?\d){13,17}(?!\d)/g,
    confirms: (found) => isLuhn(digitsOf(found)),
  },
  { kind: 'phone', expression: /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g },
  { kind: 'phone', expression: /(?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])/g },
  { kind: 'host', expression: /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi },
  {
    kind: 'host',
    expression: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{1,5})?(?![\d.])/g,
  },
  {
    kind: 'host',
    expression:
      /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|::1)(?![\w:])/gi,
  },
  {
    kind: 'host',
    expression:
      /(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|gov|edu|info|local|internal|intranet|lan|corp)(?::\d{1,5})?(?![\w-])/gi,
  },
  { kind: 'host', expression: /\blocalhost\b(?::\d{1,5})?/gi },
]

/**
 * Resident ids with a valid checksum, phones, bank cards (Luhn), hosts, addresses and URLs, and secrets in a text, in the
 * order of their places, never overlapping. Full-width letters and digits count as ASCII. A model that is submitted may
 * hold none of them.
 */
export function findPersonalData(text: string): readonly PersonalDataFinding[] {
  const plain = toHalfWidth(text)
  const found: PersonalDataFinding[] = []
  for (const { kind, expression, confirms } of patterns) {
    for (const match of plain.matchAll(expression)) {
      const start = match.index
      const end = start + match[0].length
      const overlaps = found.some((other) => start < other.end && other.start < end)
      if (!overlaps && (confirms?.(match[0]) ?? true)) found.push({ kind, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Luhn, 15–19 digits. */
export function isLuhn(digits: string): boolean {
  if (!/^\d{15,19}$/.test(digits)) return false
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Full-width forms (U+FF01–FF5E) become ASCII one for one, so that places stay. */
function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
}

/** A 15-digit run is taken for an id only with a known region (or the demo's 10xxxx): a bare birth date fits 1 number in 28. */
function isFifteen(digits: string): boolean {
  const { value, warnings } = normaliseResidentId(digits)
  return value !== null && (!warnings.includes('unknown-region') || digits.startsWith('10'))
}
