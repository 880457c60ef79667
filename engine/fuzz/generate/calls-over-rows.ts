import type { ColumnType } from '@jianmo/connectors/words'
import {
  type AggregateSpec,
  aggregateOf,
  build,
  OutOfRangeError,
  type TypedExpression,
  type Value,
  type WindowSpec,
} from '../../src/expression/index.ts'
import type { AggregateColumn, WindowColumn } from '../../src/plan/index.ts'
import { comparable, numeric } from './callables.ts'
import { conditionOf, expressionOf, isComputable, type Soil, valuesOf } from './expressions.ts'
import { hinted } from './hints.ts'
import { totalOrder } from './order.ts'
import type { Site } from './site.ts'
import { isKeyType } from './world.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** The type of a sum, by the catalogue. */
export function sumTypeOf(type: ColumnType): ColumnType {
  const result = aggregateOf('sum')?.result
  if (typeof result !== 'function') throw new Error('The type of a sum does not follow from what is added')
  return result([type], [undefined])
}

/** One aggregate over these rows; null if its result does not fit its type. */
export function aggregateCall(site: Site, soil: Soil, named: Named): AggregateColumn | null {
  const { random } = site
  const spec = site.wishes.aggregates.shift() ?? random.pick(site.aggregates)
  const made = argumentsOf(spec, soil)
  if (!made) return null
  const { args, type } = made
  // PostgreSQL sorts a distinct aggregate by its argument alone: an order and DISTINCT do not meet here.
  const distinct =
    takesDistinct(spec) &&
    !spec.ordered &&
    args.length === 1 &&
    isKeyType(args[0]?.type as ColumnType) &&
    random.chance(0.3)
  try {
    spec.reference(soil.rows.map((_, at) => args.map((argument) => valuesOf(argument, soil)[at] ?? null)))
  } catch (error) {
    if (error instanceof OutOfRangeError) return null
    throw error
  }
  return {
    ...named,
    type,
    function: spec.id,
    arguments: args,
    ...(distinct ? { distinct: true } : {}),
    ...(random.chance(0.25) ? { where: conditionOf(soil) } : {}),
    ...(spec.ordered ? { order: totalOrder(soil) } : {}),
  }
}

export function windowCall(site: Site, soil: Soil, named: Named): WindowColumn | null {
  const spec = site.wishes.windows.shift() ?? site.random.pick(site.windows)
  const made = argumentsOf(spec, soil)
  return made && { ...named, type: made.type, function: spec.id, arguments: made.args }
}

function argumentsOf(
  spec: AggregateSpec | WindowSpec,
  soil: Soil,
): { readonly args: readonly TypedExpression[]; readonly type: ColumnType } | null {
  const { random } = soil
  const same = random.pick(comparable.filter(isKeyType))
  const callable = { id: spec.id, family: spec.family, parameters: spec.parameters, result: () => same }
  const given = spec.parameters.filter(({ optional }) => !optional || random.chance(0.5))
  const args = given.map((parameter, index): TypedExpression => {
    const type =
      { same, any: random.pick(comparable), number: random.pick(numeric) }[parameter.type as string] ??
      (parameter.type as ColumnType)
    const written = parameter.literal ? hinted(callable, index, { random, type }) : null
    if (written !== null) return build.literal(type, written)
    const made = expressionOf(type, soil, 1)
    return isComputable(made, soil) ? made : build.nullOf(type)
  })
  const types = args.map((argument) => argument.type as ColumnType)
  const literals = args.map((argument): Value | undefined => (argument.op === 'literal' ? argument.value : undefined))
  const { result } = spec
  if (typeof result === 'function')
    return {
      args,
      type: (result as (types: readonly ColumnType[], literals: readonly (Value | undefined)[]) => ColumnType)(
        types,
        literals,
      ),
    }
  const follows = given.findIndex(({ type }) => type === result)
  return { args, type: result === 'same' || result === 'number' ? (types[follows] ?? same) : result }
}

/** DISTINCT stands where a template says so; elsewhere it would change nothing or means nothing. */
function takesDistinct({ sql, dialects }: AggregateSpec): boolean {
  const call = {
    count: 1,
    types: ['integer'],
    type: 'integer',
    literal: () => undefined,
    sqlType: String,
    context: { calendar: null },
  } as const
  const template = dialects?.duckdb ?? sql
  const text = typeof template === 'function' ? template(call) : typeof template === 'string' ? template : ''
  return text.includes('#d')
}
