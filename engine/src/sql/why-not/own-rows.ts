import type { Column } from '@jianmo/connectors/words'
import { build, type ColumnId, columnsRead, type TypedExpression } from '../../expression/index.ts'
import { columnMap, type Plan, type PlanColumn } from '../../plan/index.ts'
import { cameFrom } from '../../planner/index.ts'
import { type Track, trackedColumns } from './follow-rows.ts'
import type { TracePlans } from './trace-plans.ts'

/** Rows of a part that came from some source rows, seen through the hidden columns that carry their numbers. */
export interface OwnRows {
  readonly part: Plan
  readonly track: Track
  readonly numbers: readonly number[]
}

export function isOwn({ part, track, numbers }: OwnRows): TypedExpression {
  return build.anyOf(trackedColumns(part, track).map((column) => cameFrom(column, numbers)))
}

export function ownRows(own: OwnRows): Plan {
  return { op: 'filter', input: own.part, where: isOwn(own), origin: own.part.origin }
}

/** What a person may know a column of a part by: itself, or what it was computed from, as far as inference knows those. */
export function knownColumns(plans: TracePlans, part: Plan, id: ColumnId): readonly Column[] {
  const known = plans.columnOf(id)
  if (known) return [known]
  switch (part.op) {
    case 'project': {
      const from = part.columns.find((column) => column.id === id)
      return from
        ? uniqueColumns(columnsRead(from.expression).flatMap((one) => knownColumns(plans, part.input, one)))
        : []
    }
    case 'join':
      return knownColumns(plans, columnMap(part.left).has(id) ? part.left : part.right, id)
    case 'union': {
      const from = part.columns.find((column) => column.id === id)?.from ?? []
      return uniqueColumns(part.inputs.flatMap((input, at) => knownColumns(plans, input, from[at] ?? '')))
    }
    case 'aggregate': {
      const made = part.aggregates.find((column) => column.id === id)
      if (!made) return knownColumns(plans, part.input, id)
      return uniqueColumns(made.arguments.flatMap(columnsRead).flatMap((one) => knownColumns(plans, part.input, one)))
    }
    case 'window':
      return columnMap(part.input).has(id) ? knownColumns(plans, part.input, id) : []
    case 'filter':
    case 'distinct':
    case 'sort':
    case 'share':
      return knownColumns(plans, part.input, id)
    default:
      return []
  }
}

const uniqueColumns = (columns: readonly Column[]): readonly Column[] => [...new Set(columns)]

/** A name to show: what inference calls the column, else what the plan does. */
export function nameIn(plans: TracePlans, part: Plan): (id: ColumnId) => string {
  return (id) => {
    const known = knownColumns(plans, part, id)
    return (known.length === 1 ? known[0]?.name : undefined) ?? columnMap(part).get(id)?.name ?? id
  }
}

export const asText = (column: PlanColumn): TypedExpression => build.castTo('text', build.column(column))
