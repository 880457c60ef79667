import { describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import { checkPlan } from './check-plan.ts'
import { columnsOf, createRewrite, originsOf, type Plan, pruneColumns, visibleColumnsOf, witnessesOf } from './index.ts'

const text = (id: string) => build.column({ id, type: 'text' })
const read: Plan = {
  op: 'read',
  relation: 'scan_a',
  columns: [
    { id: 'row', name: '_row', type: 'integer' },
    { id: 'x', name: 'x', type: 'text' },
    { id: 'y', name: 'y', type: 'text' },
  ],
  origin: ['a'],
}
const project: Plan = {
  op: 'project',
  input: read,
  columns: [
    { id: 'x', name: 'x', expression: text('x') },
    { id: 'twice', name: 'twice', expression: build.call('concat', 'text', text('y'), text('y')) },
    { id: 'r', name: '__row_a', expression: build.column({ id: 'row', type: 'integer' }), witness: 'a' },
  ],
  origin: ['a'],
}
const filter: Plan = { op: 'filter', input: project, where: build.isNotNull(text('x')), origin: ['f'] }

describe('plans', () => {
  it('tell visible columns from witnesses', () => {
    expect(visibleColumnsOf(filter).map(({ id }) => id)).toEqual(['x', 'twice'])
    expect(witnessesOf(filter)).toEqual([{ id: 'r', name: '__row_a', type: 'integer', witness: 'a' }])
  })

  it('keep all that an aggregate reads, even if it stands for a row of which no column is needed', () => {
    const joined = { id: 'all', name: 'all', type: 'text', function: 'join_texts', arguments: [text('x')] } as const
    const order = [{ column: 'twice', direction: 'ascending' }] as const
    const aggregates = [{ ...joined, where: build.isNotNull(text('x')), order }]
    const whole: Plan = { op: 'aggregate', input: project, keys: [], aggregates, origin: ['g'] }
    expect(checkPlan(pruneColumns(whole, new Set()))).toEqual([])
  })

  it('lose only the columns that nobody needs, and keep those of conditions', () => {
    const pruned = pruneColumns(filter, new Set(['r']))
    expect(columnsOf(pruned).map(({ id }) => id)).toEqual(['x', 'r'])
    const [below] = pruned.op === 'filter' && pruned.input.op === 'project' ? [pruned.input.input] : []
    expect(below && columnsOf(below).map(({ id }) => id)).toEqual(['row', 'x'])
  })

  it('never lose their last column', () => {
    expect(columnsOf(pruneColumns(project, new Set())).length).toBe(1)
    expect(columnsOf(pruneColumns(read, new Set())).length).toBe(1)
  })

  it('remember which cards they came from, and keep shared parts one object when rewritten', () => {
    expect(originsOf(filter)).toEqual(['a', 'f'])
    const both: Plan = { op: 'join', kind: 'cross', left: filter, right: filter, keys: [], on: null, origin: ['u'] }
    const after = createRewrite((plan) => ({ ...plan }))(both)
    expect(after.op === 'join' && after.left === after.right).toBe(true)
  })
})
