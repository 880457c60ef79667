import type { Text } from '@jianmo/connectors/words'
import type { Dialect } from '../expression/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { inputsOf, type Plan, walkPlan } from '../plan/index.ts'
import type { CompiledRun, Statement } from './compiled.ts'
import { type SqlDialect, sqlDialects } from './dialects/index.ts'
import { fidelityOfOperator } from './fidelity.ts'

/** One operator of a statement's plan, inputs indented below it. */
export interface ExplainedOperator {
  readonly operator: Plan['op']
  readonly depth: number
  /** Nodes of the drawing that it came from. */
  readonly nodeIds: readonly string[]
}

/** Whether a node could be computed in a dialect, and if not, what stands in the way. */
export interface NodeDialect {
  readonly dialect: Dialect
  readonly fidelity: 'exact' | 'superset' | 'none'
  /** Function, cast or type, and why. */
  readonly because: { readonly id: string; readonly reason: Text } | null
}

/** A node with the text that runs for it, and how both hang together; fits `NodeSql` of the wire. */
export interface NodeStatement {
  readonly nodeId: string
  readonly title: string
  readonly text: string
  readonly hash: string
  /** Every node that this statement computes. */
  readonly nodeIds: readonly string[]
  readonly operators: readonly ExplainedOperator[]
  readonly dialects: readonly NodeDialect[]
}

interface Fragment {
  readonly statement: Statement
  readonly plan: Plan | null
  readonly nodeIds: readonly string[]
}

/**
 * Explains each node: the statement that computes it (its own step, else the step it is folded into, else the lead list, else
 * its row count), the operators in it with the nodes that they came from, and the dialects that could compute the node.
 * Texts and hashes are those of the run.
 */
export function nodeSql(document: GraphDocument, compiled: CompiledRun): readonly NodeStatement[] {
  const outlines = new Map<Plan, readonly ExplainedOperator[]>()
  const outlineOf = (plan: Plan | null) => {
    if (!plan) return []
    const outline = outlines.get(plan) ?? outlinePlan(plan)
    outlines.set(plan, outline)
    return outline
  }
  return document.nodes.flatMap(({ id, title }) => {
    const found = fragmentOf(id, compiled)
    if (!found) return []
    const { statement, plan, nodeIds } = found
    return [
      {
        nodeId: id,
        title,
        text: statement.text,
        hash: statement.hash,
        nodeIds,
        operators: outlineOf(plan),
        dialects: plan ? Object.values(sqlDialects).map((dialect) => nodeDialect(plan, id, dialect)) : [],
      },
    ]
  })
}

function fragmentOf(id: string, { steps, leads, counts }: CompiledRun): Fragment | undefined {
  const counted = counts.find(({ nodeId }) => nodeId === id)
  return (
    steps.findLast(({ nodeId }) => nodeId === id) ??
    steps.find(({ nodeIds }) => nodeIds.includes(id)) ??
    (leads?.nodeIds.includes(id) ? leads : undefined) ??
    (counted && { statement: counted.statement, plan: null, nodeIds: [id] })
  )
}

function outlinePlan(plan: Plan, depth = 0): readonly ExplainedOperator[] {
  return [
    { operator: plan.op, depth, nodeIds: plan.origin },
    ...inputsOf(plan).flatMap((input) => outlinePlan(input, depth + 1)),
  ]
}

const rank = { exact: 0, superset: 1, none: 2 } as const

/** The least faithful of the operators that a node became. */
function nodeDialect(plan: Plan, nodeId: string, dialect: SqlDialect): NodeDialect {
  let worst: NodeDialect = { dialect: dialect.name, fidelity: 'exact', because: null }
  walkPlan(plan, (part) => {
    if (!part.origin.includes(nodeId)) return
    const found = fidelityOfOperator(part, dialect)
    if (rank[found.fidelity] <= rank[worst.fidelity] || found.fidelity === 'exact') return
    const reason = found.fidelity === 'none' ? found.reason : found.note
    worst = { dialect: dialect.name, fidelity: found.fidelity, because: { id: found.id, reason } }
  })
  return worst
}
