import { type Bindings, type Datum, evaluate, type TypedExpression } from '../../expression/index.ts'
import { columnsOf } from '../columns-of.ts'
import type { Plan } from '../plan.ts'

/** A row has one value a column, in the order of `columnsOf`. */
export type Row = readonly Datum[]

/** What a plan reads besides itself. */
export interface World {
  /** Rows of the relations that `read` names (and of the tables that `scan` names), columns in the order of the plan's. */
  readonly relation: (name: string, columns: readonly { readonly name: string }[]) => readonly Row[]
  readonly parameter: Bindings['parameter']
  readonly context: Bindings['context']
}

/** Where a column stands in the rows of a plan. */
export function placesOf(...plans: readonly Plan[]): (id: string) => number {
  const places = new Map(plans.flatMap(columnsOf).map(({ id }, index) => [id, index]))
  return (id) => {
    const place = places.get(id)
    if (place === undefined) throw new Error(`There is no column ${id} here`)
    return place
  }
}

export type Evaluator = (expression: TypedExpression, row: Row) => Datum

export function evaluatorOver(plans: readonly Plan[], { parameter, context }: Omit<World, 'relation'>): Evaluator {
  const place = placesOf(...plans)
  return (expression, row) => evaluate(expression, { column: (id) => row[place(id)] ?? null, parameter, context })
}
