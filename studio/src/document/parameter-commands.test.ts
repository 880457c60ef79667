import type { Parameter } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { addParameter, perform, removeParameter, startHistory, undo } from './index.ts'
import { drawing } from './testing/drawings.ts'

const empty = drawing({ title: '模型' })
const days: Parameter = { name: 'limit_days', label: { zh: '期限', en: 'Limit' }, type: 'integer', value: 30 }

describe('parameters of a model', () => {
  it('are added, removed, and back after undo', () => {
    const added = perform(startHistory(empty), addParameter(days), 0)
    expect(added.document.parameters).toEqual([days])
    const removed = perform(added, removeParameter('limit_days', '期限'), 10_000)
    expect(removed.document.parameters).toEqual([])
    expect(undo(removed).document.parameters).toEqual([days])
  })

  it('are refused under a name that is taken or is none', () => {
    const added = perform(startHistory(empty), addParameter(days), 0)
    expect(perform(added, addParameter(days), 10_000)).toBe(added)
    expect(perform(added, addParameter({ ...days, name: '期限' }), 10_000)).toBe(added)
  })
})
