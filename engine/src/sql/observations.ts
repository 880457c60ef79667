import { build } from '../expression/index.ts'
import { type JudgeConfig, wordsOfVerdict } from '../nodes/index.ts'
import { columnsOf, type JoinPlan, type Plan, pruneColumns } from '../plan/index.ts'
import type { CheckedNode } from '../planner/index.ts'
import type { Statement } from './compiled.ts'
import { countQuery, countsQuery, groupQuery } from './count-queries.ts'
import type { ParameterValues } from './emit-plan.ts'
import { countColumn, rowsColumn, textColumn } from './result-columns.ts'
import type { SharedStep } from './split-shares.ts'
import { toStatement } from './statement.ts'

/** What a drawer is told about a run besides its rows. `plans` are what the statement reads. */
interface Observation {
  readonly nodeId: string
  readonly statement: Statement
  readonly plans: readonly Plan[]
}

interface JoinRequest {
  readonly nodes: readonly CheckedNode[]
  readonly steps: readonly SharedStep[]
  readonly planOf: (node: string, port: string) => Plan | undefined
  readonly values: ParameterValues
}

/** left = matched + unmatched + unidentified; right_unidentified are right rows that can be nobody's partner. */
export function compileJoin({ nodes, steps, planOf, values }: JoinRequest): readonly Observation[] {
  return nodes.flatMap(({ node, sources }) => {
    const join = steps.find(({ nodeId, plan }) => nodeId === node.id && joinIn(plan) !== null)
    const found = join && joinIn(join.plan)
    const left = sources['left'] && planOf(sources['left'].node, sources['left'].port)
    const right = sources['right'] && planOf(sources['right'].node, sources['right'].port)
    const unidentified = planOf(node.id, 'unidentified')
    if (node.type !== 'join' || !found || !left || !right || !unidentified) return []
    const matched: Plan = { ...found, kind: 'semi', take: [] }
    const counts = [
      { name: 'left', plan: left },
      { name: 'matched', plan: matched },
      { name: 'unidentified', plan: unidentified },
      { name: 'right', plan: right },
      { name: 'right_identified', plan: found.right },
    ]
    const results = [
      { name: 'left', formula: '#0' },
      { name: 'matched', formula: '#1' },
      { name: 'unmatched', formula: '#0 - #1 - #2' },
      { name: 'unidentified', formula: '#2' },
      { name: 'right', formula: '#3' },
      { name: 'right_unidentified', formula: '#3 - #4' },
    ]
    const columns = results.map(({ name }) => countColumn(name))
    return [
      {
        nodeId: node.id,
        statement: toStatement(countsQuery(counts, results, values), columns),
        plans: counts.map(({ plan }) => plan),
      },
    ]
  })
}

/** How many rows each deduplicate node left out. */
export function compileDropped({ steps, values }: Pick<JoinRequest, 'steps' | 'values'>): readonly Observation[] {
  return steps.flatMap(({ nodeId, relation, plan }) => {
    if (plan.op !== 'keep-first') return []
    const kept: Plan = { op: 'read', relation, columns: columnsOf(plan), origin: [] }
    const counts = [
      { name: 'before', plan: plan.input },
      { name: 'after', plan: kept },
    ]
    const query = countsQuery(counts, [{ name: 'rows', formula: '#0 - #1' }], values)
    return [{ nodeId, statement: toStatement(query, [rowsColumn]), plans: counts.map(({ plan: read }) => read) }]
  })
}

/** How many rows each filter left out because its condition is unknown: a person without a date is not a person who is fine. */
export function compileUndecided({ nodes, steps, planOf, values }: JoinRequest) {
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'filter') return []
    const plan = steps.find(({ nodeId }) => nodeId === node.id)?.plan ?? planOf(node.id, 'rows')
    if (plan?.op !== 'filter') return []
    const unknown: Plan = { ...plan, where: build.isNull(plan.where) }
    return [{ nodeId: node.id, statement: toStatement(countQuery(unknown, values), [rowsColumn]), plan: unknown }]
  })
}

/** Rows per rule, outcome and reason, the harmless ones too: a rule that excludes everybody must be seen. */
export function compileJudged({ nodes, steps, values }: Pick<JoinRequest, 'nodes' | 'steps' | 'values'>) {
  return nodes.flatMap(({ node, config }) => {
    const kept = steps.find(({ nodeId }) => node.type === 'judge' && nodeId === node.id)
    if (!kept) return []
    const judged: Plan = { op: 'read', relation: kept.relation, columns: columnsOf(kept.plan), origin: [node.id] }
    const { rules } = config as unknown as JudgeConfig
    const parts = rules.map((rule, index): Plan => {
      const { outcome, reason } = wordsOfVerdict(rule, index)
      const columns = [
        { name: 'rule', expression: build.text(rule.id) },
        { name: 'outcome', expression: outcome },
        { name: 'reason', expression: reason },
      ]
      return { op: 'project', input: judged, columns, origin: [node.id] }
    })
    const [first, ...rest] = parts
    if (!first) return []
    const whole: Plan = rest.length === 0 ? first : { op: 'union', inputs: [first, ...rest], origin: [node.id] }
    const plan = pruneColumns(whole, new Set(['rule', 'outcome', 'reason']))
    const columns = [textColumn('rule'), textColumn('outcome'), textColumn('reason'), rowsColumn]
    return [{ nodeId: node.id, statement: toStatement(groupQuery(plan, values), columns), plan }]
  })
}

function joinIn(plan: Plan): JoinPlan | null {
  if (plan.op === 'join') return plan
  return plan.op === 'project' ? joinIn(plan.input) : null
}
