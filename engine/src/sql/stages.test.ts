import { describe, expect, it } from 'vitest'
import type { GraphDocument } from '../graph/index.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { columnsOf, type Plan, visibleColumnsOf, walkPlan } from '../plan/index.ts'
import { lowerModel, type PortPlans, parse, type Stage, stageNames } from '../planner/index.ts'
import { bind, instrument, normalise, place } from '../planner/plan-model.ts'
import { anchor } from './anchor-run.ts'
import { emissionOf } from './compile-run.ts'
import { selectsOf } from './compiled.ts'
import { emit } from './emit-run.ts'
import { compileModel, compileRun } from './index.ts'
import { plansOfQuery } from './queries.ts'
import { contextOf, graph, table } from './testing/run-graph.ts'

const tables = [
  table('T90', { id_no: 'id', kind: 'text', months: 'integer', effective: 'date' }),
  table('T91', { id_no: 'id', admitted: 'date' }),
]
const context = contextOf(tables)
const rule = {
  id: 'R1',
  title: 't',
  when: 'total > $limit',
  outcome: 'violation',
  severity: 'red',
  days: '',
  unknown: '不明',
}
/** Shared parts, every kind of operator, and a verdict. */
const model = graph(
  {
    people: ['source', { table: 'T90' }],
    stays: ['source', { table: 'T91' }],
    named: ['normalise-identity', { column: 'id_no' }, { rows: 'people' }],
    held: ['normalise-identity', { column: 'id_no' }, { rows: 'stays' }],
    real: ['filter', { condition: 'months > 0' }, { rows: 'named' }],
    twice: ['union', {}, { first: 'real', second: 'named' }],
    groups: [
      'aggregate',
      {
        keys: ['id_no'],
        results: [{ name: 'total', label: '', function: 'sum', arguments: ['months'], where: '' }],
      },
      { rows: 'twice' },
    ],
    met: [
      'join',
      { kind: 'left', keys: [{ left: 'id_no', right: 'id_no' }], take: [{ from: 'admitted', name: 'admitted' }] },
      { left: 'groups', right: 'held' },
    ],
    verdict: [
      'judge',
      { subject: { id: 'id_no', name: '' }, event: ['admitted'], unit: '', rules: [rule] },
      { rows: 'met' },
    ],
    out: [
      'lead-output',
      { title: 'x', values: ['admitted'], timeline: [] },
      { leads: 'verdict.leads', undetermined: 'verdict.undetermined' },
    ],
  },
  [{ name: 'limit', label: { zh: '月数', en: 'Months' }, type: 'integer', value: 3 }],
)
const text = JSON.stringify(model)

/** Runs the stages one by one; `between` may change what one hands to the next. */
function chain(json: unknown, between: <Value>(value: Value) => Value = (value) => value) {
  const run = <Input, Context, Value>(stage: Stage<Input, Context, Value>, input: Input, given: Context): Value => {
    const { value, problems, needs } = stage.run(input, given)
    expect([stage.name, problems, needs]).toEqual([stage.name, [], []])
    return between(value)
  }
  const document = run(parse, json, null) as GraphDocument
  const checked = run(bind, document, context)
  const lowered = run(lowerModel, { document, checked }, context)
  const normal = run(normalise, lowered, context)
  const instrumented = run(instrument, normal, context)
  const placed = run(place, instrumented, context)
  const anchored = run(anchor, { checked, plans: placed }, context)
  const emitted = run(emit, anchored, emissionOf(document, context))
  return { document, checked, lowered, normal, instrumented, placed, anchored, emitted }
}

const all = (plans: PortPlans): readonly Plan[] => Object.values(plans).flatMap((ports) => Object.values(ports))
const operators = (plan: Plan): ReadonlySet<string> => {
  const found = new Set<string>()
  walkPlan(plan, ({ op }) => found.add(op))
  return found
}
const relationsRead = (plans: readonly Plan[]): readonly string[] => {
  const found = new Set<string>()
  for (const plan of plans) walkPlan(plan, (part) => void (part.op === 'read' && found.add(part.relation)))
  return [...found]
}

describe('the chain of stages', () => {
  const made = chain(text)

  it('is parse, bind, lower, normalise, instrument, place, anchor, emit: each named and timed', () => {
    let clock = 0
    const { times, problems, needs } = compileModel(text, { ...context, now: () => clock++ })
    expect(times.map(({ stage }) => stage)).toEqual(stageNames)
    expect(times.every(({ milliseconds }) => milliseconds === 1)).toBe(true)
    expect([problems, needs]).toEqual([[], []])
  })

  it('gives the same run stage by stage, as a chain from a text, and from a document', () => {
    const whole = compileModel(text, context)
    expect(JSON.stringify(made.emitted)).toBe(
      JSON.stringify({ ...whole, problems: undefined, needs: undefined, times: undefined, hash: undefined }),
    )
    expect(compileRun(model, context).hash).toBe(whole.hash)
  })

  it('hands on plain JSON: after every stage, what comes back from a text gives the same texts', () => {
    const again = chain(text, (value) => JSON.parse(JSON.stringify(value)))
    expect(again.anchored).toEqual(JSON.parse(JSON.stringify(made.anchored)))
    expect(JSON.stringify(again.emitted)).toBe(JSON.stringify(made.emitted))
  })

  it('parse collects everything that is wrong, and never throws', () => {
    const twice = {
      ...model,
      nodes: [...model.nodes, model.nodes[0]],
      edges: [...model.edges, { ...model.edges[0], id: 'z', to: { node: 'gone', port: 'rows' } }],
    }
    expect(parse.run(twice, null).problems.map(({ code }) => code)).toEqual(['duplicate-id', 'edge-without-node'])
    for (const nonsense of ['{', '[]', null, undefined, 7, { format: 'jianmo.graph' }]) {
      const { value, problems } = parse.run(nonsense, null)
      expect([value, problems.length > 0]).toEqual([null, true])
      expect(compileModel(nonsense, context)).toMatchObject({ steps: [], leads: null, problems })
    }
  })

  it('bind gives every column of a port an id of its own', () => {
    for (const ports of Object.values(made.checked.columns))
      for (const columns of Object.values(ports)) {
        const ids = columns.map(({ id }) => id)
        expect(ids.every((id) => id !== undefined)).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
      }
  })

  it('lower, normalise, instrument and place keep the invariants of the algebra', () => {
    for (const plans of [made.lowered, made.normal, made.instrumented, made.placed])
      expect(all(plans).flatMap(checkPlan)).toEqual([])
  })

  it('lower promises the columns that bind found', () => {
    for (const { node } of made.checked.nodes)
      for (const [port, columns] of Object.entries(made.checked.columns[node.id] ?? {})) {
        const plan = made.lowered[node.id]?.[port]
        if (plan) expect(visibleColumnsOf(plan).map(({ id }) => id)).toEqual(columns.map(({ id }) => id))
      }
  })

  it('normalise and place do nothing the second time', () => {
    expect(normalise.run(made.normal, context).value).toEqual(made.normal)
    expect(place.run(made.placed, context).value).toEqual(made.placed)
  })

  it('instrument adds hidden columns only', () => {
    for (const [node, ports] of Object.entries(made.normal))
      for (const [port, plan] of Object.entries(ports))
        expect(visibleColumnsOf(made.instrumented[node]?.[port] as Plan)).toEqual(visibleColumnsOf(plan))
  })

  it('place leaves no scan: every relation that is read is one that the run loads', () => {
    expect(all(made.placed).some((plan) => operators(plan).has('scan'))).toBe(false)
    const loaded = made.anchored.scans.map(({ relation }) => relation)
    expect(relationsRead(all(made.placed)).toSorted()).toEqual(loaded.toSorted())
  })

  it('anchor leaves nothing shared, and every table reads only what is there before it', () => {
    const there = new Set(made.anchored.scans.map(({ relation }) => relation))
    for (const { relation, plan } of made.anchored.steps) {
      expect(relationsRead([plan]).filter((name) => !there.has(name))).toEqual([])
      expect(there.has(relation)).toBe(false)
      there.add(relation)
    }
    const queries = selectsOf(made.anchored)
    const plans = queries.filter(({ ask }) => ask !== 'found-in-groups').flatMap(plansOfQuery)
    expect(relationsRead(plans).filter((name) => !there.has(name))).toEqual([])
    expect(plans.some((plan) => operators(plan).has('share') || operators(plan).has('scan'))).toBe(false)
    expect(plans.flatMap(checkPlan)).toEqual([])
  })

  it('anchor keeps no table that nobody reads, nor a column of one', () => {
    const read = new Map<string, Set<string>>()
    for (const plan of selectsOf(made.anchored).flatMap(plansOfQuery))
      walkPlan(plan, (part) => {
        if (part.op === 'read')
          read.set(part.relation, new Set([...(read.get(part.relation) ?? []), ...part.columns.map(({ id }) => id)]))
      })
    for (const { relation, plan } of made.anchored.steps)
      expect(columnsOf(plan).filter(({ id }) => !read.get(relation)?.has(id))).toEqual([])
  })

  it('emit names every column, and gives one statement a query, with what its columns are', () => {
    for (const { text: sql, columns } of selectsOf(made.emitted)) {
      expect(sql).toMatch(/^(with|select)\n? /)
      expect(sql).not.toMatch(/(select|,)\s+("\w+"\.)?\*/)
      expect(columns.length).toBeGreaterThan(0)
    }
    expect(made.emitted.steps.map(({ statement }) => statement.columns)).toEqual(
      made.anchored.steps.map(({ statement }) => statement.columns),
    )
  })

  it('emit reports what cannot be written, with the node that asks for it, and then gives no run', () => {
    const odd = {
      ...model,
      nodes: model.nodes.map((node) =>
        node.id === 'real' ? { ...node, config: { condition: "kind = '\uD800'" } } : node,
      ),
    }
    const compiled = compileModel(odd, context)
    expect(compiled.problems.map(({ code }) => code)).toContain('text-not-printable')
    expect([compiled.steps, compiled.leads]).toEqual([[], null])
  })
})
