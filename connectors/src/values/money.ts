import { upperAscii } from './forms.ts'
import { numeralSection, plainNumerals, sectionValue, spelledTens } from './han-number.ts'
import { compactText, isNullToken } from './null-token.ts'
import { found, none, type Outcome } from './outcome.ts'

/** The unit of a column whose cells are bare numbers. */
export const moneyUnits = ['元', '万元', '亿元'] as const
export type MoneyUnit = (typeof moneyUnits)[number]

/**
 * `range`: two amounts, a bound or a rate (3-5万元, 5000元以上, 1200元/月); `approximate`: 约, 余, 左右; `ambiguous`: colloquial (三万二, 一百五);
 * `too-precise`: more than 6 digits after the point; `out-of-range`: more than 18 digits before it.
 */
export const moneyReasons = [
  'missing',
  'foreign-currency',
  'range',
  'approximate',
  'ambiguous',
  'too-precise',
  'out-of-range',
  'unread',
] as const
export type MoneyReason = (typeof moneyReasons)[number]

const shifts: Readonly<Record<MoneyUnit, number>> = { 元: 0, 万元: 4, 亿元: 8 }

export const moneyPatterns = {
  foreign: /美元|美金|港元|港币|欧元|英镑|日元|韩元|卢布|澳元|加元|台币|USD|HKD|EUR|JPY|GBP|[$€£₩₽]/u,
  range: /以上|以下|以内|不足|不满|超过|至|到|[~～—–、;/]|[\d元万亿]-/u,
  approximate: /约|大概|左右|上下|余|多|许|近|几|数/u,
  /** Before and after the amount: signs and words of the own currency, 共计, 整. */
  before: /^(?:人民币|RMB|CNY|[¥￥:]|共计|合计|共|计)+/u,
  after: /(?:人民币|RMB|CNY|整|正)+$/u,
} as const

const number = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`
/** Parts in falling order, each of them optional: 1亿500万, 3百万元, 3万2千元, 12元5角3分. */
const digits = new RegExp(
  `^(?:(?<yi>${number})亿)?(?:(?<wan>${number})(?<rank>千|百|十)?万)?(?:(?<qian>\\d(?:\\.\\d+)?)千)?(?:(?<bai>\\d(?:\\.\\d+)?)百)?` +
    `(?<yuan>${number})?(?<sign>元)?(?:零?(?<jiao>\\d)角)?(?:零?(?<fen>\\d)分)?$`,
  'u',
)
const numeral = '[一二两三四五六七八九]'
const numerals = new RegExp(
  `^(?:(?<yi>${numeralSection})亿)?(?:零?(?<wan>${numeralSection})万)?(?:(?<gap>零)?(?<yuan>${numeralSection}))?(?<sign>元)?` +
    `(?:零?(?<jiao>${numeral})角)?(?:零?(?<fen>${numeral})分)?$`,
  'u',
)
const nothing = /^(?:零|0)元?$/u
const colloquial = /^[一二两三四五六七八九百千万亿十零]+元?$/u

/**
 * An amount in 元 as decimal text without exponent or trailing zeros, at most 6 digits after the point: 3.2万元 → 32000,
 * 叁万贰仟元整 → 32000, 12元5角 → 12.5, (1,200.00) → -1200. A cell that names its own unit keeps it; a bare number is in the unit
 * declared for the column. What two readers could read differently has no value, only a reason.
 */
export function parseMoney(raw: string | null | undefined, unit: MoneyUnit = '元'): Outcome<string, MoneyReason> {
  if (raw === null || raw === undefined || (isNullToken(raw) && compactText(raw) !== '0')) return none('missing')
  const bracketed = spelledTens(plainNumerals(upperAscii(compactText(raw))))
  const inBrackets = /^\((.+)\)$/u.exec(bracketed)
  const negative = inBrackets !== null || /^(?:[-−]|负)|^[¥￥]-/u.test(bracketed)
  const text = (inBrackets?.[1] ?? bracketed).replace(/^(?:[-−+]|负)/u, '')
  if (moneyPatterns.foreign.test(text)) return none('foreign-currency')
  if (moneyPatterns.range.test(text)) return none('range')
  if (moneyPatterns.approximate.test(text)) return none('approximate')
  const bare = text.replace(moneyPatterns.before, '').replace(/^[-−]/u, '').replace(moneyPatterns.after, '')
  if (nothing.test(bare)) return found('0')
  const parts = digits.exec(bare)?.groups
  if (parts) return fromDigits(parts, unit, negative)
  const han = numerals.exec(bare)?.groups
  if (han) return fromNumerals(han, negative)
  return none(colloquial.test(bare) ? 'ambiguous' : 'unread')
}

type Parts = Readonly<Record<string, string | undefined>>

function fromDigits(parts: Parts, unit: MoneyUnit, negative: boolean): Outcome<string, MoneyReason> {
  const { yi, wan, rank, qian, bai, yuan, sign, jiao, fen } = parts
  const higher = [yi, wan, qian, bai].filter((part) => part !== undefined)
  const own = higher.length > 0 || sign !== undefined || jiao !== undefined || fen !== undefined
  if ([yi, wan, qian, bai, yuan, jiao, fen].every((part) => part === undefined)) return none('unread')
  if (jiao !== undefined || fen !== undefined) {
    if (yuan?.includes('.')) return none('ambiguous')
    if (yuan !== undefined && sign === undefined) return none('ambiguous')
  }
  // 3万2 may be 32 000; 3.2万5千元 and 1万20000元 are two amounts.
  if (higher.length > 0 && yuan !== undefined && sign === undefined) return none('ambiguous')
  const written = [...higher, ...(yuan === undefined ? [] : [yuan])]
  if (written.slice(0, -1).some((part) => part.includes('.'))) return none('ambiguous')
  const limit = bai ? 100 : qian ? 1000 : wan ? 10_000 : 100_000_000
  if (higher.length > 0 && yuan !== undefined && Number(yuan.replaceAll(',', '')) >= limit) return none('ambiguous')
  if (yi !== undefined && wan !== undefined && Number(wan.replaceAll(',', '')) * (rankOf(rank) ?? 1) >= 10_000)
    return none('ambiguous')
  const shift = own ? 0 : shifts[unit]
  return total(
    [
      [yi, 8],
      [wan, 4 + Math.log10(rankOf(rank) ?? 1)],
      [qian, 3],
      [bai, 2],
      [yuan, shift],
      [jiao, -1],
      [fen, -2],
    ],
    negative,
  )
}

function fromNumerals(parts: Parts, negative: boolean): Outcome<string, MoneyReason> {
  const { yi, wan, gap, yuan, jiao, fen } = parts
  const read = (part: string | undefined) => (part === undefined ? undefined : String(sectionValue(part) ?? ''))
  const any = [yi, wan, yuan, jiao, fen].some((part) => part !== undefined)
  if (!any) return none('unread')
  // 三万二: two or twenty thousand more? 三万零二 says it.
  if ((yi ?? wan) !== undefined && yuan !== undefined && yuan.length === 1 && gap === undefined)
    return none('ambiguous')
  return total(
    [
      [read(yi), 8],
      [read(wan), 4],
      [read(yuan), 0],
      [read(jiao), -1],
      [read(fen), -2],
    ],
    negative,
  )
}

function rankOf(rank: string | undefined): number | undefined {
  return rank === undefined ? undefined : { 十: 10, 百: 100, 千: 1000 }[rank]
}

/** Sum of decimal × 10^shift, exactly: in millionths as BigInt. */
function total(
  parts: readonly (readonly [text: string | undefined, shift: number])[],
  negative: boolean,
): Outcome<string, MoneyReason> {
  let sum = 0n
  for (const [text, shift] of parts) {
    if (text === undefined) continue
    const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.')
    const places = 6 + shift - fraction.replace(/0+$/u, '').length
    if (places < 0) return none('too-precise')
    sum += BigInt(whole + fraction.replace(/0+$/u, '')) * 10n ** BigInt(places)
  }
  const whole = (sum / 1_000_000n).toString()
  if (whole.length > 18) return none('out-of-range')
  const fraction = (sum % 1_000_000n).toString().padStart(6, '0').replace(/0+$/u, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return found(negative && sum !== 0n ? `-${text}` : text)
}
