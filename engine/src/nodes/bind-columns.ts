import type { Column } from '@jianmo/connectors/words'
import { build, type ColumnId, type TypedExpression } from '../expression/index.ts'
import {
  columnMap,
  keepColumn,
  type Plan,
  type PlanColumn,
  type ProjectedColumn,
  type ProjectPlan,
} from '../plan/index.ts'
import { findColumn, idOf } from '../schema/index.ts'

/** The column of a plan that a config names: names are looked up in what inference gave, once, and are ids from here on. */
export function boundColumn(plan: Plan, columns: readonly Column[], name: string): PlanColumn | undefined {
  const column = findColumn(columns, name)
  return column && columnMap(plan).get(idOf(column))
}

/** The columns that a config names, those that are there. */
export function boundColumns(plan: Plan, columns: readonly Column[], names: readonly string[]): readonly PlanColumn[] {
  return names.flatMap((name) => boundColumn(plan, columns, name) ?? [])
}

/** A column of the output as it comes from the input, under the id and the name that it has in the output. */
export function keepAs(input: PlanColumn, output: Column): ProjectedColumn {
  return keepColumn(input, { id: idOf(output), name: output.name })
}

/** A computed column of the output. */
export function computeAs(output: Column, expression: TypedExpression): ProjectedColumn {
  return {
    id: idOf(output),
    name: output.name,
    expression: expression.type === 'null' ? build.castTo(output.type, expression) : expression,
  }
}

/**
 * The output of a node: every column that `compute` answers for is computed, the others come through from the column of the
 * input that has their id.
 */
export function projectTo(
  input: Plan,
  output: readonly Column[],
  {
    compute = () => undefined,
    origin,
  }: {
    readonly compute?: (column: Column, id: ColumnId) => TypedExpression | ProjectedColumn | undefined
    readonly origin: readonly string[]
  },
): ProjectPlan {
  const known = columnMap(input)
  const columns = output.flatMap((column) => {
    const id = idOf(column)
    const computed = compute(column, id)
    if (computed) return [isProjected(computed) ? computed : computeAs(column, computed)]
    const kept = known.get(id)
    return kept ? [keepAs(kept, column)] : []
  })
  return { op: 'project', input, columns, origin }
}

const isProjected = (made: TypedExpression | ProjectedColumn): made is ProjectedColumn => 'expression' in made

/** No rows of this shape. */
export function emptyAs(input: Plan, output: readonly Column[], origin: readonly string[]): Plan {
  const none: Plan = { op: 'filter', input, where: build.literal('boolean', false), origin }
  return projectTo(none, output, {
    origin,
    compute: (column, id) => (columnMap(none).has(id) ? undefined : build.nullOf(column.type)),
  })
}
