import { normaliseCaseNumber } from '../values/case-number.ts'
import { normaliseCreditCode } from '../values/credit-code.ts'
import { readDate } from '../values/dates.ts'
import { isNullToken } from '../values/null-token.ts'
import { normalisePhone } from '../values/phone.ts'
import { normaliseResidentId } from '../values/resident-id.ts'
import type { DateFormat } from '../words/binding.ts'
import type { ProposedType } from '../words/profile.ts'

/** What the values of a column seem to be. A proposal only: a person confirms it, and the values stay text. */
export interface ColumnProposal {
  readonly type: ProposedType | 'text'
  /** 0…1: of the values that were looked at, how many are valid as `type`. */
  readonly valid: number
  /** Values looked at: neither empty nor a word for "unknown". */
  readonly values: number
  /** Dates: every format that fits all of them. More than one: a person must say which. Empty: no date, or none fits. */
  readonly dateFormats: readonly DateFormat[]
}

/** Under this share of valid values a column is only text. */
const leastValid = 0.8

type Test = (value: string) => boolean

/** In this order: the first that fits wins, so the stricter ones come first. */
const tests: readonly (readonly [ProposedType, Test])[] = [
  // A damaged id is still a column of ids, and `330106199001010000` as well.
  ['resident-id', (value) => ['damaged', null].includes(normaliseResidentId(value).reason)],
  ['credit-code', (value) => normaliseCreditCode(value).value !== null],
  ['phone', (value) => normalisePhone(value).value !== null && value.length >= 7],
  ['case-number', (value) => /[(（〔[]\d{4}/.test(value) && normaliseCaseNumber(value).value !== null],
  ['timestamp', (value) => readDate(value).precision === 'minute'],
  ['date', (value) => isDate(value)],
  ['integer', (value) => /^-?(?:0|[1-9]\d{0,17})$/.test(value)],
  ['decimal', (value) => /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,12})?$/.test(value)],
]

/** Proposes from the values of one column (null for nothing). Words of the name help where values alone cannot tell. */
export function proposeType(name: string, column: readonly (string | null)[]): ColumnProposal {
  const values = column.filter((value): value is string => !isNullToken(value))
  const dateFormats = writtenFormats(values)
  if (values.length === 0) return { type: 'text', valid: 1, values: 0, dateFormats }
  for (const [type, test] of tests) {
    const valid = values.filter(test).length / values.length
    if (valid < leastValid) continue
    return { type, valid, values: values.length, dateFormats: /^date$|^timestamp$/.test(type) ? dateFormats : [] }
  }
  const byName = typeByName(name, values)
  return { type: byName ?? 'text', valid: 1, values: values.length, dateFormats: [] }
}

function typeByName(name: string, values: readonly string[]): ProposedType | null {
  if (/姓名|人名|当事人|被告人|嫌疑人|罪犯|申请人|name$/i.test(name)) {
    const names = values.filter((value) => /^[\p{Script=Han}·•\s]{2,20}$/u.test(value)).length
    if (names >= values.length * leastValid) return 'person-name'
  }
  if (/地址|住址|住所|地点/.test(name)) return 'address'
  if (/金额|数额|罚金|价款/.test(name) && values.some((value) => /\d/.test(value))) return 'money'
  return /单位|公司|企业|机构|法院|检察院/.test(name) && !/人$/.test(name) ? 'organisation-name' : null
}

const ambiguous = ['d/m/yyyy', 'm/d/yyyy'] as const

function isDate(value: string): boolean {
  return (
    (readDate(value).date !== null && !/^\d{5}(?:\.\d+)?$/.test(value)) ||
    readDate(value).reason === 'sentinel' ||
    ambiguous.some((format) => readDate(value, format).date !== null)
  )
}

/** Day first or month first cannot be told from `3/4/2023`: both are named unless some value fits only one. */
function writtenFormats(values: readonly string[]): readonly DateFormat[] {
  const fits = (format: DateFormat) =>
    values.length > 0 &&
    values.every((value) => ['sentinel', null].includes(readDate(value, format).reason)) &&
    values.some((value) => readDate(value, format).date !== null)
  return fits('auto') ? ['auto'] : ambiguous.filter(fits)
}
