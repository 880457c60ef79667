import type { ColumnType } from '@jianmo/connectors/words'
import { accepts, convert, parameterAt, resultOf } from './check-call.ts'
import type { AggregateSpec, Overload } from './functions/index.ts'
import { unifyTypes } from './type-names.ts'
import type { ExpressionType, TypedExpression } from './typed.ts'

export interface AggregateCall {
  readonly arguments: readonly TypedExpression[]
  readonly type: ExpressionType
}

/** How many arguments an aggregate takes, at least and at most (the last one may repeat). */
export function argumentCounts({
  parameters,
}: Pick<AggregateSpec, 'parameters'>): readonly [least: number, most: number] {
  const least = parameters.filter(({ optional }) => !optional).length
  return [least, parameters.at(-1)?.repeated ? Number.POSITIVE_INFINITY : parameters.length]
}

/**
 * The arguments of an aggregate with every conversion made explicit, and what it gives; or the index of the first argument that
 * does not fit. As in calls of functions, numbers widen and nothing else is converted.
 */
export function checkAggregate(
  spec: Pick<AggregateSpec, 'parameters' | 'result'>,
  args: readonly TypedExpression[],
): AggregateCall | { readonly wrong: number } {
  let same: ColumnType | null = null
  for (const [index, argument] of args.entries()) {
    const parameter = parameterAt(spec, index)
    if (!accepts(parameter, argument)) return { wrong: index }
    if (parameter.type !== 'same' || argument.type === 'null') continue
    const next: ColumnType | null = same === null ? argument.type : unifyTypes(same, argument.type)
    if (next === null) return { wrong: index }
    same = next
  }
  const converted = args.map((argument, index) => convert(argument, parameterAt(spec, index), same))
  const overload = { parameters: spec.parameters, result: spec.result } as Overload
  return { arguments: converted, type: resultOf(overload, converted, same) }
}
