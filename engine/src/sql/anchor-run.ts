import { columnsOf, originsOf, type Plan } from '../plan/index.ts'
import {
  type CheckedModel,
  type CheckedNode,
  checkedSpec,
  mapPlans,
  type PortPlans,
  physicalColumns,
  type Stage,
  scanRelation,
  stage,
} from '../planner/index.ts'
import { anchorLeads } from './anchor-leads.ts'
import { anchorDropped, anchorJoins, anchorJudged, anchorUndecided } from './anchor-observations.ts'
import { anchorQuality } from './anchor-quality.ts'
import { anchorUnidentified } from './anchor-unidentified.ts'
import { type CompileContext, type CompiledScan, noRun, type RunOf, type StepOf, selectsOf } from './compiled.ts'
import { plansOfQuery, type Query } from './queries.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { createSplit, pruneSteps } from './split-shares.ts'

export interface AnchorInput {
  readonly checked: CheckedModel
  readonly plans: PortPlans
}

/** Cuts placed plans into SELECTs: what is shared becomes a table of the run, and every question a query over such tables and scans. */
export const anchor: Stage<AnchorInput, CompileContext, RunOf<Query>> = stage(
  'anchor',
  ({ checked, plans: placed }, context) => {
    const { nodes, columns } = checked
    const { steps: shared, split } = createSplit()
    const plans = mapPlans(placed, split)
    const planOf = (node: string, port: string): Plan | undefined => plans[node]?.[port]
    const columnsAt = (node: string, port: string) => columns[node]?.[port] ?? []
    const scans = anchorScans(nodes, context)
    const run: RunOf<Query> = {
      ...noRun,
      scans,
      counts: anchorCounts(nodes, planOf),
      joins: anchorJoins({ nodes, planOf }),
      dropped: anchorDropped({ nodes, planOf }),
      undecided: anchorUndecided({ nodes, planOf }),
      judged: anchorJudged({ nodes, steps: shared }),
      leads: anchorLeads({ nodes, planOf, columnsAt }),
      unidentified: anchorUnidentified({ nodes, plans: placed, planOf, columnsAt }),
    }
    const steps = pruneSteps(shared, selectsOf(run).flatMap(plansOfQuery)).map(
      ({ nodeId, port, relation, plan }): StepOf<Query> => ({
        nodeId,
        port,
        relation,
        statement: { ask: 'rows', plan, order: [], columns: resultColumns(columnsOf(plan), columnsAt(nodeId, port)) },
        plan,
        nodeIds: originsOf(plan),
      }),
    )
    return { ...run, steps, quality: anchorQuality(scans, context) }
  },
)

/** How many rows each output gives. */
export function anchorCounts(
  nodes: readonly CheckedNode[],
  planOf: (node: string, port: string) => Plan | undefined,
): RunOf<Query>['counts'] {
  return nodes.flatMap((checked) =>
    Object.keys(checkedSpec(checked).outputs).flatMap((port) => {
      const nodeId = checked.node.id
      const plan = planOf(nodeId, port)
      return plan ? [{ nodeId, port, statement: { ask: 'count', plan, columns: [rowsColumn] } as const }] : []
    }),
  )
}

/** The tables to load: every bound column of every source node, because leads show whole source rows as evidence. */
export function anchorScans(nodes: readonly CheckedNode[], context: CompileContext): readonly CompiledScan[] {
  return nodes.flatMap(({ node, config }) => {
    if (node.type !== 'source') return []
    const table = context.tables.find(({ id, name }) => id === config['table'] || name === config['table'])
    const binding = table && context.bindings[table.id]
    if (!table || !binding) return []
    return [
      {
        nodeId: node.id,
        relation: scanRelation(node.id),
        logicalTable: table.id,
        sourceId: binding.sourceId,
        table: binding.table,
        columns: physicalColumns(binding, table),
      },
    ]
  })
}
