import { compactText, isNullToken } from './null-token.ts'

/** `court`: since 2016 (法〔2015〕137号); `court-old`: before, `(2012)海刑初字第123号`, where the court is a name and no code. */
export const caseNumberKinds = ['court', 'court-old'] as const
export type CaseNumberKind = (typeof caseNumberKinds)[number]

export const caseNumberReasons = [
  'missing',
  'not-court',
  'no-year',
  'bad-year',
  'no-court',
  'no-serial',
  'unread',
] as const
export type CaseNumberReason = (typeof caseNumberReasons)[number]

export interface CaseNumber {
  /** `（2023）内0702刑初12号`; a sub-number stays: `…执12号之一`, `…执12-1号`. Null if it is no case number. */
  readonly value: string | null
  readonly kind: CaseNumberKind | null
  readonly year: number | null
  /** 最高法, or the province and 0, 2 or 4 digits: 内, 内07, 内0702. */
  readonly court: string | null
  /** 刑初, 民终, 执恢, 知民终 … */
  readonly type: string | null
  /** Digits without leading zeros. */
  readonly serial: string | null
  readonly part: string | null
  readonly reason: CaseNumberReason | null
  /** `unknown-court`: not one of the provinces' signs, e.g. in invented data. */
  readonly warnings: readonly 'unknown-court'[]
}

/** Signs of the high courts; 兵 is the Production and Construction Corps, 军 the military courts. */
export const courtSigns = '京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新兵军'

export const caseNumberPatterns = {
  /** What follows a number in a text: the kind of document, a full stop. */
  after: /(?:(?:民事|刑事|行政|执行|附带民事)*(?:判决书|裁定书|调解书|决定书))?[。.,;、]*$/u,
  /** Numbers of procuratorates and of the police, which have other rules. */
  elsewhere: /检|公/u,
  year: /^（(\d{4})年?）/u,
  modern:
    /^（(?<year>\d{4})年?）(?<court>最高法|[\u4e00-\u9fff](?:\d{4}|\d{2})?)(?<type>[\u4e00-\u9fff]{1,5})0*(?<serial>\d{1,8})(?<sub>-\d{1,3})?号?(?<part>之[一二三四五六七八九十\d]+)?$/u,
  old: /^（(?<year>\d{4})年?）(?<court>[^刑民商行知执赔立审监少破法申催字\d]{1,6})(?<type>[刑民商行知执赔立审监少破法申催][\u4e00-\u9fff]{0,5})字0*(?<serial>\d{1,8})(?<sub>-\d{1,3})?号?(?<part>之[一二三四五六七八九十\d]+)?$/u,
} as const

/** Every bracket that a case number is written with, and the one that it gets. */
export const caseNumberBrackets = { from: '()[]{}〔〕【】〖〗', to: '（）（）（）（）（）（）' } as const

const brackets = new Map([...caseNumberBrackets.from].map((bracket, index) => [bracket, caseNumberBrackets.to[index]]))

/** Full-width brackets in place of all others: half of how a case number is written in one way. */
export const bracketCaseNumber = (text: string): string =>
  Array.from(text, (sign) => brackets.get(sign) ?? sign).join('')

/**
 * One way of writing a court's case number, and its parts: brackets become full width, digits half width, spaces go, a missing 号 is
 * put in, leading zeros of the serial go. Nothing else is guessed: without a year in brackets it is no case number.
 */
export function normaliseCaseNumber(raw: string | null | undefined): CaseNumber {
  if (raw === null || raw === undefined || isNullToken(raw)) return refused('missing')
  const text = bracketCaseNumber(compactText(raw))
    .replace(/第(\d)/u, '$1')
    .replace(caseNumberPatterns.after, '')
  if (caseNumberPatterns.elsewhere.test(text)) return refused('not-court')
  const year = caseNumberPatterns.year.exec(text)?.[1]
  if (year === undefined) return refused('no-year')
  if (Number(year) < 1949 || Number(year) > 2099) return refused('bad-year')
  const old = caseNumberPatterns.old.exec(text)?.groups
  const found = old ?? caseNumberPatterns.modern.exec(text.replace(/字(\d)/u, '$1'))?.groups
  if (!found)
    return refused(
      !/\d号?(?:之.+)?$/u.test(text.slice(6)) ? 'no-serial' : /^（\d{4}年?）\d/u.test(text) ? 'no-court' : 'unread',
    )
  const { court = '', type = '', serial = '', sub = '', part } = found
  const middle = old ? `${court}${type}字第${serial}${sub}号` : `${court}${type}${serial}${sub}号`
  return {
    value: `（${year}）${middle}${part ?? ''}`,
    kind: old ? 'court-old' : 'court',
    year: Number(year),
    court,
    type,
    serial,
    part: part ?? (sub || null),
    reason: null,
    warnings: old || court === '最高法' || courtSigns.includes(court.slice(0, 1)) ? [] : ['unknown-court'],
  }
}

function refused(reason: CaseNumberReason): CaseNumber {
  const nothing = { value: null, kind: null, year: null, court: null, type: null, serial: null, part: null }
  return { ...nothing, reason, warnings: [] }
}
