import { describe, expect, it } from 'vitest'
import { formatAge, intervalText } from './source-words.ts'

const now = Date.parse('2026-11-27T12:00:00Z')

describe('how old data are', () => {
  it.each([
    ['2026-11-27T11:59:40Z', '刚刚', 'just now'],
    ['2026-11-27T11:48:00Z', '12 分钟前', '12 min ago'],
    ['2026-11-26T10:00:00Z', '26 小时前', '26 h ago'],
    ['2026-11-20T12:00:00Z', '7 天前', '7 days ago'],
  ])('says of %s what a person would', (iso, zh, en) => {
    expect([formatAge(iso, now, 'zh'), formatAge(iso, now, 'en')]).toEqual([zh, en])
  })

  it('knows the usual intervals, and says others in days', () => {
    expect([intervalText(31).zh, intervalText(45).zh]).toEqual(['每月', '每 45 天'])
  })
})
