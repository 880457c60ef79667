import { build, mapExpression, partsOf, type TypedExpression, visit } from '../src/expression/index.ts'
import { checkPlan } from '../src/plan/check-plan.ts'
import { inputsOf, type Plan, walkPlan } from '../src/plan/index.ts'
import type { FuzzTable } from './generate/world.ts'

interface Failing {
  readonly plan: Plan
  readonly tables: readonly FuzzTable[]
}

/**
 * Makes a failing case smaller as long as it fails: an operator gives way to its input, columns, rows and conditions go,
 * expressions become their parts or NULL. Greedy, and at most so many attempts.
 */
export async function reduce<Case extends Failing>(
  failing: Case,
  stillFails: (smaller: Case) => Promise<boolean>,
  attempts = 600,
): Promise<Case> {
  let [best, left] = [failing, attempts]
  for (let found = true; found && left > 0; ) {
    found = false
    for (const smaller of candidates(best)) {
      if (left-- <= 0) break
      if (checkPlan(smaller.plan).length > 0 || !(await stillFails({ ...best, ...smaller }))) continue
      best = { ...best, ...smaller }
      found = true
      break
    }
  }
  return best
}

function* candidates({ plan, tables }: Failing): Generator<Failing> {
  const parts: Plan[] = []
  walkPlan(plan, (part) => parts.push(part))
  for (const part of parts) if (part !== plan) yield { plan: part, tables }
  for (const part of parts.toReversed())
    for (const other of simpler(part)) yield { plan: replaced(plan, part, other), tables }
  for (const [at, table] of tables.entries()) {
    const half = Math.ceil(table.rows.length / 2)
    const cuts = [
      table.rows.slice(half),
      table.rows.slice(0, half),
      ...table.rows.map((_, row) => table.rows.toSpliced(row, 1)),
    ]
    for (const rows of cuts)
      if (rows.length < table.rows.length) yield { plan, tables: tables.with(at, { ...table, rows }) }
  }
}

const replaced = (plan: Plan, part: Plan, other: Plan): Plan => {
  if (plan === part) return other
  const done = new Map<Plan, Plan>()
  const visitPart = (one: Plan): Plan => {
    if (one === part) return other
    const before = done.get(one)
    if (before) return before
    const inputs = inputsOf(one).map(visitPart)
    const after = inputsOf(one).every((input, at) => input === inputs[at]) ? one : withAll(one, inputs)
    done.set(one, after)
    return after
  }
  return visitPart(plan)
}

function withAll(plan: Plan, inputs: readonly Plan[]): Plan {
  let at = 0
  const next = () => inputs[at++] as Plan
  if (plan.op === 'join') return { ...plan, left: next(), right: next() }
  if (plan.op === 'union') return { ...plan, inputs: plan.inputs.map(next) as [Plan, ...Plan[]] }
  return 'input' in plan ? { ...plan, input: next() } : plan
}

/** One step simpler, the biggest steps first. */
function* simpler(plan: Plan): Generator<Plan> {
  for (const input of inputsOf(plan)) yield input
  switch (plan.op) {
    case 'values':
      for (const row of plan.rows.keys()) yield { ...plan, rows: plan.rows.toSpliced(row, 1) }
      break
    case 'project':
      for (const at of plan.columns.keys())
        if (plan.columns.length > 1) yield { ...plan, columns: plan.columns.toSpliced(at, 1) }
      for (const [at, column] of plan.columns.entries())
        for (const expression of smallerExpressions(column.expression))
          yield { ...plan, columns: plan.columns.with(at, { ...column, expression }) }
      break
    case 'filter':
      for (const where of smallerExpressions(plan.where)) yield { ...plan, where }
      break
    case 'join':
      for (const at of plan.keys.keys()) yield { ...plan, keys: plan.keys.toSpliced(at, 1) }
      if (plan.on) yield { ...plan, on: null }
      if (plan.on) for (const on of smallerExpressions(plan.on)) yield { ...plan, on }
      break
    case 'aggregate':
      for (const at of plan.keys.keys()) yield { ...plan, keys: plan.keys.toSpliced(at, 1) }
      for (const at of plan.aggregates.keys()) yield { ...plan, aggregates: plan.aggregates.toSpliced(at, 1) }
      for (const [at, column] of plan.aggregates.entries()) {
        const { where, distinct: _, ...plain } = column
        if (where || column.distinct) yield { ...plan, aggregates: plan.aggregates.with(at, plain) }
        for (const [index, argument] of column.arguments.entries())
          for (const smaller of smallerExpressions(argument))
            yield {
              ...plan,
              aggregates: plan.aggregates.with(at, { ...column, arguments: column.arguments.with(index, smaller) }),
            }
      }
      break
    case 'window':
      for (const at of plan.partition.keys()) yield { ...plan, partition: plan.partition.toSpliced(at, 1) }
      for (const at of plan.columns.keys())
        if (plan.columns.length > 1) yield { ...plan, columns: plan.columns.toSpliced(at, 1) }
      break
    case 'union':
      for (const at of plan.inputs.keys()) {
        if (plan.inputs.length === 1) break
        const inputs = plan.inputs.toSpliced(at, 1) as [Plan, ...Plan[]]
        yield {
          ...plan,
          inputs,
          columns: plan.columns.map((column) => ({ ...column, from: column.from.toSpliced(at, 1) })),
        }
      }
      for (const at of plan.columns.keys())
        if (plan.columns.length > 1) yield { ...plan, columns: plan.columns.toSpliced(at, 1) }
      break
    case 'sort':
      if (plan.limit !== null) yield { ...plan, limit: null }
      if (plan.offset > 0) yield { ...plan, offset: 0 }
      break
    default:
  }
}

/** Each inner part once in place of the whole or of its parent, and NULL or TRUE in place of everything. */
function* smallerExpressions(whole: TypedExpression): Generator<TypedExpression> {
  if (whole.op === 'column' || whole.op === 'literal') return
  if (whole.type === 'boolean') yield build.truth
  if (whole.type !== 'null') yield build.nullOf(whole.type)
  const parts: TypedExpression[] = []
  visit(whole, (part) => parts.push(part))
  for (const part of parts) {
    for (const inner of partsOf(part)) if (inner.type === part.type) yield swap(whole, part, inner)
    if (part !== whole && part.op !== 'literal' && part.type !== 'null' && part.op !== 'cast')
      yield swap(whole, part, build.nullOf(part.type))
  }
}

const swap = (whole: TypedExpression, part: TypedExpression, other: TypedExpression): TypedExpression =>
  mapExpression(whole, (one) => (one === part ? other : undefined))
