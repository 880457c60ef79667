import { describe, expect, it } from 'vitest'
import { leadFixture } from './lead.fixture.ts'
import { leadSentence, overdueText } from './lead-sentence.ts'

describe('leadSentence', () => {
  it('says who, which rule, which limit and how far over, in modest words', () => {
    expect(leadSentence({ ...leadFixture, rules: leadFixture.rules.slice(0, 1) }, 'zh', '2026-11-21')).toBe(
      '刘**：超期未投送，期限 7 月 2 日，超期 142 天',
    )
    expect(leadSentence(leadFixture, 'zh')).not.toContain('违法')
  })

  it('names the rule that carries the limit and counts the others', () => {
    expect(leadSentence({ ...leadFixture, rules: leadFixture.rules.toReversed() }, 'zh', '2026-11-21')).toContain(
      '刘**：超期未投送等 2 项',
    )
  })

  it('leaves out what was not computed', () => {
    expect(
      leadSentence({ ...leadFixture, rules: leadFixture.rules.slice(0, 1), deadline: null, days: null }, 'zh'),
    ).toBe('刘**：超期未投送')
    expect(overdueText(-3, 'zh')).toBe('还有 3 天到期')
    expect(overdueText(0, 'en')).toBe('due that day')
  })
})
