import { chinaCalendar } from '@jianmo/connectors/values'
import type { ColumnType } from '@jianmo/connectors/words'
import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectionNode, SelectQueryNode } from 'kysely'
import {
  analyze,
  type Datum,
  fromValue,
  functions,
  mapExpression,
  operatorVectors,
  type TypedExpression,
  toValue,
  type Value,
} from '../../expression/index.ts'
import type { TestColumn } from '../../testing/engines.ts'
import { printQuery, type SqlDialect } from '../dialects/index.ts'
import { emitExpression } from '../emit-expression.ts'
import { isSupported } from '../fidelity.ts'

/** A call of the table and what it gives, checked and ready for an engine. */
export interface EngineVector {
  readonly text: string
  readonly value: Value
  readonly typed: TypedExpression
}

const vectors: readonly EngineVector[] = [operatorVectors, ...functions.map((spec) => spec.vectors)]
  .flat()
  .map(([text, value]) => {
    const { typed, problems } = analyze(text, { columns: [], parameters: [] })
    if (!typed) throw new Error(`${text}: ${problems.map((problem) => problem.text.en).join(' ')}`)
    return { text, value, typed }
  })

export const vectorsOf = (dialect: SqlDialect): readonly EngineVector[] =>
  vectors.filter(({ typed }) => isSupported(typed, dialect))

const parametersOf = new Map(
  functions.flatMap(({ overloads }) => overloads.map(({ id, parameters }) => [id, parameters])),
)

/** The same with every literal that may be a column read from one: engines compute constants beforehand, columns they cannot. */
export function fromColumns(some: readonly EngineVector[]) {
  const columns: TestColumn[] = []
  const values: Datum[] = []
  const toColumn = (type: ColumnType, value: Value): TypedExpression => {
    const name = `c${columns.length}`
    columns.push({ name, type })
    values.push(fromValue(value, type))
    return { op: 'column', id: name, type }
  }
  const change = (part: TypedExpression): TypedExpression | undefined => {
    if (part.op === 'literal' && part.type !== 'null') return toColumn(part.type, part.value)
    if (part.op === 'cast' && part.operand.op === 'literal') {
      return part.operand.value === null || part.operand.type === part.type
        ? toColumn(part.type, part.operand.value)
        : undefined
    }
    if (part.op !== 'call') return undefined
    const parameters = parametersOf.get(part.function)
    const mustBeLiteral = (index: number) => parameters?.[Math.min(index, parameters.length - 1)]?.literal !== undefined
    const keep = (argument: TypedExpression, index: number) =>
      mustBeLiteral(index) ? argument : mapExpression(argument, change)
    return { ...part, arguments: part.arguments.map(keep) }
  }
  const changed = some.map((vector) => ({ ...vector, typed: mapExpression(vector.typed, change) }))
  // A second row keeps an engine from taking a column for a constant; the place tells them apart.
  const rows = [
    [0n, ...values],
    [1n, ...values.map(() => null)],
  ]
  return { vectors: changed, columns: [{ name: 'place', type: 'integer' } as const, ...columns], rows }
}

/** One query for many expressions. */
export function selectAll(some: readonly EngineVector[], dialect: SqlDialect, table?: string) {
  const names = {
    dialect,
    context: { calendar: chinaCalendar },
    parameter: () => {
      throw new Error('no parameters here')
    },
    column: (id: string) => ReferenceNode.create(ColumnNode.create(id)),
  }
  const selections = some.map(({ typed }, index) =>
    SelectionNode.create(AliasNode.create(emitExpression(typed, names), IdentifierNode.create(`e${index}`))),
  )
  const { text } = printQuery(SelectQueryNode.cloneWithSelections(SelectQueryNode.create(), selections), dialect)
  const columns = some.map(({ typed }) => (typed.type === 'null' ? 'text' : typed.type))
  return { text: table ? `${text} from ${table} where place = 0` : text, parameters: [], columns }
}

/** Floats may differ in their last digits: engines add and take powers in their own ways. */
export function isSame(found: Datum, wanted: Value): boolean {
  return typeof found === 'number' && typeof wanted === 'number' && !Number.isInteger(wanted)
    ? Math.abs(found - wanted) <= 1e-9 * Math.abs(wanted)
    : JSON.stringify(toValue(found)) === JSON.stringify(wanted)
}
