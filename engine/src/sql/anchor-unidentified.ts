import type { Column } from '@jianmo/connectors/words'
import { build, type ColumnId, columnsRead } from '../expression/index.ts'
import { boundColumn, type JoinConfig, type NormaliseIdentityConfig, reasonColumn } from '../nodes/index.ts'
import {
  columnMap,
  columnsOf,
  inputsOf,
  keepColumn,
  type Plan,
  type PlanColumn,
  pruneColumns,
  witnessesOf,
} from '../plan/index.ts'
import { type CheckedNode, type PlannedModel, witnessName } from '../planner/index.ts'
import type { RunOf } from './compiled.ts'
import type { Query } from './queries.ts'
import { resultColumns } from './result-columns.ts'

interface Request {
  readonly nodes: readonly CheckedNode[]
  /** With `share`, to follow a column to its scan. */
  readonly plans: PlannedModel['plans']
  readonly planOf: (node: string, port: string) => Plan | undefined
  readonly columnsAt: (node: string, port: string) => readonly Column[]
}

type Unidentified = RunOf<Query>['unidentified'][number]

/** 待核身份: the rows that normalising and joining sent away, each under the source row whose id it is. */
export function anchorUnidentified({ nodes, plans, planOf, columnsAt }: Request): readonly Unidentified[] {
  return nodes.flatMap(({ node, config }) => {
    const port = node.type === 'normalise-identity' ? 'unverified' : node.type === 'join' ? 'unidentified' : null
    const key =
      node.type === 'join'
        ? (config as unknown as JoinConfig).keys.map(({ left }) => left)
        : [(config as unknown as NormaliseIdentityConfig).column]
    const plan = port && planOf(node.id, port)
    const original = port && plans[node.id]?.[port]
    if (!port || !plan || !original) return []
    const columns = columnsAt(node.id, port)
    const identity =
      key.find((name) => columns.some((column) => column.name === name && column.semantic === 'resident-id')) ??
      key[0] ??
      ''
    const written = boundColumn(plan, columns, `${identity}_raw`) ?? boundColumn(plan, columns, identity)
    const named = columns.find(({ semantic }) => semantic === 'person-name')
    const person = named && boundColumn(plan, columns, named.name)
    const why = boundColumn(plan, columns, reasonColumn.name)
    if (!why) return []
    const owner = written ? scanOf(original, written.id) : null
    const all = witnessesOf(plan)
    const owned = all.find(({ witness }) => witness === owner)
    // After a left join or a union the owner's row number can be NULL: the row then stands under the next source that has
    // one, so that every row is listed, and once.
    const witnesses =
      owned && !mayBeAbsent(original, owned.witness)
        ? [owned]
        : [...all].sort((left, right) => Number(right === owned) - Number(left === owned))
    return witnesses.map((witness, index): Unidentified => {
      const before = witnesses.slice(0, index)
      const listed = list(plan, { witness, before, written, person, why, nodeId: node.id })
      return {
        nodeId: node.id,
        scanNodeId: witness.witness,
        statement: {
          ask: 'rows',
          plan: listed,
          order: [witnessName(witness.witness), reasonColumn.name],
          columns: resultColumns(columnsOf(listed), columns),
        },
      }
    })
  })
}

interface Listing {
  readonly witness: PlanColumn & { readonly witness: string }
  /** Row numbers under which a row was listed already. */
  readonly before: readonly PlanColumn[]
  readonly written: PlanColumn | undefined
  readonly person: PlanColumn | undefined
  readonly why: PlanColumn
  readonly nodeId: string
}

function list(plan: Plan, { witness, before, written, person, why, nodeId }: Listing): Plan {
  const origin = [nodeId]
  const asText = (column: PlanColumn | undefined) =>
    column ? build.castTo('text', build.column(column)) : build.nullOf('text')
  const here = [build.isNotNull(build.column(witness)), ...before.map((column) => build.isNull(build.column(column)))]
  const present: Plan = { op: 'filter', input: plan, where: build.allOf(here), origin }
  const listed: Plan = {
    op: 'project',
    input: present,
    columns: [
      keepColumn(witness, { name: witnessName(witness.witness) }),
      keepColumn(why, { name: reasonColumn.name }),
      { id: `${nodeId}.original`, name: 'original', expression: asText(written) },
      { id: `${nodeId}.subject_name`, name: 'subject_name', expression: asText(person) },
    ],
    origin,
  }
  return pruneColumns(listed, new Set(columnsOf(listed).map(({ id }) => id)))
}

/** The source node whose row a column's value was written in, or null if it is not one. */
function scanOf(plan: Plan, id: ColumnId): string | null {
  switch (plan.op) {
    case 'project': {
      const expression = plan.columns.find((column) => column.id === id)?.expression
      if (witnessesOf(plan.input).length === 0) return witnessesOf(plan)[0]?.witness ?? null
      const from = expression && columnsRead(expression)[0]
      return from === undefined ? null : scanOf(plan.input, from)
    }
    case 'join':
      return columnMap(plan.left).has(id) ? scanOf(plan.left, id) : scanOf(plan.right, id)
    case 'aggregate':
      return plan.keys.includes(id) ? scanOf(plan.input, id) : null
    case 'filter':
    case 'share':
    case 'sort':
    case 'window': {
      return columnMap(plan.input).has(id) ? scanOf(plan.input, id) : null
    }
    default:
      return null
  }
}

/** Whether a row of this plan can be without a row of this source. Each part is asked once: ladders of joins share theirs. */
function mayBeAbsent(plan: Plan, witness: string, known = new Map<Plan, boolean>()): boolean {
  const before = known.get(plan)
  if (before !== undefined) return before
  const has = (input: Plan) => witnessesOf(input).some((one) => one.witness === witness)
  const absent =
    plan.op === 'union' ||
    (plan.op === 'join' && (plan.kind === 'full' || plan.kind === (has(plan.left) ? 'right' : 'left'))) ||
    inputsOf(plan).some((input) => has(input) && mayBeAbsent(input, witness, known))
  known.set(plan, absent)
  return absent
}
