import type { Column } from '@jianmo/connectors/words'
import { build } from '../expression/index.ts'
import { type LeadOutputConfig, verdictColumns } from '../nodes/index.ts'
import { columnsOf, originsOf, type Plan, pruneColumns, witnessesOf } from '../plan/index.ts'
import type { CheckedNode } from '../planner/index.ts'
import type { CompiledRun, Statement } from './compiled.ts'
import { ordered } from './count-queries.ts'
import { emitPlan, type ParameterValues } from './emit-plan.ts'
import { resultColumns } from './result-columns.ts'
import { toStatement } from './statement.ts'

interface Request {
  readonly nodes: readonly CheckedNode[]
  readonly planOf: (node: string, port: string) => Plan | undefined
  readonly columnsAt: (node: string, port: string) => readonly Column[]
  readonly values: ParameterValues
}

/** The lead list and the list of missing data: verdict columns, the chosen values, all witnesses; in a fixed order. */
export function compileLeads({ nodes, planOf, columnsAt, values }: Request) {
  const output = nodes.find(({ node }) => node.type === 'lead-output')
  const found = output && planOf(output.node.id, 'leads')
  if (!output || !found) return null
  const nodeId = output.node.id
  const config = output.config as unknown as LeadOutputConfig
  const shown = new Set([...verdictColumns.map(({ name }) => name), ...config.values, ...config.timeline])

  const compile = (port: 'leads' | 'undetermined'): { plan: Plan; statement: Statement } => {
    // Without a connection for missing data the list is there and empty.
    const whole = planOf(nodeId, port) ?? {
      op: 'filter',
      input: found,
      where: build.literal('boolean', false),
      origin: [nodeId],
    }
    const names = new Set([...shown, ...witnessesOf(whole).map(({ name }) => name)])
    const plan = pruneColumns(project(whole, names, nodeId), names)
    const source = output.sources[port]
    const known = source ? columnsAt(source.node, source.port) : []
    const order = ['subject_id', 'rule_id', 'event_key', ...witnessesOf(plan).map(({ name }) => name)]
    return {
      plan,
      statement: toStatement(ordered(emitPlan(plan, values), order), resultColumns(columnsOf(plan), known)),
    }
  }
  const [leads, undetermined] = [compile('leads'), compile('undetermined')]
  const compiled: NonNullable<CompiledRun['leads']> = {
    nodeId,
    statement: leads.statement,
    undetermined: undetermined.statement,
    witnesses: witnessesOf(leads.plan).map(({ name, witness }) => ({ column: name, scanNodeId: witness })),
    nodeIds: originsOf(leads.plan),
  }
  return { compiled, plans: [leads.plan, undetermined.plan] }
}

/** Verdict columns first, then values, then witnesses: the columns of the list in the order in which people read them. */
function project(input: Plan, names: ReadonlySet<string>, nodeId: string): Plan {
  const known = new Map(columnsOf(input).map((column) => [column.name, column]))
  const columns = [...names].flatMap((name) => {
    const column = known.get(name)
    if (!column) return []
    return [
      {
        name,
        expression: build.column(name, column.type),
        ...(column.witness === undefined ? {} : { witness: column.witness }),
      },
    ]
  })
  return { op: 'project', input, columns, origin: [nodeId] }
}
