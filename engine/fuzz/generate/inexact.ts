import { typeNameOf } from '@jianmo/connectors/words'
import { aggregateOf, type ColumnId, columnsRead, type TypedExpression, windowOf } from '../../src/expression/index.ts'
import { inputsOf, type Plan } from '../../src/plan/index.ts'

/** What gives back a value that it got, as `min` does; every other float over many rows depends on how they are added up. */
const isChoosing = (name: string) => (aggregateOf(name) ?? windowOf(name))?.result === 'same'

/**
 * Columns whose floats differ in the last bits between engines: a deviation of equal values is 0 here and 4e-16 there. They
 * are compared as nearly equal, but nothing is computed from them: `ceil` would make them 0 and 1.
 */
export function inexactColumns(plan: Plan): ReadonlySet<ColumnId> {
  const below = new Set(inputsOf(plan).flatMap((input) => [...inexactColumns(input)]))
  const reads = (expression: TypedExpression) => columnsRead(expression).some((id) => below.has(id))
  switch (plan.op) {
    case 'project':
      return new Set(plan.columns.filter(({ expression }) => reads(expression)).map(({ id }) => id))
    case 'union':
      return new Set(plan.columns.filter(({ from }) => from.some((id) => below.has(id))).map(({ id }) => id))
    case 'aggregate':
    case 'window': {
      const calls = plan.op === 'aggregate' ? plan.aggregates : plan.columns
      const added = calls.filter(
        ({ type, function: name, arguments: args }) =>
          (typeNameOf(type) === 'float' && !isChoosing(name)) || args.some(reads),
      )
      return new Set([...below, ...added.map(({ id }) => id)])
    }
    default:
      return below
  }
}
