import { checksumOnly, normaliseResidentId, type ResidentIdReason } from './resident-id.ts'

export interface ResidentIdParts {
  /** GB/T 2260 as it was when the number was given: 2, 4 and 6 digits. Null for cards that are no resident identity card. */
  readonly province: string | null
  readonly prefecture: string | null
  readonly county: string | null
  /** Name of the province; null if the prefix is not assigned (then `normaliseResidentId` warns). */
  readonly provinceName: string | null
  /** `yyyy-mm-dd`. */
  readonly birthDate: string | null
  readonly sex: 'male' | 'female' | null
  /** `permit`: a valid number of another card, from which nothing may be derived. */
  readonly reason: ResidentIdReason | 'permit' | null
}

/** Province-level codes of GB/T 2260. */
export const provinceNames: ReadonlyMap<string, string> = new Map(
  (
    '11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 37山东 41河南 42湖北 43湖南 ' +
    '44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), entry.slice(2)] as const),
)

/**
 * What a resident id says: digits 1–6 the place of the first registration (not of residence), 7–14 the day of birth, 17 odd for
 * male (GB 11643). Nothing is derived from residence permits (81–83) and foreigners' cards (9).
 */
export function partsOfResidentId(raw: string | null | undefined): ResidentIdParts {
  const { value, reason } = normaliseResidentId(raw)
  if (value === null) return { ...nothing, reason }
  if (checksumOnly.test(value)) return { ...nothing, reason: 'permit' }
  return {
    province: value.slice(0, 2),
    prefecture: value.slice(0, 4),
    county: value.slice(0, 6),
    provinceName: provinceNames.get(value.slice(0, 2)) ?? null,
    birthDate: `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`,
    sex: Number(value[16]) % 2 === 1 ? 'male' : 'female',
    reason: null,
  }
}

const nothing: ResidentIdParts = {
  province: null,
  prefecture: null,
  county: null,
  provinceName: null,
  birthDate: null,
  sex: null,
  reason: null,
}
