import type { Column } from '@jianmo/connectors/words'
import { SelectQueryNode } from 'kysely'
import { type Plan, pruneColumns } from '../plan/index.ts'
import { writtenRelation } from '../planner/index.ts'
import {
  type CountResult,
  countQuery,
  countsQuery,
  groupQuery,
  type NamedPlan,
  ordered,
  orderedRows,
  over,
  selectNames,
  withQueries,
} from './count-queries.ts'
import { type Emission, emitPlan } from './emit-plan.ts'

/** One SELECT of a run before it is text: what it reads, what it asks, and what its columns are called. Plain JSON. */
export type Query = (
  | {
      readonly ask: 'rows'
      readonly plan: Plan
      /** Names of result columns, `-name` descending; none leaves the rows as they come. */
      readonly order: readonly string[]
    }
  /** How many rows there are. */
  | { readonly ask: 'count'; readonly plan: Plan }
  /** One row of counts, and what is computed from them. */
  | { readonly ask: 'counts'; readonly counts: readonly NamedPlan[]; readonly results: readonly CountResult[] }
  /** Rows per combination of all columns. */
  | { readonly ask: 'groups'; readonly plan: Plan }
  /** Rows that a second plan finds among the combinations of the first, which it reads as `written`. */
  | {
      readonly ask: 'found-in-groups'
      readonly written: Plan
      readonly found: Plan
      readonly order: readonly string[]
    }
) & { readonly columns: readonly Column[] }

/** What a query reads: a table of the run keeps the columns that these plans name. */
export function plansOfQuery(query: Query): readonly Plan[] {
  switch (query.ask) {
    case 'rows':
    case 'groups':
      return [query.plan]
    case 'count':
      return [pruneColumns(query.plan, new Set())]
    case 'counts':
      return query.counts.map(({ plan }) => pruneColumns(plan, new Set()))
    case 'found-in-groups':
      return [query.written, query.found]
  }
}

export function emitQuery(query: Query, emission: Emission): SelectQueryNode {
  switch (query.ask) {
    case 'rows':
      return orderedRows(query.plan, query.order, emission)
    case 'count':
      return countQuery(query.plan, emission)
    case 'counts':
      return countsQuery(query.counts, query.results, emission)
    case 'groups':
      return groupQuery(query.plan, emission)
    case 'found-in-groups': {
      const names = query.columns.map(({ name }) => name)
      const found = SelectQueryNode.cloneWithSelections(
        over(emitPlan(query.found, emission), 'lost'),
        selectNames(names),
      )
      return withQueries(ordered(found, query.order), [
        { name: writtenRelation, query: groupQuery(query.written, emission) },
      ])
    }
  }
}
