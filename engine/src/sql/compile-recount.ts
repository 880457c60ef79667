import type { Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'
import { planModel } from '../planner/index.ts'
import { anchorDropped, anchorJoins, anchorJudged } from './anchor-observations.ts'
import { anchorCounts, anchorScans } from './anchor-run.ts'
import { emissionOf } from './compile-run.ts'
import { type CompileContext, type CompiledScan, noRun, type RunOf, type Statement } from './compiled.ts'
import { emit } from './emit-run.ts'
import type { Query } from './queries.ts'
import { createStaging, type StagedTable } from './staging.ts'

export type Measured = Pick<RunOf<Statement>, 'counts' | 'joins' | 'dropped' | 'undecided' | 'judged'>

export interface CompiledRecount extends Measured {
  /** The table of every bound source, as a run would load it. */
  readonly scans: readonly CompiledScan[]
  /** Tables to make first, in order, unless they exist. */
  readonly steps: readonly StagedTable[]
  readonly problems: readonly Problem[]
}

/**
 * What a run would count at some nodes, asked over its loaded scans: one question a node and port, none about other nodes. What
 * lies below and was shared is a table named by its content, so it is computed once for all questions until it changes.
 */
export function compileRecount(
  document: GraphDocument,
  context: CompileContext,
  nodeIds: ReadonlySet<string>,
): CompiledRecount {
  const { plans, checked, problems } = planModel(document, context)
  const emission = emissionOf(document, context)
  const staging = createStaging(emission)
  const nodes = checked.nodes.filter(({ node }) => nodeIds.has(node.id))
  const planOf = (node: string, port: string) => {
    const plan = plans[node]?.[port]
    return plan && staging.stage(plan)
  }
  const asked: RunOf<Query> = {
    ...noRun,
    counts: anchorCounts(nodes, planOf),
    joins: anchorJoins({ nodes, planOf }),
    dropped: anchorDropped({ nodes, planOf }),
  }
  const judged = anchorJudged({ nodes, steps: staging.shares() })
  const { value, problems: unsaid } = emit.run({ ...asked, judged }, emission)
  const { counts, joins, dropped, undecided, judged: rules } = value
  return {
    scans: anchorScans(checked.nodes, context),
    steps: staging.tables(),
    counts,
    joins,
    dropped,
    undecided,
    judged: rules,
    problems: [...problems, ...unsaid],
  }
}
