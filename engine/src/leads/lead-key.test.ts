import { describe, expect, it } from 'vitest'
import { leadKey } from './lead-key.ts'

const lead = { modelId: 'm1', subjectId: '100101199001010013', eventKey: '（2026）甲刑初1号' }

describe('a lead key', () => {
  it('is the same for the same model, subject and events, and another for any other', () => {
    expect(leadKey(lead, 'secret')).toBe(leadKey({ ...lead }, 'secret'))
    const others = [
      { ...lead, modelId: 'm2' },
      { ...lead, subjectId: '100101199001010021' },
      { ...lead, eventKey: '' },
      // Parts may not slide into each other.
      { modelId: 'm1', subjectId: `${lead.subjectId}${lead.eventKey}`, eventKey: '' },
    ]
    expect(new Set([lead, ...others].map((each) => leadKey(each, 'secret'))).size).toBe(5)
  })

  it('tells nothing without the province’s secret', () => {
    expect(leadKey(lead, 'one')).not.toBe(leadKey(lead, 'two'))
    expect(leadKey(lead, 'one')).toMatch(/^[0-9a-f]{64}$/)
  })
})
