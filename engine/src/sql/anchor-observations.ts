import { build } from '../expression/index.ts'
import { type JudgeConfig, observed, wordsOfVerdict } from '../nodes/index.ts'
import { type Plan, pruneColumns, unionOf } from '../plan/index.ts'
import type { CheckedNode } from '../planner/index.ts'
import type { Query } from './queries.ts'
import { countColumn, rowsColumn, textColumn } from './result-columns.ts'
import { readOf, type SharedStep } from './split-shares.ts'

/** What a drawer is told about a run besides its rows. */
interface Observation {
  readonly nodeId: string
  readonly statement: Query
}

interface Request {
  readonly nodes: readonly CheckedNode[]
  readonly planOf: (node: string, port: string) => Plan | undefined
}

/** left = matched + unmatched + unidentified; right_unidentified are right rows that can be nobody's partner. */
export function anchorJoins({ nodes, planOf }: Request): readonly Observation[] {
  return nodes.flatMap(({ node, sources }) => {
    const left = sources['left'] && planOf(sources['left'].node, sources['left'].port)
    const right = sources['right'] && planOf(sources['right'].node, sources['right'].port)
    const unidentified = planOf(node.id, 'unidentified')
    const matched = planOf(node.id, observed('matched'))
    const rightIdentified = planOf(node.id, observed('right-identified'))
    if (node.type !== 'join' || !left || !right || !unidentified || !matched || !rightIdentified) return []
    const counts = [
      { name: 'left', plan: left },
      { name: 'matched', plan: matched },
      { name: 'unidentified', plan: unidentified },
      { name: 'right', plan: right },
      { name: 'right_identified', plan: rightIdentified },
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
    return [{ nodeId: node.id, statement: { ask: 'counts', counts, results, columns } }]
  })
}

/** How many rows each node left out that says what it had before (`~before`): duplicates, rows beyond the first N. */
export function anchorDropped({ nodes, planOf }: Request): readonly Observation[] {
  return nodes.flatMap(({ node }) => {
    const before = planOf(node.id, observed('before'))
    const after = planOf(node.id, 'rows')
    if (!before || !after) return []
    const counts = [
      { name: 'before', plan: before },
      { name: 'after', plan: after },
    ]
    const results = [{ name: 'rows', formula: '#0 - #1' }]
    return [{ nodeId: node.id, statement: { ask: 'counts', counts, results, columns: [rowsColumn] } }]
  })
}

/** How many rows each filter left out because its condition is unknown: a person without a date is not a person who is fine. */
export function anchorUndecided({ nodes, planOf }: Request): readonly Observation[] {
  return nodes.flatMap(({ node }) => {
    const plan = planOf(node.id, observed('undecided'))
    return plan ? [{ nodeId: node.id, statement: { ask: 'count', plan, columns: [rowsColumn] } }] : []
  })
}

/** Rows per rule, outcome and reason, the harmless ones too: a rule that excludes everybody must be seen. */
export function anchorJudged({
  nodes,
  steps,
}: Pick<Request, 'nodes'> & { readonly steps: readonly SharedStep[] }): readonly Observation[] {
  return nodes.flatMap(({ node, config }) => {
    const kept = steps.find(({ nodeId }) => node.type === 'judge' && nodeId === node.id)
    if (!kept) return []
    const judged = readOf(kept.relation, kept.plan, [node.id])
    const { rules } = config as unknown as JudgeConfig
    const parts = rules.map((rule, index): Plan => {
      const { outcome, reason } = wordsOfVerdict(rule, index, node.id)
      const columns = [
        { id: 'rule', name: 'rule', expression: build.text(rule.id) },
        { id: 'outcome', name: 'outcome', expression: outcome },
        { id: 'reason', name: 'reason', expression: reason },
      ]
      return { op: 'project', input: judged, columns, origin: [node.id] }
    })
    const whole = unionOf(parts, [node.id])
    if (!whole) return []
    const plan = pruneColumns(whole, new Set(['rule', 'outcome', 'reason']))
    const columns = [textColumn('rule'), textColumn('outcome'), textColumn('reason'), rowsColumn]
    return [{ nodeId: node.id, statement: { ask: 'groups', plan, columns } }]
  })
}
