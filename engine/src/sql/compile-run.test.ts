import { checkCharacter, chinaCalendar } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import { type GraphDocument, parseDocument } from '../graph/index.ts'
import { pruneColumns, visibleColumnsOf } from '../plan/index.ts'
import { planModel } from '../planner/index.ts'
import { emissionOf } from './compile-run.ts'
import { emitPlan, hub } from './emit-plan.ts'
import { compileBindingCheck, compilePreview, compileRun, nodeSql } from './index.ts'
import { toStatement } from './statement.ts'
import { contextOf, graph, runGraph, table } from './testing/run-graph.ts'

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const judgments = table('T90', { id_no: 'id', person_name: 'name', effective: 'date', months: 'integer' })
const stays = table('T91', { id_no: 'id', admitted: 'date', released: 'date' })
const tables = [judgments, stays]

const rule = {
  id: 'R1',
  title: 't',
  when: 'days > $limit',
  outcome: 'violation',
  severity: 'red',
  days: 'days',
  unknown: '不明',
}
const parameters: GraphDocument['parameters'] = [
  { name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' },
  { name: 'limit', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 },
]
const model = graph(
  {
    judged: ['source', { table: 'T90' }],
    held: ['source', { table: 'T91' }],
    'id-judged': ['normalise-identity', { column: 'id_no' }, { rows: 'judged' }],
    'id-held': ['normalise-identity', { column: 'id_no' }, { rows: 'held' }],
    latest: [
      'deduplicate-keep',
      { key: ['id_no'], order: [{ column: 'admitted', direction: 'descending' }] },
      { rows: 'id-held' },
    ],
    real: ['filter', { condition: 'months > 0 and effective <= $run_date' }, { rows: 'id-judged' }],
    stay: [
      'join',
      {
        kind: 'left',
        keys: [{ left: 'id_no', right: 'id_no' }],
        take: [
          { from: 'admitted', name: 'admitted' },
          { from: 'released', name: 'released' },
        ],
      },
      { left: 'real', right: 'latest' },
    ],
    count: [
      'derive',
      { columns: [{ name: 'days', label: '', expression: 'days_between(admitted, released ?? $run_date)' }] },
      { rows: 'stay' },
    ],
    verdict: [
      'judge',
      { subject: { id: 'id_no', name: 'person_name' }, event: ['effective'], unit: '', rules: [rule] },
      { rows: 'count' },
    ],
    out: [
      'lead-output',
      { title: 'x', values: ['admitted'], timeline: [] },
      { leads: 'verdict.leads', undetermined: 'verdict.undetermined' },
    ],
  },
  parameters,
)
const data = {
  T90: [
    [person(1), '甲', '2026-01-01', '12'],
    [person(2), '乙', '2026-01-01', '12'],
    [person(3), '丙', '2027-01-01', '12'],
    [person(4), '丁', '20260101', '6'],
    ['无', '戊', '2026-01-01', '3'],
  ],
  T91: [
    [person(1), '2026-02-01', null],
    [person(1), '2025-02-01', null],
    [person(2), '2026-11-01', null],
  ],
}

describe('compileRun', () => {
  it('finds the leads, keeps their source rows, and sets missing data and missing ids apart', async () => {
    await using run = await runGraph(model, tables, data)
    const { leads } = run.compiled
    expect(
      (await run.query(leads?.statement)).map((one) => [
        one['subject_name'],
        Number(one['days']),
        Number(one['__row_judged']),
        Number(one['__row_held']),
      ]),
    ).toEqual([['甲', 292, 1, 1]])
    expect(
      (await run.query(leads?.undetermined)).map((one) => [one['subject_name'], one['reason'], one['__row_held']]),
    ).toEqual([['丁', '不明', null]])
  })

  it('gives the same rows by its steps and by a preview from the scans alone', async () => {
    await using run = await runGraph(model, tables, data)
    for (const { nodeId, port, statement } of run.compiled.counts) {
      const [counted] = await run.query(statement)
      expect([nodeId, port, (await run.rows(nodeId, port)).length]).toEqual([nodeId, port, Number(counted?.['rows'])])
    }
  })

  it('hides witnesses: previews show the columns that inference promised, and the leads without them are the same', async () => {
    await using run = await runGraph(model, tables, data)
    for (const { nodeId, port } of run.compiled.counts) {
      const [first] = await run.rows(nodeId, port)
      const promised = compilePreview(model, contextOf(tables), { nodeId, port, limit: 1 }).statement?.columns.map(
        ({ name }) => name,
      )
      if (first) expect(Object.keys(first)).toEqual(promised)
      expect(promised?.some((name) => name.startsWith('__'))).toBe(false)
    }
  })

  it('makes the same text and hash of the same model, whatever was moved, and another of another threshold’s place', () => {
    const one = compileRun(model, contextOf(tables))
    const moved = { ...model, nodes: model.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 }, note: 'moved' })) }
    expect(compileRun(moved, contextOf(tables)).hash).toBe(one.hash)
    const other = compileRun(model, { ...contextOf(tables), values: { limit: 60, run_date: '2026-12-01' } })
    expect(other.hash).toBe(one.hash)
    expect(other.steps.flatMap(({ statement }) => statement.parameters)).toContain(60)
    expect(one.steps.flatMap(({ statement }) => statement.parameters)).toContain('2026-11-20')
  })

  it('folds chains into one step and keeps only the columns that are read later', () => {
    const { steps } = compileRun(model, contextOf(tables))
    expect(steps.map(({ relation, nodeIds }) => [relation, nodeIds])).toEqual([
      ['n_id_judged', ['judged', 'id-judged']],
      ['n_id_held', ['held', 'id-held']],
      ['n_latest', ['id-held', 'latest']],
      ['n_stay', ['id-judged', 'real', 'stay']],
      ['n_verdict_judged', ['count', 'verdict']],
    ])
    expect(
      steps.find(({ relation }) => relation === 'n_stay')?.statement.columns.map(({ name }) => name),
    ).not.toContain('months')
  })

  it('shows for every node a text that runs', () => {
    const compiled = compileRun(model, contextOf(tables))
    const texts = new Set(
      [...compiled.steps, ...compiled.counts]
        .map(({ statement }) => statement.hash)
        .concat(compiled.leads?.statement.hash ?? ''),
    )
    const shown = nodeSql(model, compiled)
    expect(shown.map(({ nodeId }) => nodeId)).toEqual(model.nodes.map(({ id }) => id))
    expect(shown.every(({ hash }) => texts.has(hash))).toBe(true)
  })

  it('reckons with the holidays of the State Council unless another calendar is given', () => {
    const other = { knownYears: [2030], holidays: [], makeUpWorkdays: [] }
    expect(emissionOf(model, contextOf(tables)).context.calendar).toBe(chinaCalendar)
    expect(emissionOf(model, { ...contextOf(tables), calendar: other }).context.calendar).toBe(other)
  })

  it('writes SQL that people can read', () => {
    const { steps } = compileRun(model, contextOf(tables))
    expect(steps.find(({ relation }) => relation === 'n_latest')?.statement.text).toMatchInlineSnapshot(`
      "select
        "id_no",
        "admitted",
        "released",
        "__row_held"
      from (
        select
          "id_no",
          "admitted",
          "released",
          "__row_held",
          row_number() over(partition by "id_no" order by "admitted" desc nulls last, "__row_held" asc nulls last) as "__rank"
        from "n_id_held"
        where "identity_reason" IS NULL
      ) as "n_latest"
      where "__rank" = 1"
    `)
  })

  it('does nothing with a model that has a problem, and says all of them', () => {
    const broken = parseDocument({
      ...model,
      nodes: model.nodes.map((node) => (node.id === 'real' ? { ...node, config: { condition: 'monts > 0' } } : node)),
    }).document
    const compiled = broken && compileRun(broken, contextOf(tables))
    expect(compiled?.problems).toMatchObject([
      { code: 'column-not-found', nodeId: 'real', field: 'condition', data: { nearest: 'months' } },
    ])
    expect([compiled?.steps, compiled?.leads]).toEqual([[], null])
    expect(
      broken && compilePreview(broken, contextOf(tables), { nodeId: 'stay', port: 'rows', limit: 5 }).statement,
    ).toBeNull()
    expect(
      broken && compilePreview(broken, contextOf(tables), { nodeId: 'latest', port: 'rows', limit: 5 }).statement,
    ).not.toBeNull()
  })

  it('says which table is not bound yet', () => {
    const { problems } = compileRun(model, {
      ...contextOf(tables),
      bindings: contextOf([judgments]).bindings,
    })
    expect(problems).toMatchObject([{ code: 'table-not-bound', nodeId: 'held', data: { table: 'T91' } }])
  })
})

describe('witnesses', () => {
  it('change nothing: without them every port gives the same bag of rows', async () => {
    await using run = await runGraph(model, tables, data)
    const { plans } = planModel(model, contextOf(tables))
    const emission = { ...hub, values: { run_date: '2026-11-20', limit: 30 } }
    for (const { nodeId, port } of run.compiled.counts) {
      const plan = plans[nodeId]?.[port]
      if (!plan) throw new Error(`${nodeId}.${port} has no plan`)
      const visible = visibleColumnsOf(plan).map(({ name }) => name)
      const ids = new Set(visibleColumnsOf(plan).map(({ id }) => id))
      const erased = toStatement(emitPlan(pruneColumns(plan, ids), emission), [])
      const whole = toStatement(emitPlan(plan, emission), [])
      const kept = (await run.query(whole)).map((row) => JSON.stringify(visible.map((name) => row[name])))
      const bag = (await run.query(erased)).map((row) => JSON.stringify(visible.map((name) => row[name])))
      expect([nodeId, port, bag.toSorted()]).toEqual([nodeId, port, kept.toSorted()])
    }
  })
})

describe('a binding with other names, codes and formats', () => {
  const coded = {
    ...table('T95', { id_no: 'id', kind: 'text', flag: 'boolean', day: 'date', gone: 'text' }),
  }
  const binding = {
    logicalTable: 'T95',
    sourceId: 's',
    table: '名册',
    columns: {
      id_no: { from: '身份证' },
      kind: { from: '类别', codes: { '1': 'a', '01': 'a', '2': 'b', 无: 'none' } },
      flag: { from: '是否', codes: { Y: 'true', N: 'false' } },
      day: { from: '日期', dateFormat: 'd/m/yyyy' as const },
      gone: { from: null },
    },
  }

  it('reads as it says, and counts what no code maps', async () => {
    const check = compileBindingCheck(binding, coded, 'loaded')
    await using run = await runGraph(graph({ a: ['source', { table: 'T90' }] }), tables, {})
    await run.sql(
      `create table loaded as select * from (values (1, '${person(1)}', '1', 'Y', '05/01/2026'), (2, '123', ' 01 ', 'N', '2026-01-05'), (3, null, '9', '?', '31/12/9999'), (4, null, '无', null, null), (5, null, '0', '无', null)) as t(_row, "身份证", "类别", "是否", "日期")`,
    )
    expect((await run.query(check.preview)).map((row) => [row['kind'], row['flag'], row['day'], row['gone']])).toEqual([
      ['a', true, '2026-01-05', null],
      ['a', false, null, null],
      [null, null, null, null],
      ['none', null, null, null],
      [null, null, null, null],
    ])
    const lost = check.quality ? await run.query(check.quality) : []
    expect(lost.map((row) => [row['column'], row['kind'], row['value'], Number(row['rows'])])).toEqual([
      ['day', 'unread-date', '2026-01-05', 1],
      ['flag', 'unmapped-code', '无', 1],
      ['kind', 'unmapped-code', '0', 1],
      ['kind', 'unmapped-code', '9', 1],
    ])
    expect(
      (check.identity ? await run.query(check.identity) : []).map((row) => [row['state'], Number(row['rows'])]),
    ).toEqual([
      ['missing', 3],
      ['bad-length', 1],
      ['valid', 1],
    ])
    expect(Number((await run.query(check.rows))[0]?.['rows'])).toBe(5)
  })
})
