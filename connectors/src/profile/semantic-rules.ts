import {
  commonSurnames,
  compactText,
  compoundSurnames,
  knownRegions,
  normaliseCaseNumber,
  normaliseCreditCode,
  normalisePersonName,
  normalisePhone,
  normaliseResidentId,
  parseMoney,
  readDate,
} from '../values/index.ts'
import type { ProposedType } from '../words/profile.ts'

/** `valid`: it is one. `spoilt`: it is meant to be one, but is not usable. `other`: it is something else. */
export type Verdict = 'valid' | 'spoilt' | 'other'

export interface SemanticRule {
  readonly type: ProposedType
  /** `named`: the column's name says so too. */
  readonly judge: (text: string, named: boolean) => Verdict
  /** Names and comments of columns that hold it. */
  readonly named: RegExp
  /** Share of valid values from which the values speak for themselves; below, the column's name must say so too. */
  readonly enough: number
}

/**
 * What a column may hold, the more special first. Whether a value is valid is decided by the rules of `values`; only names,
 * organisations, addresses and regions, which have no such rule, are told by their shape.
 */
export const semanticRules: readonly SemanticRule[] = [
  {
    type: 'resident-id',
    judge: (text) => verdict(normaliseResidentId(text).reason, ['damaged', 'bad-checksum', 'bad-birth-date']),
    named: /身份证|公民身份号码|证件号|id_?card|id_?no|resident/i,
    enough: 0.2,
  },
  {
    type: 'credit-code',
    judge: (text) => verdict(normaliseCreditCode(text).reason, ['damaged', 'bad-checksum']),
    named: /信用代码|组织机构代码|注册号|credit_?code|uscc/i,
    enough: 0.4,
  },
  { type: 'phone', judge: judgePhone, named: /电话|手机|联系方式|phone|mobile|tel/i, enough: 0.4 },
  {
    type: 'case-number',
    judge: (text) => verdict(normaliseCaseNumber(text).reason, ['no-court', 'no-serial', 'unread']),
    named: /案号|文号|case_?no|case_?number/i,
    enough: 0.3,
  },
  { type: 'timestamp', judge: (text) => judgeDate(text, 'minute'), named: /时间|time/i, enough: 0.5 },
  { type: 'date', judge: (text) => judgeDate(text, 'day'), named: /日期|时间|date|time|_at$/i, enough: 0.5 },
  {
    type: 'region',
    judge: (text) => shape(/^\d{6}(?:\d{6})?$/.test(text) && knownRegions.has(text.slice(0, 2))),
    named: /区划|行政区|地区|region|district|area_?code/i,
    enough: 2,
  },
  { type: 'money', judge: judgeMoney, named: /金额|数额|价|款|费|工资|罚金|amount|money|price|fee|pay/i, enough: 0.6 },
  { type: 'integer', judge: (text) => shape(/^[+-]?(?:0|[1-9]\d{0,17})$/.test(text)), named: /$^/, enough: 0.6 },
  { type: 'decimal', judge: (text) => shape(isDecimal(text)), named: /$^/, enough: 0.6 },
  {
    type: 'organisation-name',
    judge: (text) => shape(organisation.test(compactText(text))),
    named: /单位|机构|企业|公司|法院|组织名|organi[sz]ation|company|court/i,
    enough: 0.6,
  },
  { type: 'address', judge: (text) => shape(isAddress(text)), named: /地址|住址|住所|户籍地|address/i, enough: 0.6 },
  { type: 'person-name', judge: judgeName, named: /姓名|人名|名字|被告人|当事人|person|^name$|_name$/i, enough: 0.8 },
]

function verdict(reason: string | null, spoilt: readonly string[]): Verdict {
  if (reason === null) return 'valid'
  return spoilt.includes(reason) ? 'spoilt' : 'other'
}

function shape(fits: boolean): Verdict {
  return fits ? 'valid' : 'other'
}

/** Three digits may be an emergency number and the count of anything: a column of phones is told by mobiles and landlines. */
function judgePhone(text: string): Verdict {
  const { value, kind, reason } = normalisePhone(text)
  if (value !== null) return kind === 'service' && value.length < 10 ? 'spoilt' : 'valid'
  return verdict(reason, ['damaged', 'masked', 'several'])
}

/** Five digits may be a spreadsheet's serial day and the count of anything, so they do not speak for a date. */
function judgeDate(text: string, precision: 'day' | 'minute'): Verdict {
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return 'other'
  const read = readDate(text)
  if (read.date !== null) return precision === 'day' || read.precision === 'minute' ? 'valid' : 'other'
  if (read.reason === 'sentinel') return 'spoilt'
  return /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/u.test(text) ? 'spoilt' : 'other'
}

/** A bare number is money only by the name of its column. */
function judgeMoney(text: string, named: boolean): Verdict {
  const { value, reason } = parseMoney(text)
  if (value !== null) return shape(named || /[元万亿角分¥￥]|\d,\d{3}/u.test(text))
  return verdict(reason, ['range', 'approximate', 'ambiguous', 'foreign-currency'])
}

function isDecimal(text: string): boolean {
  return /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)
}

const organisation =
  /[\u4e00-\u9fff].*(?:公司|厂|店|银行|中心|法院|检察院|公安局|[\u4e00-\u9fff]局|委员会|政府|支队|大队|派出所|看守所|监狱|医院|学校|大学|学院|研究所|事务所|合作社|协会|集团|商行|经营部|分行|支行)$/u

function isAddress(text: string): boolean {
  const compact = compactText(text)
  return compact.length >= 6 && (compact.match(/[省市区县旗镇乡村路街巷号栋室]/gu)?.length ?? 0) >= 2
}

/** A name in Chinese characters that begins with a surname, or has the dot of a transcribed one. */
function judgeName(text: string): Verdict {
  const { value, warnings } = normalisePersonName(text)
  if (value === null) return 'other'
  if (warnings.includes('lost-character')) return 'spoilt'
  if (/^[\p{Script=Han}]+(?:·[\p{Script=Han}]+)+$/u.test(value)) return 'valid'
  if (!/^[\p{Script=Han}]{2,4}$/u.test(value)) return 'other'
  return shape(commonSurnames.has(value.slice(0, 1)) || compoundSurnames.has(value.slice(0, 2)))
}
