import { describe, expect, it } from 'vitest'
import { labelOfCode, labelOfWriting } from './value-label.ts'

const fixedTerm = { zh: '有期徒刑', en: 'Fixed-term imprisonment' }
const penalty = { type: 'text', codes: [{ value: 'fixed_term', label: fixedTerm }] } as const

describe('labels of values', () => {
  it('says what a logical code means, and nothing about what is no code', () => {
    expect(labelOfCode('fixed_term', penalty)).toEqual(fixedTerm)
    expect(labelOfCode('other', penalty)).toBeUndefined()
    expect(labelOfCode(null, penalty)).toBeUndefined()
    expect(labelOfCode('true', { type: 'boolean' })).toEqual({ zh: '是', en: 'Yes' })
    expect(labelOfCode('fixed_term', { type: 'text' })).toBeUndefined()
  })

  it('reads an agency code through the binding', () => {
    const binding = { from: 'ZX', codes: { '04': 'fixed_term', 有期徒刑: 'fixed_term' } }
    expect(labelOfWriting(' 04 ', penalty, binding)).toEqual(fixedTerm)
    expect(labelOfWriting('有期徒刑', penalty, binding)).toBeUndefined()
    expect(labelOfWriting('99', penalty, binding)).toBeUndefined()
    expect(labelOfWriting('fixed_term', penalty, { from: 'ZX' })).toEqual(fixedTerm)
  })
})
