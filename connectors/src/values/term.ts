import { plainNumerals, sectionValue, spelledTens } from './han-number.ts'
import { compactText, isNullToken } from './null-token.ts'

/** Main penalties (Criminal Law art. 33) and what stands in their place. `unspecified`: a term without the name of its penalty. */
export const mainCodes = [
  'fixed_term',
  'short_term_detention',
  'public_surveillance',
  'life',
  'death',
  'death_reprieve',
  'fine_only',
  'confiscation_only',
  'dpr_only',
  'exempted',
  'unspecified',
] as const
export type MainCode = (typeof mainCodes)[number]

/** `no-length`: the penalty is named, its length is not; `ambiguous`: several main penalties and none that is to be executed. */
export const termReasons = ['missing', 'no-length', 'ambiguous', 'unread'] as const
export type TermReason = (typeof termReasons)[number]

export interface Term {
  readonly mainCode: MainCode | null
  /** Length of the main penalty; null where the penalty has none (life, a fine) or nothing was read. 18 months, never 1.5 years. */
  readonly months: number | null
  /** Days beyond the months: 拘役五个月零七天 has 7. Null together with `months`. */
  readonly days: number | null
  /** 缓刑考验期; null without a suspended sentence. */
  readonly probationMonths: number | null
  /** 剥夺政治权利 beside the main penalty; null if there is none or it is for life. */
  readonly dprMonths: number | null
  readonly dprForLife: boolean
  readonly reason: TermReason | null
}

const N = String.raw`(?:\d{1,3}|[一二两三四五六七八九]?十[一二两三四五六七八九]?|[一二两三四五六七八九])`
const M = `(?:(?:零|又)?${N}个?半?月|零?半个?月)`
const D = `(?:(?:零|又)?${N}[日天])`
/** One reading only, so that the first match is the longest one (PostgreSQL takes that): 一年六个月, 十八个月, 一年半, 半年, 一个半月, 半个月, 五个月零七天. */
const length = `(?:半年|${N}年(?:${M}${D}?|半|${D}?)|${M}?${D}?)`
const dpr = `剥夺政治权利(?:终身|${length})?`

export const termPatterns = {
  /** A stop between two digits stays and leaves the term unread: 1.5年 is not 15 years. The first group is kept. */
  stops: /(\d[,、.:]\d)|[,、;。.:]/gu,
  /** What stands before the decision and after it; of several penalties the one that is to be executed counts. */
  executed: /^.*(?:决定|合并|并罚|共同)执行(?:刑罚)?/u,
  lead: /^(?:.*(?:判处|判决|罪))?(?:刑期|处|执行)?(?:为|是)?/u,
  several: /(?:徒刑|拘役|管制|死刑|死缓).*(?:徒刑|拘役|管制|死刑|死缓)/u,
  length: new RegExp(
    `^(?:(?<y>${N})年)?(?<halfYear>半年?)?(?:(?:零|又)?(?<m>${N})个?(?<and>半)?月|零?(?<half>半)个?月)?(?:(?:零|又)?(?<d>${N})[日天])?$`,
    'u',
  ),
  dpr: new RegExp(`剥夺政治权利(终身|${length})`, 'u'),
  /** From when to when it runs is computed, not read. */
  dates: /(?:刑期|考验期限?)?[自从](?:\d{4}|判决).*$/u,
  supplement: new RegExp(
    `(?:附加|并处|附带|单处|独立适用)?${dpr}|(?:并处|附加|单处|独立适用|处|并)?(?:罚金|没收|追缴|责令).*$`,
    'gu',
  ),
  named: new RegExp(
    `^(?<name>有期徒刑|有期|徒刑|拘役|管制)(?<main>${length})(?:(?:宣告)?(?:缓刑|缓期|缓)(?<probation>${length})(?:执行)?)?$`,
    'u',
  ),
  bare: new RegExp(
    `^(?:判刑|判)?(?<main>${length})(?:(?:宣告)?(?:缓刑|缓期|缓)(?<probation>${length})(?:执行)?)?$`,
    'u',
  ),
  short: new RegExp(`^判?(?<main>${N})年?缓刑?(?<probation>${N})年?$`, 'u'),
} as const

const names: Readonly<Record<string, MainCode>> = {
  有期徒刑: 'fixed_term',
  有期: 'fixed_term',
  徒刑: 'fixed_term',
  拘役: 'short_term_detention',
  管制: 'public_surveillance',
}

const whole: readonly (readonly [pattern: RegExp, code: MainCode])[] = [
  [/^(?:死刑缓期[二两2]年(?:执行)?|死刑缓期执行|死缓)/u, 'death_reprieve'],
  [/^死刑(?:立即执行)?$/u, 'death'],
  [/^无期(?:徒刑)?$/u, 'life'],
  [/^(?:免予|免于|免除)刑事处[罚分]$|^免(?:刑|处|罚)$|^(?:免予|免于|免除)(?:刑罚|处罚)$/u, 'exempted'],
]

/**
 * Reads a sentence as registers write it: 判一缓二, 有期徒刑一年六个月, 拘役5个月缓刑10个月, 1年6月, 死缓, 单处罚金. Bare numbers of
 * 判一缓二 are years. A term without a name is `fixed_term` where the law leaves nothing else (over 36 months, or suspended and over
 * 12 months, or the idiom 判一缓二), else `unspecified`. Nothing is checked against the limits of a charge.
 */
export function parseTerm(raw: string | null | undefined): Term {
  if (raw === null || raw === undefined || isNullToken(raw)) return unread('missing')
  const text = spelledTens(plainNumerals(compactText(raw)))
    .replace(/\([^)]*\)/gu, '')
    .replace(termPatterns.stops, '$1')
    .replace(termPatterns.dates, '')
  const supplements = readDpr(text)
  const executed = text.replace(termPatterns.executed, '')
  if (termPatterns.several.test(executed)) return { ...unread('ambiguous'), ...supplements }
  const decided = executed.replace(termPatterns.lead, '')
  const main = decided.replace(termPatterns.supplement, '')
  if (main === '') return withoutMain(decided, supplements)
  for (const [pattern, code] of whole) if (pattern.test(main)) return { ...none, mainCode: code, ...supplements }
  return { ...withLength(main), ...supplements }
}

/** A length as months and days: 一年六个月 → 18 and 0, 一个半月 → 1 and 15 (half a month is 15 days). Null if nothing or zero is written. */
export function readTermLength(text: string): { readonly months: number; readonly days: number } | null {
  const found = termPatterns.length.exec(text)?.groups
  if (!found || text === '' || text === '半') return null
  const { y, halfYear, m, and, half, d } = found
  const months = numberOf(y) * 12 + (halfYear ? 6 : 0) + numberOf(m)
  const days = numberOf(d) + (and || half ? 15 : 0)
  return months + days === 0 ? null : { months, days }
}

function withLength(text: string): Term {
  const named = termPatterns.named.exec(text)?.groups
  const short = named ? undefined : termPatterns.short.exec(text)?.groups
  const found = named ?? short ?? termPatterns.bare.exec(text)?.groups
  if (!found) return unread('unread')
  const unit = short ? '年' : ''
  const main = readTermLength(`${found['main'] ?? ''}${unit}`)
  const probation = found['probation'] === undefined ? null : readTermLength(found['probation'] + unit)
  const mainCode = named ? (names[named['name'] ?? ''] ?? null) : null
  if (main === null || (found['probation'] !== undefined && probation === null))
    return { ...unread('no-length'), mainCode }
  return {
    ...none,
    mainCode: mainCode ?? codeOf(main.months, probation !== null, short !== undefined),
    ...main,
    probationMonths: probation?.months ?? null,
  }
}

/** Detention goes up to 12 months, public surveillance up to 36 and is never suspended (Criminal Law arts. 38, 42, 69, 72). */
function codeOf(months: number, suspended: boolean, idiom: boolean): MainCode {
  return idiom || months > 36 || (suspended && months > 12) ? 'fixed_term' : 'unspecified'
}

function withoutMain(decided: string, supplements: Pick<Term, 'dprMonths' | 'dprForLife'>): Term {
  if (/罚金/u.test(decided)) return { ...none, mainCode: 'fine_only', ...supplements }
  if (/^(?:单处|独立适用|处)?没收/u.test(decided)) return { ...none, mainCode: 'confiscation_only', ...supplements }
  if (/剥夺政治权利/u.test(decided)) return { ...none, mainCode: 'dpr_only', ...supplements }
  return unread('unread')
}

function readDpr(text: string): Pick<Term, 'dprMonths' | 'dprForLife'> {
  const found = termPatterns.dpr.exec(text)?.[1]
  return { dprMonths: readTermLength(found ?? '')?.months ?? null, dprForLife: found === '终身' }
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0
  return /^\d+$/.test(text) ? Number(text) : (sectionValue(text) ?? 0)
}

const none: Term = {
  mainCode: null,
  months: null,
  days: null,
  probationMonths: null,
  dprMonths: null,
  dprForLife: false,
  reason: null,
}

function unread(reason: TermReason): Term {
  return { ...none, reason }
}
