import { compactText, normaliseResidentId, type ResidentId } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import { build, type TypedExpression } from '../../expression/index.ts'
import { type InlineTableConfig, type TypedTable, withIdentity } from '../../nodes/index.ts'
import { type Plan, type PlanColumn, visibleColumnsOf, witnessesOf } from '../../plan/index.ts'
import { checkedSpec, rowNumbersOf } from '../../planner/index.ts'
import { type Question, questionOver } from './question.ts'
import type { TracePlans } from './trace-plans.ts'

/** Whom or what to look for: an id as a person types it, or a value of one column. */
export type Sought =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'value'; readonly column: string; readonly value: string }

/** A node of the model where rows begin. */
export interface TraceSource {
  readonly nodeId: string
  /** Its rows stand in the drawing: it is no register in which a person was looked for. */
  readonly drawn: boolean
  readonly port: string
  readonly plan: Plan
  readonly witness: PlanColumn
}

export interface FoundRows {
  /** Numbers of the rows in which it occurs, at most `mostRows`. */
  readonly rows: readonly number[]
  /** Columns in which it was looked for; none means that this source has nothing to compare. */
  readonly looked: readonly Column[]
}

/** More rows than a person can have in one register: then the key is no key. */
export const mostRows = 200

export function sourcesOf(plans: TracePlans): readonly TraceSource[] {
  return plans.nodes.flatMap((checked) => {
    const { node } = checked
    const { inputs, outputs } = checkedSpec(checked)
    if (Object.keys(inputs).length > 0) return []
    return Object.keys(outputs).flatMap((port) => {
      const plan = plans.planOf(node.id, port)
      const witness = plan && witnessesOf(plan).find((column) => column.witness === node.id)
      return plan && witness ? [{ nodeId: node.id, drawn: node.type !== 'source', port, plan, witness }] : []
    })
  })
}

/** An id as it was typed: what it is once normalised, or why it is none; `clean` is what is compared where it is not valid. */
export function readTypedId(typed: string): ResidentId & { readonly clean: string } {
  const clean = compactText(typed)
    .toUpperCase()
    .replace(/^['’‘`´"]+/u, '')
    .replace(/['’‘`´"*]+$/u, '')
  return { ...normaliseResidentId(typed), clean }
}

/** The rows of a source in which the sought value occurs; null if the source has no column to look in. */
export function findRows(plans: TracePlans, source: TraceSource, sought: Sought): Question<FoundRows> | null {
  const { columns, plan, condition } =
    sought.kind === 'person' ? person(plans, source, sought) : value(plans, source, sought)
  if (columns.length === 0) return null
  const found: Plan = { op: 'filter', input: plan, where: condition, origin: [source.nodeId] }
  return questionOver(found, [build.column(source.witness)], {
    plans,
    nodeId: source.nodeId,
    limit: mostRows,
    read: (rows) => ({ rows: rows.flatMap(([number]) => rowNumbersOf(number)), looked: columns }),
  })
}

/** Rows whose id begins with the same 17 digits, where the id itself occurs nowhere: a mistyped last character. */
export function findNearRows(
  plans: TracePlans,
  source: TraceSource,
  typed: string,
): Question<readonly number[]> | null {
  const { clean, value } = readTypedId(typed)
  const body = (value ?? clean).slice(0, 17)
  const columns = identityColumns(plans, source)
  if (body.length < 17 || columns.length === 0) return null
  const where = build.anyOf(
    columns.map(({ plan }) => build.call('starts_with', 'boolean', cleaned(build.column(plan)), build.text(body))),
  )
  const near: Plan = { op: 'filter', input: source.plan, where, origin: [source.nodeId] }
  return questionOver(near, [build.column(source.witness)], {
    plans,
    nodeId: source.nodeId,
    limit: 5,
    read: (rows) => rows.flatMap(([number]) => rowNumbersOf(number)),
  })
}

const cleaned = (text: TypedExpression) =>
  build.call('identity.clean', 'text', build.call('identity.compact', 'text', text))

interface Search {
  readonly columns: readonly Column[]
  readonly plan: Plan
  readonly condition: TypedExpression
}

function identityColumns(plans: TracePlans, { plan, nodeId, drawn }: TraceSource) {
  const known = visibleColumnsOf(plan).flatMap((column) => {
    const said = plans.columnOf(column.id)
    return said && column.type === 'text' ? [{ plan: column, said }] : []
  })
  const ids = known.filter(({ said }) => said.semantic === 'resident-id')
  if (ids.length > 0 || !drawn) return ids
  // Columns that were typed in have no meaning of their own: what is written in them shows which hold ids.
  const typed = typedTable(plans, nodeId)
  return known.filter(({ said }) => {
    const at = typed?.columns.findIndex(({ name }) => name === said.name) ?? -1
    return typed?.rows.some((row) => normaliseResidentId(row[at] ?? '').value !== null)
  })
}

function typedTable(plans: TracePlans, nodeId: string): TypedTable | null {
  const found = plans.nodes.find(({ node }) => node.id === nodeId)
  return found?.node.type === 'inline-table' ? (found.config as unknown as InlineTableConfig).table : null
}

function person(plans: TracePlans, source: TraceSource, { id }: Extract<Sought, { kind: 'person' }>): Search {
  const typed = readTypedId(id)
  const columns = identityColumns(plans, source)
  let { plan } = source
  const conditions = columns.flatMap(({ plan: column, said }, index): TypedExpression[] => {
    const written = build.equal(cleaned(build.column(column)), build.text(typed.clean))
    if (typed.value === null) return [written]
    if (said.semantic !== 'resident-id')
      return [
        build.call('in', 'boolean', cleaned(build.column(column)), build.text(typed.clean), build.text(typed.value)),
      ]
    const normal = { id: `find.${index}`, type: 'text' } as const
    plan = withIdentity(plan, { from: column.id, value: normal.id, reason: `find.${index}.why`, nodeId: source.nodeId })
    return [build.equal(build.column(normal), build.text(typed.value))]
  })
  return { columns: columns.map(({ said }) => said), plan, condition: build.anyOf(conditions) }
}

function value(plans: TracePlans, { plan }: TraceSource, sought: Extract<Sought, { kind: 'value' }>): Search {
  const wanted = compactText(sought.value)
  const compact = (text: TypedExpression) => build.call('identity.compact', 'text', text)
  const columns = visibleColumnsOf(plan).flatMap((column) => {
    const said = plans.columnOf(column.id)
    const names = said ? [said.name, said.label.zh, said.label.en].map((name) => name.toLowerCase()) : []
    return said && names.includes(sought.column.trim().toLowerCase()) ? [{ plan: column, said }] : []
  })
  const condition = build.anyOf(
    columns.map(({ plan: column }) =>
      build.equal(compact(build.castTo('text', build.column(column))), build.text(wanted)),
    ),
  )
  return { columns: columns.map(({ said }) => said), plan, condition }
}
