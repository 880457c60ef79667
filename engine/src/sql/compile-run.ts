import { chinaCalendar } from '@jianmo/connectors/values'
import type { GraphDocument } from '../graph/index.ts'
import { columnsOf, originsOf, type Plan, pruneColumns } from '../plan/index.ts'
import { type CheckedNode, mapPlans, physicalColumns, planModel, scanRelation } from '../planner/index.ts'
import { compileLeads } from './compile-leads.ts'
import { compileQuality } from './compile-quality.ts'
import { compileUnidentified } from './compile-unidentified.ts'
import type { CompileContext, CompiledRun, CompiledScan, CompiledStep, Statement } from './compiled.ts'
import { countQuery } from './count-queries.ts'
import { duckdb } from './dialects/index.ts'
import { type Emission, emitPlan } from './emit-plan.ts'
import { compileDropped, compileJoin, compileJudged, compileUndecided } from './observations.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { createSplit, pruneSteps } from './split-shares.ts'
import { hashText, toStatement } from './statement.ts'

/** Everything a run executes. Total: with an error among the problems all lists are empty. The same input gives the same texts. */
export function compileRun(document: GraphDocument, context: CompileContext): CompiledRun {
  const planned = planModel(document, context)
  if (planned.problems.some(({ severity }) => severity === 'error')) return { ...nothing, problems: planned.problems }

  const emission = emissionOf(document, context)
  const { steps: shared, split } = createSplit()
  const plans = mapPlans(planned.plans, split)
  const planOf = (node: string, port: string): Plan | undefined => plans[node]?.[port]
  const nodes = planned.checked.nodes
  const columnsAt = (node: string, port: string) => planned.checked.columns[node]?.[port] ?? []

  const leads = compileLeads({ nodes, planOf, columnsAt, emission })
  const unidentified = compileUnidentified({ nodes, plans: planned.plans, planOf, columnsAt, emission })
  const judged = compileJudged({ nodes, steps: shared, emission })
  const joins = compileJoin({ nodes, planOf, emission })
  const dropped = compileDropped({ nodes, planOf, emission })
  const undecided = compileUndecided({ nodes, planOf, emission })
  const counted = countedPorts(nodes).flatMap(({ nodeId, port }) => {
    const plan = planOf(nodeId, port)
    return plan ? [{ nodeId, port, plan }] : []
  })

  const consumers = [
    ...[...(leads?.plans ?? []), ...unidentified.map(({ plan }) => plan), ...judged.map(({ plan }) => plan)],
    ...[...joins, ...dropped].flatMap(({ plans: read }) => read.map((plan) => pruneColumns(plan, new Set()))),
    ...[...counted, ...undecided].map(({ plan }) => pruneColumns(plan, new Set())),
  ]
  const steps = pruneSteps(shared, consumers).map(
    ({ nodeId, port, relation, plan }): CompiledStep => ({
      nodeId,
      port,
      relation,
      statement: toStatement(emitPlan(plan, emission), resultColumns(columnsOf(plan), columnsAt(nodeId, port))),
      plan,
      nodeIds: originsOf(plan),
    }),
  )
  const scans = compileScans(nodes, context)
  const run = {
    scans,
    steps,
    counts: counted.map(({ nodeId, port, plan }) => ({
      nodeId,
      port,
      statement: toStatement(countQuery(plan, emission), [rowsColumn]),
    })),
    joins: joins.map(({ nodeId, statement }) => ({ nodeId, statement })),
    dropped: dropped.map(({ nodeId, statement }) => ({ nodeId, statement })),
    undecided: undecided.map(({ nodeId, statement }) => ({ nodeId, statement })),
    judged: judged.map(({ nodeId, statement }) => ({ nodeId, statement })),
    leads: leads?.compiled ?? null,
    unidentified: unidentified.map(({ nodeId, statement, scanNodeId }) => ({ nodeId, statement, scanNodeId })),
    quality: compileQuality(scans, context),
  }
  return {
    problems: planned.problems,
    ...run,
    get hash() {
      return hashText(
        statementsOf(run)
          .map(({ hash }) => hash)
          .join('\n'),
      )
    },
  }
}

const nothing: CompiledRun = {
  problems: [],
  scans: [],
  steps: [],
  counts: [],
  joins: [],
  dropped: [],
  undecided: [],
  judged: [],
  leads: null,
  unidentified: [],
  quality: [],
  hash: hashText(''),
}

/** For the hub, with this run's parameter values over the document's, and the State Council's calendar unless another is given. */
export function emissionOf(document: GraphDocument, context: CompileContext): Emission {
  const given = Object.fromEntries(context.parameters.map(({ name, value }) => [name, value]))
  const values = document.parameters.map(({ name, value }) => [name, context.values?.[name] ?? given[name] ?? value])
  return {
    dialect: duckdb,
    values: Object.fromEntries(values),
    context: { calendar: context.calendar ?? chinaCalendar },
  }
}

function countedPorts(nodes: readonly CheckedNode[]) {
  return nodes.flatMap(({ node, spec }) => Object.keys(spec.outputs).map((port) => ({ nodeId: node.id, port })))
}

/** The tables to load: every bound column of every source node, because leads show whole source rows as evidence. */
export function compileScans(nodes: readonly CheckedNode[], context: CompileContext): readonly CompiledScan[] {
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

function statementsOf(run: Omit<CompiledRun, 'problems' | 'hash'>): readonly Statement[] {
  return [
    ...[
      ...run.steps,
      ...run.counts,
      ...run.joins,
      ...run.dropped,
      ...run.undecided,
      ...run.judged,
      ...run.unidentified,
      ...run.quality,
    ].map(({ statement }) => statement),
    ...(run.leads ? [run.leads.statement, run.leads.undetermined] : []),
  ]
}
