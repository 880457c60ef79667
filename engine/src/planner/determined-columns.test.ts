import { describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import { apart, columnOf, type JoinKind, keepColumn, type Plan, type ProjectedColumn, unionOf } from '../plan/index.ts'
import { undeterminedColumns } from './determined-columns.ts'
import { createInstrument } from './instrument.ts'

const source = (id: string): Plan =>
  createInstrument()({
    op: 'scan',
    nodeId: id,
    table: id,
    columns: ['k', 'x'].map((name) => ({ id: `${id}.${name}`, name, type: 'text' as const })),
    origin: [id],
  })

const row = (id: string) => `${id}._row`
/** Some columns of a plan as they are, some computed. */
const over = (input: Plan, ids: readonly string[], computed: readonly ProjectedColumn[] = []): Plan => ({
  op: 'project',
  input,
  columns: [...ids.map((id) => keepColumn(columnOf(input, id))), ...computed],
  origin: [],
})
const computed = (id: string, expression: ReturnType<typeof build.text>): ProjectedColumn => ({
  id,
  name: id,
  expression,
})
const upper = (id: string) => build.call('upper', 'text', build.column({ id, type: 'text' }))
const union = (...inputs: Plan[]): Plan => unionOf(inputs, []) as Plan

function join(kind: JoinKind, right: Plan): Plan {
  const left = source('a')
  const key = { left: 'a.k', right: 'b.k' }
  return { op: 'join', kind, left, right: apart(left, right, 'j').right, keys: [key], on: null, origin: [] }
}

describe('columns that follow from row numbers', () => {
  it('are the columns of a source and what is computed from them in the same way on every branch', () => {
    const twice = () => over(source('a'), ['a.k', row('a')], [computed('u', upper('a.x'))])
    expect(undeterminedColumns(union(source('a'), source('a')))).toEqual([])
    expect(undeterminedColumns(union(twice(), twice()))).toEqual([])
  })

  it('are not columns that two branches compute in different ways', () => {
    const one = over(source('a'), [row('a')], [computed('u', upper('a.x'))])
    const other = over(source('a'), [row('a')], [computed('u', upper('a.k'))])
    const said = over(source('a'), [row('a')], [computed('u', build.text('first'))])
    expect(undeterminedColumns(union(one, other))).toEqual(['u'])
    expect(undeterminedColumns(union(one, said))).toEqual(['u'])
  })

  it('keep their source when a join brings them, and a computed one is something else without a partner', () => {
    expect(undeterminedColumns(union(join('left', source('b')), join('inner', source('b'))))).toEqual([])
    const made = over(source('b'), ['b.k', row('b')], [computed('u', upper('b.x'))])
    const all = ['a.k', 'a.x', row('a'), row('b')]
    const before = over(join('left', made), [...all, 'u'])
    const after = over(join('left', source('b')), all, [computed('u', upper('b.x'))])
    expect(undeterminedColumns(union(before, before))).toEqual([])
    expect(undeterminedColumns(union(before, after))).toEqual(['u'])
  })

  it('are told apart when one source meets itself: each side has its own row number', () => {
    const left = source('a')
    const { right, idOf } = apart(left, source('a'), 'j')
    const self: Plan = { op: 'join', kind: 'cross', left, right, keys: [], on: null, origin: [] }
    const first = over(self, [row('a'), idOf(row('a'))], [computed('u', build.column({ id: 'a.x', type: 'text' }))])
    const second = over(
      self,
      [row('a'), idOf(row('a'))],
      [computed('u', build.column({ id: idOf('a.x'), type: 'text' }))],
    )
    expect(undeterminedColumns(union(first, first))).toEqual([])
    expect(undeterminedColumns(union(first, second))).toEqual(['u'])
  })
})
