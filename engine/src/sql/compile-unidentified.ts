import type { Column } from '@jianmo/connectors/words'
import { build, columnsRead } from '../expression/index.ts'
import type { JoinConfig, NormaliseIdentityConfig } from '../nodes/index.ts'
import { columnsOf, inputsOf, type Plan, pruneColumns, witnessesOf } from '../plan/index.ts'
import { type CheckedNode, type PlannedModel, witnessName } from '../planner/index.ts'
import type { Statement } from './compiled.ts'
import { ordered } from './count-queries.ts'
import { emitPlan, type ParameterValues } from './emit-plan.ts'
import { resultColumns } from './result-columns.ts'
import { toStatement } from './statement.ts'

interface Request {
  readonly nodes: readonly CheckedNode[]
  /** With `share`, to follow a column to its scan. */
  readonly plans: PlannedModel['plans']
  readonly planOf: (node: string, port: string) => Plan | undefined
  readonly columnsAt: (node: string, port: string) => readonly Column[]
  readonly values: ParameterValues
}

interface Unidentified {
  readonly nodeId: string
  readonly scanNodeId: string
  readonly statement: Statement
  readonly plan: Plan
}

/** 待核身份: the rows that normalising and joining sent away, each under the source row whose id it is. */
export function compileUnidentified({ nodes, plans, planOf, columnsAt, values }: Request): readonly Unidentified[] {
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
    const raw = columnsOf(plan).some(({ name }) => name === `${identity}_raw`) ? `${identity}_raw` : identity
    const person = columns.find(({ semantic }) => semantic === 'person-name')?.name
    const owner = scanOf(original, raw)
    const all = witnessesOf(plan)
    const owned = all.find(({ witness }) => witness === owner)
    // After a left join or a union the owner's row number can be NULL: the row then stands under the next source that has
    // one, so that every row is listed, and once.
    const witnesses =
      owned && !mayBeAbsent(original, owned.witness)
        ? [owned]
        : [...all].sort((left, right) => Number(right === owned) - Number(left === owned))
    return witnesses.map(({ name, witness }, index): Unidentified => {
      const before = witnesses.slice(0, index).map((earlier) => earlier.name)
      const listed = list(plan, { witness: name, before, scan: witness, raw, person, nodeId: node.id })
      const query = ordered(emitPlan(listed, values), [witnessName(witness), 'identity_reason'])
      return {
        nodeId: node.id,
        scanNodeId: witness,
        plan: listed,
        statement: toStatement(query, resultColumns(columnsOf(listed), columns)),
      }
    })
  })
}

interface Listing {
  readonly witness: string
  /** Row numbers under which a row was listed already. */
  readonly before: readonly string[]
  readonly scan: string
  readonly raw: string
  readonly person: string | undefined
  readonly nodeId: string
}

function list(plan: Plan, { witness, before, scan, raw, person, nodeId }: Listing): Plan {
  const origin = [nodeId]
  const types = new Map(columnsOf(plan).map(({ name, type }) => [name, type]))
  const asText = (name: string | undefined) => {
    const type = name === undefined ? undefined : types.get(name)
    return name === undefined || type === undefined
      ? build.nullOf('text')
      : build.castTo('text', build.column(name, type))
  }
  const here = [
    build.isNotNull(build.column(witness, 'integer')),
    ...before.map((name) => build.isNull(build.column(name, 'integer'))),
  ]
  const present: Plan = { op: 'filter', input: plan, where: build.allOf(here), origin }
  const listed: Plan = {
    op: 'project',
    input: present,
    columns: [
      { name: witnessName(scan), expression: build.column(witness, 'integer'), witness: scan },
      { name: 'identity_reason', expression: build.column('identity_reason', 'text') },
      { name: 'original', expression: asText(raw) },
      { name: 'subject_name', expression: asText(person) },
    ],
    origin,
  }
  return pruneColumns(listed, new Set(columnsOf(listed).map(({ name }) => name)))
}

/** The source node whose row a column's value was written in, or null if it is not one. */
function scanOf(plan: Plan, name: string): string | null {
  switch (plan.op) {
    case 'project': {
      const expression = plan.columns.find((column) => column.name === name)?.expression
      const own = witnessesOf(plan)
      if (witnessesOf(plan.input).length === 0) return own[0]?.witness ?? null
      const from = expression && columnsRead(expression)[0]
      return from === undefined ? null : scanOf(plan.input, from)
    }
    case 'join': {
      const taken = plan.take.find((column) => column.name === name)
      return taken ? scanOf(plan.right, taken.from) : scanOf(plan.left, name)
    }
    case 'union':
      return null
    default: {
      const [input] = inputsOf(plan)
      return input ? scanOf(input, name) : null
    }
  }
}

/** Whether a row of this plan can be without a row of this source. Each part is asked once: ladders of joins share theirs. */
function mayBeAbsent(plan: Plan, witness: string, known = new Map<Plan, boolean>()): boolean {
  const before = known.get(plan)
  if (before !== undefined) return before
  const has = (input: Plan) => witnessesOf(input).some((one) => one.witness === witness)
  const absent =
    plan.op === 'union' ||
    (plan.op === 'join' && plan.kind === 'left' && !has(plan.left)) ||
    inputsOf(plan).some((input) => has(input) && mayBeAbsent(input, witness, known))
  known.set(plan, absent)
  return absent
}
