import { checkCharacter } from '@jianmo/connectors/values'
import { expect, it } from 'vitest'
import { build, type TypedExpression } from '../../expression/index.ts'
import {
  type AggregateColumn,
  columnsOf,
  createRewrite,
  type Plan,
  type PlanColumn,
  visibleColumnsOf,
} from '../../plan/index.ts'
import { createInstrument } from '../../planner/index.ts'
import { contextOf, graph, runGraph, type TestData, table } from '../../sql/testing/run-graph.ts'
import { type TracePlans, tracePlans } from '../../sql/why-not/index.ts'
import { numberValues } from '../../sql/why-not/trace-plans.ts'
import type { StopReason } from './absence.ts'
import { traceRows } from './trace-rows.ts'

/** Operators that no node type of this branch lowers to yet, put into a node by hand: new types come for free. */

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const tables = [table('T90', { id_no: 'id', amount: 'integer', kind: 'text' })]
const data: TestData = {
  T90: [
    [person(1), '5', 'a'],
    [person(2), '7', 'a'],
    [person(3), '50', 'b'],
    [person(4), '60', 'b'],
    [person(5), '70', null],
  ],
}
const document = graph({
  people: ['source', { table: 'T90' }],
  node: ['filter', { condition: 'true' }, { rows: 'people' }],
})

/** A node whose operators are `make` over what enters it. */
async function trace(make: (input: Plan, column: (name: string) => PlanColumn) => Plan, row: number) {
  await using run = await runGraph(document, tables, data)
  const drawn = tracePlans(document, contextOf(tables))
  const entry = drawn.entry('node', 'rows')
  if (!entry) throw new Error('no entry')
  const column = (name: string) => {
    const found = columnsOf(entry).find((one) => one.name === name)
    if (!found) throw new Error(name)
    return found
  }
  const instrument = createInstrument()
  // What enters carries its row numbers already and must stay the object by which it is known.
  const again = instrument(entry)
  const whole = createRewrite((part) => (part === again ? entry : part))(instrument(make(entry, column)))
  const plans: TracePlans = { ...drawn, planOf: (node, port) => (node === 'node' ? whole : drawn.planOf(node, port)) }
  const witness = columnsOf(entry).find((one) => one.witness === 'people')
  const source = drawn.planOf('people', 'rows')
  if (!witness || !source) throw new Error('no witness')
  const sources = [{ nodeId: 'people', drawn: false, port: 'rows', plan: source, witness }]
  const ends = await traceRows({ plans, ask: run.ask, sources, found: new Map([['people', [row]]]) })
  return { ends, reason: ends[0]?.reasons[0] as StopReason | undefined }
}

const count: AggregateColumn = { id: 'n', name: 'n', type: 'integer', function: 'count', arguments: [] }
const groups = (input: Plan, kind: PlanColumn): Plan => ({
  op: 'aggregate',
  input,
  keys: [kind.id],
  aggregates: [count],
  origin: ['node'],
})
const having = (input: Plan, where: TypedExpression): Plan => ({ op: 'filter', input, where, origin: ['node'] })
const several = build.call('>=', 'boolean', build.column(count), build.integer(2))

it('follows a row into its group, and shows the group’s values where the group is left out', async () => {
  const { ends, reason } = await trace((input, column) => having(groups(input, column('kind')), several), 5)
  expect(ends).toMatchObject([{ kind: 'stopped', nodeId: 'node' }])
  expect(reason).toMatchObject({
    kind: 'conditions',
    rows: [[{ text: 'n >= 2', value: false, operands: [{ text: 'n', value: '1' }] }]],
  })
  const passed = await trace((input, column) => having(groups(input, column('kind')), several), 1)
  expect(passed.ends).toMatchObject([{ kind: 'open', path: [{}, { nodeId: 'node', rows: 1 }] }])
})

it('follows a row into the one that stands for all equal ones', async () => {
  const { ends } = await trace((input, column) => {
    const kinds: Plan = {
      op: 'project',
      input,
      columns: [{ id: 'k', name: 'k', expression: build.column(column('kind')) }],
      origin: ['node'],
    }
    return { op: 'distinct', input: kinds, origin: ['node'] }
  }, 2)
  expect(ends).toMatchObject([{ kind: 'open' }])
})

it('gives the rank of a row that a limit left out, and the last row that was kept', async () => {
  const top =
    (limit: number) =>
    (input: Plan, column: (name: string) => PlanColumn): Plan => ({
      op: 'sort',
      input,
      order: [{ column: column('amount').id, direction: 'descending' }],
      limit,
      offset: 0,
      origin: ['node'],
    })
  const { ends, reason } = await trace(top(2), 3)
  expect(ends).toMatchObject([{ kind: 'stopped' }])
  expect(reason).toMatchObject({
    kind: 'winner',
    rows: [{ rank: 3, kept: 2, order: [{ text: 'amount', own: { value: '50' }, winner: { value: '60' } }] }],
  })
  expect((await trace(top(3), 3)).ends).toMatchObject([{ kind: 'open' }])
})

it('shows a further condition of a join over pairs whose keys agree', async () => {
  const { reason } = await trace((input, column) => {
    const right: Plan = {
      op: 'project',
      input,
      columns: visibleColumnsOf(input).map((one) => ({
        id: `r.${one.name}`,
        name: `r_${one.name}`,
        expression: build.column(one),
      })),
      origin: ['node'],
    }
    return {
      op: 'join',
      kind: 'inner',
      left: input,
      right,
      keys: [{ left: column('kind').id, right: 'r.kind' }],
      on: build.call('>', 'boolean', build.column({ id: 'r.amount', type: 'integer' }), build.integer(900)),
      origin: ['node'],
    }
  }, 2)
  expect(reason).toMatchObject({
    kind: 'partner',
    join: 'inner',
    alone: [true],
    on: [[{ text: 'amount > 900', value: false }], [{ value: false }]],
  })
})

it('numbers rows that were typed into the drawing', () => {
  const values: Plan = {
    op: 'values',
    columns: [{ id: 'list.name', name: 'name', type: 'text' }],
    rows: [['甲'], ['乙']],
    origin: ['list'],
  }
  expect(numberValues(values)).toMatchObject({
    columns: [{}, { witness: 'list' }],
    rows: [
      ['甲', 1],
      ['乙', 2],
    ],
  })
})
