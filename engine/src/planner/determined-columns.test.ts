import { describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import type { JoinKind, Plan, ProjectedColumn } from '../plan/index.ts'
import { undeterminedColumns } from './determined-columns.ts'

function source(id: string): Plan {
  const columns = ['_row', 'k', 'x'].map((name) => ({ name, type: 'text' as const }))
  return {
    op: 'project',
    input: { op: 'read', relation: `scan_${id}`, columns, origin: [id] },
    columns: [
      { name: 'k', expression: build.column('k', 'text') },
      { name: 'x', expression: build.column('x', 'text') },
      { name: `__row_${id}`, expression: build.column('_row', 'integer'), witness: id },
    ],
    origin: [id],
  }
}

const keep = (name: string, witness?: string): ProjectedColumn => ({
  name,
  expression: build.column(name, 'text'),
  ...(witness ? { witness } : {}),
})
const over = (input: Plan, columns: readonly ProjectedColumn[]): Plan => ({ op: 'project', input, columns, origin: [] })
const upper = (name: string) => build.call('upper', 'text', build.column(name, 'text'))
const union = (...inputs: [Plan, ...Plan[]]): Plan => ({ op: 'union', inputs, origin: [] })

function join(kind: JoinKind, right: Plan, from: string): Plan {
  const take = [
    { from, name: 'y' },
    { from: '__row_b', name: '__row_b' },
  ]
  return { op: 'join', kind, left: source('a'), right, keys: [{ left: 'k', right: 'k' }], take, origin: [] }
}

describe('columns that follow from row numbers', () => {
  it('are the columns of a source and what is computed from them in the same way on every branch', () => {
    const twice = () => over(source('a'), [keep('k'), { name: 'u', expression: upper('x') }, keep('__row_a', 'a')])
    expect(undeterminedColumns(union(source('a'), source('a')))).toEqual([])
    expect(undeterminedColumns(union(twice(), twice()))).toEqual([])
  })

  it('are not columns that two branches compute in different ways', () => {
    const one = over(source('a'), [{ name: 'u', expression: upper('x') }, keep('__row_a', 'a')])
    const other = over(source('a'), [{ name: 'u', expression: upper('k') }, keep('__row_a', 'a')])
    const said = over(source('a'), [{ name: 'u', expression: build.text('first') }, keep('__row_a', 'a')])
    expect(undeterminedColumns(union(one, other))).toEqual(['u'])
    expect(undeterminedColumns(union(one, said))).toEqual(['u'])
  })

  it('keep their source when a join takes them, and a computed one is something else without a partner', () => {
    expect(undeterminedColumns(union(join('left', source('b'), 'x'), join('inner', source('b'), 'x')))).toEqual([])
    const computed = over(source('b'), [keep('k'), { name: 'u', expression: upper('x') }, keep('__row_b', 'b')])
    const before = join('left', computed, 'u')
    const all = [keep('k'), keep('x'), keep('__row_a', 'a'), keep('__row_b', 'b')]
    const after = over(join('left', source('b'), 'x'), [...all, { name: 'y', expression: upper('y') }])
    expect(undeterminedColumns(union(before, before))).toEqual([])
    expect(undeterminedColumns(union(before, after))).toEqual(['y'])
  })
})
