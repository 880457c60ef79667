import type { Language } from '@jianmo/connectors/words'

const locales = { zh: 'zh-CN', en: 'en-GB' } satisfies Record<Language, string>
const counts = new Intl.NumberFormat('en-US')

/** 1204 → `1,204` in both languages, so that columns of numbers line up. */
export function formatCount(value: number): string {
  return counts.format(value)
}

/** Digits of a number that is too long for JavaScript, all of them: `9223372036854775807` → `9,223,372,036,854,775,807`. */
export function formatDigits(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const grouped = fraction === undefined ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** 0.0312 → `3.1%`; a share that is not nothing is never shown as 0. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '—'
  const percent = (part / whole) * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  return `${percent === 100 || percent === 0 ? percent : percent.toFixed(1)}%`
}

/** ISO time → `2026-11-21 23:41` on the reader's clock. */
export function formatTime(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** `2026-07-02` → `7 月 2 日` (or `2 July`), with the year when it differs from the year of `near`. */
export function formatDay(date: string, language: Language, near?: string): string {
  const [year, month, day] = date.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(year + month + day)) return date
  const withYear = near === undefined || !near.startsWith(String(year))
  if (language === 'zh') return `${withYear ? `${year} 年 ` : ''}${month} 月 ${day} 日`
  const text = new Intl.DateTimeFormat(locales.en, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return `${text.format(new Date(`${date}T00:00:00Z`))}${withYear ? ` ${year}` : ''}`
}

/** Seconds → `0.08 秒` / `12 s`. */
export function formatSeconds(seconds: number, language: Language): string {
  const shown = seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0)
  return language === 'zh' ? `${shown} 秒` : `${shown} s`
}

/** Whole days from one ISO date to another; negative if `to` is earlier. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
