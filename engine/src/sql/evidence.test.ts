import { checkCharacter } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import {
  type AggregateColumn,
  columnMap,
  type Plan,
  type PlanColumn,
  visibleColumnsOf,
  witnessesOf,
} from '../plan/index.ts'
import {
  checkModel,
  createInstrument,
  createNormalise,
  createPlacement,
  lowerModel,
  rowNumbersOf,
} from '../planner/index.ts'
import { emitPlan, hub } from './emit-plan.ts'
import { createStaging } from './staging.ts'
import { toStatement } from './statement.ts'
import { contextOf, type GraphRun, graph, runGraph, type TestData, table } from './testing/run-graph.ts'

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const people = table('T90', { id_no: 'id', person_name: 'name', amount: 'integer', day: 'date', kind: 'text' })
const register = table('T91', { id_no: 'id', admitted: 'date', place: 'text' })
const tables = [people, register]
const data: TestData = {
  T90: [
    [person(1), '张三', '5', '2026-01-01', 'a'],
    [person(1), '张三', '7', '2026-02-01', 'a'],
    [person(1), '张三', '7', '2026-02-01', 'a'],
    [person(2), '李四', '50', null, 'b'],
    [person(3), '王五', '60', '2026-03-01', 'b'],
    [person(5), '孙七', '65', '2026-03-01', null],
    ['1.00101E+17', '赵六', '70', '2026-03-01', 'b'],
  ],
  T91: [
    [person(1), '2026-01-05', '甲'],
    [person(1), '2026-01-05', '甲'],
    [person(2), '2026-01-06', '乙'],
    [person(4), null, '丙'],
  ],
}

const rule = {
  id: 'R1',
  title: '数额',
  outcome: 'violation',
  severity: 'red',
  when: 'amount > 6',
  unknown: '不明',
  unless: [],
  undetermined: [{ when: 'day is null', reason: '没有日期' }],
}

/** Every node type at hand in one drawing. */
const document: GraphDocument = graph({
  people: ['source', { table: 'T90' }],
  register: ['source', { table: 'T91' }],
  ids: ['normalise-identity', { column: 'id_no' }, { rows: 'people' }],
  'register-ids': ['normalise-identity', { column: 'id_no' }, { rows: 'register' }],
  more: ['derive', { columns: [{ name: 'twice', label: '两倍', expression: 'amount * 2' }] }, { rows: 'ids' }],
  few: ['filter', { condition: 'twice > 8' }, { rows: 'more' }],
  once: [
    'deduplicate-keep',
    { key: ['kind'], order: [{ column: 'amount', direction: 'descending' }] },
    { rows: 'few' },
  ],
  hit: [
    'join',
    { kind: 'inner', keys: [{ left: 'id_no', right: 'id_no' }], take: [{ from: 'place', name: 'place' }] },
    { left: 'few', right: 'register-ids' },
  ],
  beside: [
    'join',
    { kind: 'left', keys: [{ left: 'id_no', right: 'id_no' }], take: [{ from: 'place', name: 'place' }] },
    { left: 'once', right: 'register-ids' },
  ],
  known: [
    'join',
    { kind: 'semi', keys: [{ left: 'id_no', right: 'id_no' }], take: [] },
    { left: 'few', right: 'register-ids' },
  ],
  absent: [
    'join',
    { kind: 'anti', keys: [{ left: 'id_no', right: 'id_no' }], take: [] },
    { left: 'few', right: 'register-ids' },
  ],
  both: ['union', {}, { first: 'known', second: 'absent' }],
  judge: ['judge', { subject: { id: 'id_no', name: 'person_name' }, event: ['day'], rules: [rule] }, { rows: 'both' }],
  leads: ['lead-output', { title: '线索' }, { leads: 'judge.leads', undetermined: 'judge.undetermined' }],
})

type Rows = readonly (readonly unknown[])[]

const rowsOf = (run: GraphRun, plan: Plan, columns: readonly PlanColumn[]): Promise<Rows> => {
  const shown: Plan = {
    op: 'project',
    input: plan,
    columns: columns.map((column, at) => ({ id: `c${at}`, name: `c${at}`, expression: build.column(column) })),
    origin: [],
  }
  const staging = createStaging(hub)
  const statement = toStatement(emitPlan(staging.stage(shown), hub), [])
  return run.ask({ nodeIds: [], tables: staging.tables(), statement, read: (rows) => rows })
}
const bag = (rows: Rows) => rows.map((row) => JSON.stringify(row)).sort()

/** Ports of a drawing without hidden columns, and with them. */
function plansOf(drawn: GraphDocument) {
  const context = contextOf(tables)
  const checked = checkModel(drawn, context)
  const { value } = lowerModel.run({ document: drawn, checked }, context)
  const [normalise, instrument, place] = [createNormalise(), createInstrument(), createPlacement(context)]
  return Object.entries(value).flatMap(([node, ports]) =>
    Object.entries(ports).map(([port, plan]) => {
      const plain = normalise(plan)
      return { name: `${node}.${port}`, plain: place(plain), carried: place(instrument(plain)) }
    }),
  )
}

describe('row numbers that travel with the rows', () => {
  it('change nothing: erased again, every port gives the same bag', async () => {
    await using run = await runGraph(document, tables, data)
    for (const { name, plain, carried } of plansOf(document)) {
      const columns = visibleColumnsOf(plain)
      expect(
        visibleColumnsOf(carried).map(({ id }) => id),
        name,
      ).toEqual(columns.map(({ id }) => id))
      expect(bag(await rowsOf(run, carried, columns)), name).toEqual(bag(await rowsOf(run, plain, columns)))
    }
  }, 60_000)

  it('are what a lead stands on: without them it is gone, and the others stay', async () => {
    await using run = await runGraph(document, tables, data)
    const leads = run.compiled.leads
    if (!leads) throw new Error('no leads')
    const keyOf = (row: Readonly<Record<string, unknown>>) =>
      `${row['subject_id']} ${row['rule_id']} ${row['event_key']}`
    const rows = await run.query(leads.statement)
    const groups = Map.groupBy(rows, keyOf)
    expect(groups.size).toBeGreaterThan(2)
    for (const [key, group] of groups) {
      const gone = new Map(
        leads.witnesses.map(({ column, scanNodeId }) => [
          scanNodeId,
          new Set(group.flatMap((row) => rowNumbersOf(row[column]))),
        ]),
      )
      const keep = (nodeId: string, all: TestData[string] = []) => all.filter((_, at) => !gone.get(nodeId)?.has(at + 1))
      await using less = await runGraph(document, tables, {
        T90: keep('people', data['T90']),
        T91: keep('register', data['T91']),
      })
      const left = new Set((await less.query(less.compiled.leads?.statement)).map(keyOf))
      expect(left.has(key)).toBe(false)
      expect([...left].sort()).toEqual([...groups.keys()].filter((other) => other !== key).sort())
    }
  }, 60_000)
})

describe('a row that many became', () => {
  const count: AggregateColumn = { id: 'n', name: 'n', type: 'integer', function: 'count', arguments: [], order: [] }
  const lowered = (make: (input: Plan) => Plan) => {
    const context = contextOf(tables)
    const drawn = graph({ people: ['source', { table: 'T90' }] })
    const { value } = lowerModel.run({ document: drawn, checked: checkModel(drawn, context) }, context)
    const input = value['people']?.['rows']
    if (!input) throw new Error('no source')
    return createPlacement(context)(createInstrument()(make(input)))
  }
  const kind = (input: Plan): PlanColumn => {
    const column = [...columnMap(input).values()].find(({ name }) => name === 'kind')
    if (!column) throw new Error('no kind')
    return column
  }
  const numbersBy = async (plan: Plan, key: string) => {
    await using run = await runGraph(graph({ people: ['source', { table: 'T90' }] }), tables, data)
    const shown = [...visibleColumnsOf(plan).filter(({ name }) => name === key), ...witnessesOf(plan)]
    const rows = await rowsOf(run, plan, shown)
    return Object.fromEntries(rows.map(([value, numbers]) => [String(value), rowNumbersOf(numbers)]))
  }
  const only = (input: Plan): Plan => ({
    op: 'project',
    input,
    origin: ['only'],
    columns: [{ id: 'kind', name: 'kind', expression: build.column(kind(input)) }],
  })
  const grouped = (input: Plan): Plan => ({
    op: 'aggregate',
    input,
    keys: [kind(input).id],
    aggregates: [count],
    origin: ['groups'],
  })

  it('resolves to all rows of its group, NULL keys too', async () => {
    const all = { a: [1, 2, 3], b: [4, 5, 7], null: [6] }
    expect(await numbersBy(lowered(grouped), 'kind')).toEqual(all)
    expect(
      await numbersBy(
        lowered((input) => ({ op: 'distinct', input: only(input), origin: ['once'] })),
        'kind',
      ),
    ).toEqual(all)
  })

  it('and to the rows of all groups that it is a group of', async () => {
    const whole = (input: Plan): Plan => ({
      op: 'aggregate',
      input: grouped(input),
      keys: [],
      aggregates: [{ ...count, id: 'm', name: 'm' }],
      origin: ['whole'],
    })
    expect(await numbersBy(lowered(whole), 'm')).toEqual({ 3: [1, 2, 3, 4, 5, 6, 7] })
  })

  it('keeps a row’s own number through a sort with a limit', async () => {
    const top = (input: Plan): Plan => ({
      op: 'sort',
      input,
      order: [{ column: kind(input).id, direction: 'descending' }],
      limit: 2,
      offset: 1,
      origin: ['top'],
    })
    expect(await numbersBy(lowered(top), 'kind')).toEqual({ b: [7] })
  })
})

it('reads numbers and joined texts alike', () => {
  expect([rowNumbersOf(7), rowNumbersOf('3,1,3'), rowNumbersOf(null), rowNumbersOf('')]).toEqual([[7], [1, 3], [], []])
})
