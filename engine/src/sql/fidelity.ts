import type { Text } from '@jianmo/connectors/words'
import {
  aggregateNamed,
  implementationOf,
  type Lowered,
  type Lowering,
  loweringOf,
  type TypedExpression,
  windowNamed,
} from '../expression/index.ts'
import { columnsOf, expressionsOf, type Plan } from '../plan/index.ts'
import { NotSupportedError, type SqlDialect } from './dialects/index.ts'

/** How faithfully a dialect computes a whole expression, and if it does not: what stands in the way. */
export type Fidelity =
  | { readonly fidelity: 'exact' }
  | { readonly fidelity: 'superset'; readonly id: string; readonly note: Text }
  | { readonly fidelity: 'none'; readonly id: string; readonly reason: Text }

const faithful: Fidelity = { fidelity: 'exact' }

/** Calls that are true for more rows if their arguments are: a superset stays one. Under anything else (`not`, `case`) it does not. */
const monotone: ReadonlySet<string> = new Set(['and', 'or', 'is-true'])

/** `superset` (conditions only) is true wherever the reference is: it may narrow what is fetched, and must be checked again. */
export function fidelityOf(expression: TypedExpression, dialect: SqlDialect): Fidelity {
  switch (expression.op) {
    case 'literal':
    case 'column':
    case 'parameter':
      return expression.type === 'null' ? faithful : ofType(expression.type, dialect)
    case 'cast': {
      const operand = all([expression.operand], dialect)
      const typed = ofType(expression.type, dialect)
      if (typed.fidelity === 'none') return typed
      return operand.fidelity === 'none'
        ? operand
        : ofLowering('cast', dialect.cast(expression.operand.type, expression.type))
    }
    case 'call': {
      const own = ofLowering(expression.function, loweringOf(implementationOf(expression.function), dialect.name))
      if (own.fidelity === 'none') return own
      const parts = monotone.has(expression.function)
        ? least(expression.arguments.map((part) => fidelityOf(part, dialect)))
        : all(expression.arguments, dialect)
      return least([own, parts])
    }
    case 'case':
      return all(
        [
          ...expression.branches.flatMap(({ when, gives }) => [when, gives]),
          ...(expression.otherwise ? [expression.otherwise] : []),
        ],
        dialect,
      )
  }
}

/** Whether a dialect gives the reference's value for every row. */
export const isSupported = (expression: TypedExpression, dialect: SqlDialect): boolean =>
  fidelityOf(expression, dialect).fidelity === 'exact'

/** Parts of a value: nothing less than exact will do. */
function all(parts: readonly TypedExpression[], dialect: SqlDialect): Fidelity {
  const found = least(parts.map((part) => fidelityOf(part, dialect)))
  return found.fidelity === 'superset' ? { fidelity: 'none', id: found.id, reason: found.note } : found
}

function least(found: readonly Fidelity[]): Fidelity {
  return (
    found.find(({ fidelity }) => fidelity === 'none') ??
    found.find(({ fidelity }) => fidelity === 'superset') ??
    faithful
  )
}

function ofLowering(id: string, lowering: Lowering): Fidelity {
  switch (lowering.fidelity) {
    case 'exact':
      return faithful
    case 'superset':
      return { fidelity: 'superset', id, note: lowering.note }
    case 'none':
      return { fidelity: 'none', id, reason: lowering.reason }
  }
}

function ofType(type: Parameters<SqlDialect['sqlType']>[0], dialect: SqlDialect): Fidelity {
  try {
    dialect.sqlType(type)
    return faithful
  } catch (cause) {
    if (!(cause instanceof NotSupportedError)) throw cause
    return { fidelity: 'none', id: cause.id, reason: cause.reason }
  }
}

/** The same for an operator by itself, without its inputs. */
export function fidelityOfOperator(plan: Plan, dialect: SqlDialect): Fidelity {
  const columns = columnsOf(plan).map(({ type }) => ofType(type, dialect))
  const expressions = expressionsOf(plan).map((expression) => fidelityOf(expression, dialect))
  const called = functionsOf(plan).map(([id, spec]) => ofLowering(id, loweringOf(spec, dialect.name)))
  // Only a filter may take more than it should: what comes out is filtered again.
  const found = least([...columns, ...expressions, ...called])
  return found.fidelity === 'superset' && plan.op !== 'filter'
    ? { fidelity: 'none', id: found.id, reason: found.note }
    : found
}

function functionsOf(plan: Plan): readonly (readonly [string, Lowered])[] {
  if (plan.op === 'aggregate') return plan.aggregates.map(({ function: id }) => [id, aggregateNamed(id)] as const)
  return plan.op === 'window' ? plan.columns.map(({ function: id }) => [id, windowNamed(id)] as const) : []
}
