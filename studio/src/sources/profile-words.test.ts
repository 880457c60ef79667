import { describe, expect, it } from 'vitest'
import { axisText, formatTrusted, histogramText, trustText } from './profile-words.ts'

describe('figures of a profile', () => {
  it('say when they were not counted', () => {
    expect(formatTrusted(1204, 'exact')).toBe('1,204')
    expect(formatTrusted(1204, 'estimated')).toBe('≈ 1,204')
    expect(trustText('exact', 10)).toBeNull()
    expect(trustText('sampled', 20_000)?.zh).toBe('20,000 行样本')
  })

  it('say a histogram in one sentence', () => {
    const bins = [
      { from: '0', to: '10', rows: 1 },
      { from: '10', to: '20', rows: 3 },
    ]
    expect(histogramText({ bins, trust: 'exact' }).zh).toBe('从 0 到 20，分 2 段；最多的一段 10 至 20，占 75.0%')
    expect(histogramText({ bins: [], trust: 'exact' }).zh).toBe('没有值')
  })

  it('fit an axis', () => {
    expect(axisText('2026-01-01 00:00:00')).toBe('2026-01-01')
    expect(axisText('3.14159')).toBe('3.14')
    expect(axisText('一二三四五六七八九十一二三四五六七')).toBe('一二三四五六七八九十一二三四五…')
  })
})
