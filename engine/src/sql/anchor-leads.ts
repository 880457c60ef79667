import type { Column } from '@jianmo/connectors/words'
import { build } from '../expression/index.ts'
import { boundColumns, type LeadOutputConfig, verdictColumns } from '../nodes/index.ts'
import {
  columnsOf,
  keepColumn,
  originsOf,
  type Plan,
  pruneColumns,
  withUniqueNames,
  witnessesOf,
} from '../plan/index.ts'
import type { CheckedNode } from '../planner/index.ts'
import type { RunOf } from './compiled.ts'
import type { Query } from './queries.ts'
import { resultColumns } from './result-columns.ts'

interface Request {
  readonly nodes: readonly CheckedNode[]
  readonly planOf: (node: string, port: string) => Plan | undefined
  readonly columnsAt: (node: string, port: string) => readonly Column[]
}

/** The lead list and the list of missing data: verdict columns, the chosen values, all witnesses; in a fixed order. */
export function anchorLeads({ nodes, planOf, columnsAt }: Request): RunOf<Query>['leads'] {
  const output = nodes.find(({ node }) => node.type === 'lead-output')
  const found = output && planOf(output.node.id, 'leads')
  if (!output || !found) return null
  const nodeId = output.node.id
  const config = output.config as unknown as LeadOutputConfig
  const shown = new Set([...verdictColumns.map(({ name }) => name), ...config.values, ...config.timeline])

  const list = (port: 'leads' | 'undetermined') => {
    // Without a connection for missing data the list is there and empty.
    const whole = planOf(nodeId, port) ?? {
      op: 'filter',
      input: found,
      where: build.literal('boolean', false),
      origin: [nodeId],
    }
    const source = output.sources[port] ?? output.sources['leads']
    const known = source ? columnsAt(source.node, source.port) : []
    const plan = prune(project(whole, { names: shown, known, nodeId }))
    const order = ['subject_id', 'rule_id', 'event_key', ...witnessesOf(plan).map(({ name }) => name)]
    return { ask: 'rows', plan, order, columns: resultColumns(columnsOf(plan), known) } as const
  }
  const leads = list('leads')
  return {
    nodeId,
    statement: leads,
    undetermined: list('undetermined'),
    witnesses: witnessesOf(leads.plan).map(({ name, witness }) => ({ column: name, scanNodeId: witness })),
    plan: leads.plan,
    nodeIds: originsOf(leads.plan),
  }
}

/** Verdict columns first, then values, then row numbers: the columns of the list in the order in which people read them. */
function project(
  input: Plan,
  {
    names,
    known,
    nodeId,
  }: { readonly names: ReadonlySet<string>; readonly known: readonly Column[]; readonly nodeId: string },
): Plan {
  const shown = boundColumns(input, known, [...names])
  return withUniqueNames({
    op: 'project',
    input,
    columns: [...shown, ...witnessesOf(input)].map((column) => keepColumn(column)),
    origin: [nodeId],
  })
}

const prune = (plan: Plan) => pruneColumns(plan, new Set(columnsOf(plan).map(({ id }) => id)))
