import { type ColumnId, type TypedExpression, visit } from '../expression/typed.ts'
import { columnMap, columnsOf } from './columns-of.ts'
import { type ByOperator, type OrderItem, onOperator, type Plan } from './plan.ts'
import { walkPlan } from './walk.ts'

/** What must hold for every plan, whoever made it; each broken invariant in a sentence. For tests: planners are bugs, not drawers. */
export function checkPlan(whole: Plan): readonly string[] {
  const broken: string[] = []
  walkPlan(whole, (plan) => {
    // What reads a column that is not there has no columns of its own: nothing above it can be judged.
    if (broken.length > 0) return
    const say = (what: string) => broken.push(`${plan.op} of ${plan.origin.join('+') || 'nobody'}: ${what}`)
    for (const what of onOperator(plan, own)) say(what)
    if (broken.length > 0) return
    if (columnsOf(plan).length === 0) say('there are no columns, which no SELECT can write')
    for (const id of repeated(columnsOf(plan).map((column) => column.id))) say(`column ${id} occurs twice`)
  })
  // Sharing is lost in JSON, the meaning is not: the tree of operators must come back the same.
  const lost = broken.length === 0 ? lostInJson(whole) : null
  if (lost !== null) broken.push(`is not the same after JSON at ${lost}`)
  return broken
}

/** Where a value is something that JSON has no sign for; null if nowhere. A part that occurs twice is looked at once. */
function lostInJson(value: unknown, path = '$', seen = new Set<unknown>()): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? null : path
  if (typeof value !== 'object') return path
  if (seen.has(value)) return null
  seen.add(value)
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  if (!isPlain) return path
  for (const [key, part] of Object.entries(value)) {
    const lost = lostInJson(part, `${path}.${key}`, seen)
    if (lost !== null) return lost
  }
  return null
}

const own: ByOperator<readonly string[]> = {
  scan: () => [],
  read: () => [],
  values: ({ columns, rows }) =>
    rows.some((row) => row.length !== columns.length) ? ['a row has another number of values than columns'] : [],
  project: ({ input, columns }) => columns.flatMap(({ expression }) => readable(expression, [input])),
  filter: ({ input, where }) => condition(where, [input]),
  join: ({ kind, left, right, keys, on }) => {
    const there = columnMap(right)
    const both = columnsOf(left).flatMap(({ id }) => (there.has(id) ? [`${id} is on both sides`] : []))
    const pairs = keys.flatMap((key) => {
      const [a, b] = [columnMap(left).get(key.left), there.get(key.right)]
      if (!a || !b) return [`a key of ${key.left} = ${key.right} is missing`]
      return a.type === b.type ? [] : [`key ${a.id} is ${a.type}, ${b.id} is ${b.type}`]
    })
    const idle = kind === 'cross' && (keys.length > 0 || on !== null) ? ['a cross join has a condition'] : []
    return [...both, ...pairs, ...idle, ...(on ? condition(on, [left, right]) : [])]
  },
  aggregate: ({ input, keys, aggregates }) => [
    ...missing(keys, input),
    ...repeated(keys).map((id) => `key ${id} is named twice`),
    ...aggregates.flatMap(({ arguments: args, where, order = [] }) => [
      ...args.flatMap((argument) => readable(argument, [input])),
      ...(where ? condition(where, [input]) : []),
      ...ordered(order, input),
    ]),
  ],
  window: ({ input, partition, order, columns }) => [
    ...missing(partition, input),
    ...ordered(order, input),
    ...columns.flatMap(({ arguments: args }) => args.flatMap((argument) => readable(argument, [input]))),
  ],
  union: ({ inputs, columns }) =>
    columns.flatMap(({ id, from }) => {
      if (from.length !== inputs.length) return [`${id} names ${from.length} of ${inputs.length} inputs`]
      const types = inputs.map((input, at) => columnMap(input).get(from[at] ?? '')?.type)
      if (types.includes(undefined)) return [`${id} is missing in an input`]
      return types.every((type) => type === types[0]) ? [] : [`${id} is ${types.join(' and ')}`]
    }),
  distinct: () => [],
  sort: ({ input, order, limit, offset }) => [
    ...ordered(order, input),
    ...((limit ?? 0) < 0 || offset < 0 ? ['the limit or the offset is negative'] : []),
  ],
  share: () => [],
}

function repeated(ids: readonly ColumnId[]): readonly ColumnId[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

function missing(ids: readonly ColumnId[], ...inputs: readonly Plan[]): readonly string[] {
  return ids.flatMap((id) => (inputs.some((input) => columnMap(input).has(id)) ? [] : [`${id} is not there`]))
}

const ordered = (order: readonly OrderItem[], input: Plan) =>
  missing(
    order.map(({ column }) => column),
    input,
  )

function condition(expression: TypedExpression, inputs: readonly Plan[]): readonly string[] {
  const isCondition = expression.type === 'boolean' || expression.type === 'null'
  return [...(isCondition ? [] : [`a condition is ${expression.type}`]), ...readable(expression, inputs)]
}

/** Every column that is read exists, and has the type that the expression thinks it has. */
function readable(expression: TypedExpression, inputs: readonly Plan[]): readonly string[] {
  const problems: string[] = []
  visit(expression, (part) => {
    if (part.op !== 'column') return
    const found = inputs.map((input) => columnMap(input).get(part.id)).find((column) => column !== undefined)
    if (!found) problems.push(`${part.id} is read and not there`)
    else if (found.type !== part.type) problems.push(`${part.id} is ${found.type} and read as ${part.type}`)
  })
  return problems
}
