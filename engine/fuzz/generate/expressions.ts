import { type ColumnType, decimalType, typeNameOf } from '@jianmo/connectors/words'
import {
  build,
  type ColumnId,
  type Datum,
  evaluate,
  type FunctionParameter,
  OutOfRangeError,
  type TypedExpression,
} from '../../src/expression/index.ts'
import type { PlanColumn } from '../../src/plan/index.ts'
import type { Row, World } from '../../src/plan/reference/interpret.ts'
import type { Random } from '../random.ts'
import { type Callable, comparable, isArithmetic, numeric } from './callables.ts'
import { hinted } from './hints.ts'
import { parameters } from './parameters.ts'
import { presentValue } from './values.ts'

/** What an expression may be made of, and the rows that it will see: what overflows there is drawn again. */
export interface Soil {
  readonly random: Random
  readonly columns: readonly PlanColumn[]
  /** Columns from which nothing is computed. */
  readonly inexact: ReadonlySet<ColumnId>
  readonly rows: readonly Row[]
  readonly world: Pick<World, 'parameter' | 'context'>
  readonly callables: readonly Callable[]
  readonly lists: boolean
  /** Calls that this graph should contain, taken from the front. */
  readonly wishes: Callable[]
}

/** A value of this type: a column, a literal, or something computed. */
export function expressionOf(type: ColumnType, soil: Soil, depth = 2): TypedExpression {
  const { random, callables } = soil
  if (depth <= 0 || random.chance(0.35)) return leaf(type, soil)
  if (random.chance(0.1)) return choice(type, soil, depth)
  if (random.chance(0.1)) return castOf(type, soil, depth)
  const wished = soil.wishes.findIndex((callable) => canGive(callable, type))
  const fitting = callables.filter((callable) => canGive(callable, type))
  if (wished >= 0) {
    const [callable] = soil.wishes.splice(wished, 1)
    const made = callable && callOf(callable, soil, { depth, wanted: type })
    if (made?.type === type) return made
  }
  if (fitting.length === 0) return leaf(type, soil)
  const made = callOf(random.pick(fitting), soil, { depth, wanted: type })
  return made?.type === type ? made : leaf(type, soil)
}

/** One call of this function. Null if every attempt overflowed. */
export function callOf(
  callable: Callable,
  soil: Soil,
  { depth, wanted }: { readonly depth: number; readonly wanted?: ColumnType },
): TypedExpression | null {
  for (let attempt = 0; attempt < 4; attempt++) {
    const made = attemptCall(callable, soil, { depth: attempt < 2 ? depth - 1 : 0, wanted })
    if (made && isComputable(made, soil)) return made
  }
  return null
}

/** Whether the reference computes it over all rows that it will see. */
export function isComputable(expression: TypedExpression, soil: Soil): boolean {
  try {
    valuesOf(expression, soil)
    return true
  } catch (error) {
    if (error instanceof OutOfRangeError) return false
    throw error
  }
}

export function valuesOf(expression: TypedExpression, { columns, rows, world }: Soil): readonly Datum[] {
  const places = new Map(columns.map(({ id }, index) => [id, index]))
  return rows.map((row) =>
    evaluate(expression, {
      column: (id) => row[places.get(id) ?? -1] ?? null,
      parameter: world.parameter,
      context: world.context,
    }),
  )
}

function attemptCall(
  callable: Callable,
  soil: Soil,
  { depth, wanted }: { readonly depth: number; readonly wanted: ColumnType | undefined },
): TypedExpression | null {
  const { random } = soil
  const same = sameType(callable, soil, wanted)
  const parameters = argumentList(callable, random)
  const args = parameters.map((parameter, index) => {
    const type = concrete(parameter, { same, wanted, soil })
    const written = parameter.literal || random.chance(0.4) ? hinted(callable, index, { random, type }) : null
    if (written !== null) return build.literal(type, written)
    return expressionOf(type, soil, depth)
  })
  const result = callable.result(
    args.map(({ type }) => type),
    args.map((argument) => (argument.op === 'literal' ? argument.value : undefined)),
  )
  return build.call(callable.id, result, ...args)
}

function argumentList({ parameters }: Callable, random: Random): readonly FunctionParameter[] {
  const least = parameters.filter(({ optional }) => !optional).length
  const given = parameters.slice(0, least + random.below(parameters.length - least + 1))
  const last = given.at(-1)
  const more = last?.repeated ? Array.from({ length: random.below(3) }, () => last) : []
  return [...given, ...more]
}

/** The one type of all `same` arguments: the wanted one if the result follows them. */
function sameType(callable: Callable, { random, columns }: Soil, wanted: ColumnType | undefined): ColumnType {
  const allowed = isArithmetic(callable) ? numeric : comparable
  if (wanted && allowed.includes(wanted) && giveBy(callable, wanted) === wanted) return wanted
  const present = columns.map(({ type }) => type).filter((type) => allowed.includes(type))
  return present.length > 0 && random.chance(0.85) ? random.pick(present) : random.pick(allowed)
}

function concrete(
  { type }: FunctionParameter,
  { same, wanted, soil: { random, columns } }: { same: ColumnType; wanted: ColumnType | undefined; soil: Soil },
): ColumnType {
  switch (type) {
    case 'same':
      return same
    case 'number':
      return wanted && numeric.includes(wanted) ? wanted : random.pick(numeric)
    case 'any':
      return columns.length > 0 ? random.pick(columns).type : 'text'
    case 'decimal':
      return random.pick(['decimal', 'decimal(12,2)', 'decimal(18,4)'])
    default:
      return type
  }
}

/** The type that a call gives if its `same` and `number` arguments are of this type; null if that makes no sense. */
function giveBy(callable: Callable, type: ColumnType): ColumnType | null {
  try {
    const types = callable.parameters.map((parameter) =>
      parameter.type === 'same' || parameter.type === 'number' || parameter.type === 'any' ? type : parameter.type,
    )
    return callable.result(
      types,
      types.map(() => undefined),
    )
  } catch {
    return null
  }
}

function canGive(callable: Callable, type: ColumnType): boolean {
  if (isArithmetic(callable) && !numeric.includes(type)) return false
  return giveBy(callable, type) === type
}

function leaf(type: ColumnType, { random, columns, inexact }: Soil): TypedExpression {
  const own = columns.filter((column) => column.type === type && !inexact.has(column.id))
  if (own.length > 0 && random.chance(0.8)) return build.column(random.pick(own))
  const given = parameters.find((parameter) => parameter.type === type)
  if (given && random.chance(0.1)) return { op: 'parameter', type, name: given.name }
  return literalOf(type, random)
}

function literalOf(type: ColumnType, random: Random): TypedExpression {
  const value = random.chance(0.08) ? null : presentValue(type, random)
  if (value === null) return build.nullOf(type)
  // Lists and instants cannot be written: a text is.
  if (typeNameOf(type) === 'list' || typeNameOf(type) === 'instant') return build.nullOf(type)
  return build.literal(type, value)
}

function choice(type: ColumnType, soil: Soil, depth: number): TypedExpression {
  const count = 1 + soil.random.below(2)
  const branches = Array.from({ length: count }, () => ({
    when: expressionOf('boolean', soil, depth - 1),
    gives: expressionOf(type, soil, depth - 1),
  }))
  return build.choose(type, branches, soil.random.chance(0.7) ? expressionOf(type, soil, depth - 1) : null)
}

/** Casts that the checker writes: numbers widen or round, days and timestamps turn into each other, plain things into texts. */
const casts: Readonly<Record<string, readonly ColumnType[]>> = {
  decimal: ['integer', 'decimal', 'decimal(12,2)', decimalType(18, 4)],
  float: ['integer', 'decimal', 'decimal(12,2)'],
  integer: ['decimal', 'decimal(12,2)'],
  timestamp: ['date'],
  date: ['timestamp'],
  text: ['integer', 'decimal', 'decimal(12,2)', 'date', 'boolean'],
}

function castOf(type: ColumnType, soil: Soil, depth: number): TypedExpression {
  const from = casts[typeNameOf(type)]?.filter((source) => source !== type) ?? []
  if (from.length === 0) return leaf(type, soil)
  const cast = build.castTo(type, expressionOf(soil.random.pick(from), soil, depth - 1))
  return isComputable(cast, soil) ? cast : leaf(type, soil)
}

/** A condition that some of the rows fulfil, if a few attempts find one. */
export function conditionOf(soil: Soil): TypedExpression {
  let best = build.isNotNull(build.literal('integer', 1))
  for (let attempt = 0; attempt < 6; attempt++) {
    const made = expressionOf('boolean', soil, 3)
    if (!isComputable(made, soil) || made.op === 'literal') continue
    const kept = valuesOf(made, soil).filter((value) => value === true).length
    best = made
    if (kept > 0 && (kept < soil.rows.length || attempt > 2)) return made
  }
  return soil.random.chance(0.7) && soil.rows.length > 0 ? build.call('or', 'boolean', best, trueOnSome(soil)) : best
}

/** True on the rows that have the value of some row in some column. */
function trueOnSome({ random, columns, rows, inexact }: Soil): TypedExpression {
  const candidates = columns.filter(
    ({ id, type }) => comparable.includes(type) && typeNameOf(type) !== 'instant' && !inexact.has(id),
  )
  const column = candidates.length > 0 ? random.pick(candidates) : undefined
  const value = column && random.pick(rows)[columns.indexOf(column)]
  if (!column) return build.truth
  if (value === null || value === undefined) return build.isNull(build.column(column))
  return build.isNotNull(build.column(column))
}
