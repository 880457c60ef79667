import { type Column, typeNameOf } from '@jianmo/connectors/words'
import { build, columnsRead, type TypedExpression, visit } from '../../expression/index.ts'
import { columnMap, type Plan } from '../../plan/index.ts'
import { textIn } from './conjuncts.ts'
import { knownColumns } from './own-rows.ts'
import { type Cell, type Question, questionOver } from './question.ts'
import type { TracePlans } from './trace-plans.ts'

/** A value with everything that it was made of, so that the result boundary can mask it. */
export interface ProbedValue {
  readonly text: string
  readonly value: string | null
  readonly columns: readonly Column[]
  /** It is one of these columns as it is, not computed from them. */
  readonly plain: boolean
}

export interface ProbedCondition {
  readonly text: string
  /** Null: unknown, because something is missing. */
  readonly value: boolean | null
  readonly operands: readonly ProbedValue[]
}

interface Operand {
  readonly text: string
  readonly expression: TypedExpression
  readonly columns: readonly Column[]
  readonly plain: boolean
}

/** Conditions over some rows of a part: what each gives, and the values that it compares. */
export function probeConditions(
  rows: Plan,
  conditions: readonly TypedExpression[],
  place: { readonly plans: TracePlans; readonly nodeId: string; readonly limit: number },
): Question<readonly (readonly ProbedCondition[])[]> {
  const { plans } = place
  const textOf = textIn(plans, rows)
  const probes = conditions.map((condition) => ({
    text: textOf(condition),
    condition,
    operands: operandsOf(condition, rows, plans),
  }))
  const asked = probes.flatMap(({ condition, operands }) => [
    build.castTo('boolean', condition),
    ...operands.map(({ expression }) => build.castTo('text', expression)),
  ])
  return questionOver(rows, asked, {
    ...place,
    read: (found) =>
      found.map((cells) => {
        let at = 0
        const next = (): Cell => cells[at++] ?? null
        return probes.map(({ text, operands }) => {
          const value = next()
          return {
            text,
            value: value === null ? null : value === true || value === 'true',
            operands: operands.map((operand) => {
              const cell = next()
              const { text: name, columns, plain } = operand
              return { text: name, value: cell === null ? null : String(cell), columns, plain }
            }),
          }
        })
      }),
  })
}

/** Columns and parameters that a condition names, and what it computes from them before comparing. */
function operandsOf(condition: TypedExpression, rows: Plan, plans: TracePlans): readonly Operand[] {
  const textOf = textIn(plans, rows)
  const operands = new Map<string, Operand>()
  const add = (expression: TypedExpression) => {
    if (expression.type === 'null' || typeNameOf(expression.type) === 'list') return
    const text = textOf(expression)
    const columns = [...new Set(columnsRead(expression).flatMap((id) => knownColumns(plans, rows, id)))]
    if (!operands.has(text)) operands.set(text, { text, expression, columns, plain: expression.op === 'column' })
  }
  visit(condition, (part) => {
    if (part.op === 'parameter') add(part)
    if (part.op === 'column' && columnMap(rows).get(part.id)?.witness === undefined) add(part)
    if (part.op !== 'call' || part.type !== 'boolean') return
    for (const argument of part.arguments) if (isComputed(argument)) add(argument)
  })
  return [...operands.values()]
}

function isComputed(expression: TypedExpression): boolean {
  const inner = expression.op === 'cast' ? expression.operand : expression
  return (inner.op === 'call' || inner.op === 'case') && inner.type !== 'boolean' && columnsRead(inner).length > 0
}
