import { describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import { columnsOf, createRewrite, originsOf, type Plan, pruneColumns, visibleColumnsOf, witnessesOf } from './index.ts'

const read: Plan = {
  op: 'read',
  relation: 'scan_a',
  columns: [
    { name: '_row', type: 'integer' },
    { name: 'x', type: 'text' },
    { name: 'y', type: 'text' },
  ],
  origin: ['a'],
}
const project: Plan = {
  op: 'project',
  input: read,
  columns: [
    { name: 'x', expression: build.column('x', 'text') },
    { name: 'twice', expression: build.call('concat', 'text', build.column('y', 'text'), build.column('y', 'text')) },
    { name: '__row_a', expression: build.column('_row', 'integer'), witness: 'a' },
  ],
  origin: ['a'],
}
const filter: Plan = { op: 'filter', input: project, where: build.isNotNull(build.column('x', 'text')), origin: ['f'] }

describe('plans', () => {
  it('tell visible columns from witnesses', () => {
    expect(visibleColumnsOf(filter).map(({ name }) => name)).toEqual(['x', 'twice'])
    expect(witnessesOf(filter)).toEqual([{ name: '__row_a', type: 'integer', witness: 'a' }])
  })

  it('lose only the columns that nobody needs, and keep those of conditions', () => {
    const pruned = pruneColumns(filter, new Set(['__row_a']))
    expect(columnsOf(pruned).map(({ name }) => name)).toEqual(['x', '__row_a'])
    const [below] = pruned.op === 'filter' && pruned.input.op === 'project' ? [pruned.input.input] : []
    expect(below && columnsOf(below).map(({ name }) => name)).toEqual(['_row', 'x'])
  })

  it('never lose their last column', () => {
    expect(columnsOf(pruneColumns(project, new Set())).length).toBe(1)
    expect(columnsOf(pruneColumns(read, new Set())).length).toBe(1)
  })

  it('remember which cards they came from, and keep shared parts one object when rewritten', () => {
    expect(originsOf(filter)).toEqual(['a', 'f'])
    const both: Plan = { op: 'union', inputs: [filter, filter], origin: ['u'] }
    const after = createRewrite((plan) => ({ ...plan }))(both)
    expect(after.op === 'union' && after.inputs[0] === after.inputs[1]).toBe(true)
  })
})
