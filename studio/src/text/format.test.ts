import { describe, expect, it } from 'vitest'
import { daysFrom, formatCount, formatDay, formatDigits, formatShare } from './format.ts'

describe('format', () => {
  it('never shows a small share as nothing', () => {
    expect(formatShare(1, 100_000)).toBe('<0.1%')
    expect(formatShare(0, 10)).toBe('0%')
    expect(formatShare(21, 304)).toBe('6.9%')
    expect(formatShare(0, 0)).toBe('—')
  })

  it('writes a day with its year only when that is another year', () => {
    expect(formatDay('2026-07-02', 'zh', '2026-11-20')).toBe('7 月 2 日')
    expect(formatDay('2025-12-31', 'zh', '2026-11-20')).toBe('2025 年 12 月 31 日')
    expect(formatDay('2026-07-02', 'en', '2026-11-20')).toBe('2 July')
    expect(formatDay('不详', 'zh')).toBe('不详')
  })

  it('counts days over the end of daylight saving and leap years', () => {
    expect(daysFrom('2026-07-02', '2026-11-21')).toBe(142)
    expect(daysFrom('2024-02-28', '2024-03-01')).toBe(2)
  })

  it('groups thousands', () => {
    expect(formatCount(1204567)).toBe('1,204,567')
    expect(formatDigits('9223372036854775807')).toBe('9,223,372,036,854,775,807')
    expect(formatDigits('-123456.10')).toBe('-123456.10')
  })
})
