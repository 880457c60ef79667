import { chinaCalendar } from '@jianmo/connectors/values'
import type { ColumnType } from '@jianmo/connectors/words'
import { AliasNode, IdentifierNode, SelectionNode, SelectQueryNode } from 'kysely'
import {
  type AggregateRow,
  aggregates,
  type Datum,
  fit,
  fromValue,
  loweringOf,
  type TemplateCall,
  toValue,
  type Value,
  type WindowSpec,
  windows,
} from '../../expression/index.ts'
import { printQuery, type SqlDialect } from '../dialects/index.ts'
import { emitLiteral } from '../emit-literal.ts'

/** A literal as the product's printer writes it. */
function literal(value: Value, type: ColumnType, dialect: SqlDialect): string {
  const node = AliasNode.create(
    emitLiteral({ op: 'literal', type, value }, dialect, 'typed'),
    IdentifierNode.create('z'),
  )
  const { text } = printQuery(
    SelectQueryNode.cloneWithSelections(SelectQueryNode.create(), [SelectionNode.create(node)]),
    dialect,
  )
  return text
    .trim()
    .replace(/^select\s+/i, '')
    .replace(/\s+as\s+\S+$/i, '')
}

const callOf = (
  types: readonly ColumnType[],
  type: ColumnType,
  values: readonly Value[],
  dialect: SqlDialect,
): TemplateCall => ({
  count: types.length,
  types,
  type,
  literal: (index) => values[index],
  sqlType: dialect.sqlType,
  context: { calendar: chinaCalendar },
})

/** Rows as a derived table: a place, and the arguments. */
function rowsOf(types: readonly ColumnType[], rows: readonly (readonly Value[])[], dialect: SqlDialect): string {
  const line = (values: readonly Value[], place: number) =>
    `select ${[`${place} as place`, ...types.map((type, at) => `${literal(values[at] ?? null, type, dialect)} as c${at}`)].join(', ')}`
  return rows.length === 0 ? `(${line([], 0)} where 1 = 0) as t` : `(${rows.map(line).join(' union all ')}) as t`
}

/** An aggregate of given rows as a query of one value. */
export interface GroupVector {
  readonly text: string
  readonly value: Value
  readonly type: ColumnType
  readonly sql: string
}

/** Vectors of the aggregates, each a query of its own, in the order of the rows where order counts. */
export function aggregateVectors(dialect: SqlDialect): readonly GroupVector[] {
  return aggregates.flatMap(({ id, vectors, result, ordered, ...spec }) => {
    const lowering = loweringOf(spec, dialect.name)
    if (lowering.fidelity === 'none') return []
    return vectors.map(({ types, rows, gives }): GroupVector => {
      const type =
        typeof result === 'function'
          ? result(types, [])
          : result === 'same' || result === 'number'
            ? (types[0] ?? 'text')
            : result
      const template =
        typeof lowering.sql === 'string' ? lowering.sql : lowering.sql(callOf(types, type, rows[0] ?? [], dialect))
      const separator = rows[0]?.[1] ?? ','
      const sql = template
        .replaceAll('#d', '')
        .replaceAll('#o', ordered ? ' order by place' : '')
        .replaceAll('#f', '')
        .replaceAll('#1', `'${String(separator)}'`)
        .replaceAll('#0', 'c0')
      return {
        text: `${id} of ${JSON.stringify(rows)}`,
        value: gives,
        type,
        sql: `select ${sql} from ${rowsOf(types, rows, dialect)}`,
      }
    })
  })
}

const sample: readonly (readonly [part: string | null, order: number, text: string | null, number: number | null])[] = [
  ['甲', 1, 'b', 3],
  ['甲', 2, null, null],
  ['甲', 2, 'B', 5],
  ['甲', 4, '𠮷', -2],
  ['甲', 5, 'b', 4],
  [null, 1, 'x', null],
  [null, 2, null, 7],
  ['a', 9, null, null],
]

/** Every window function over one small table, with its value for each row, in the order of the rows. */
export function windowQueries(dialect: SqlDialect) {
  return windows.flatMap((spec) => {
    const lowering = loweringOf(spec, dialect.name)
    if (lowering.fidelity === 'none') return []
    return argumentsOf(spec).map(({ type, values, sql: argument, resultType }) => {
      const template =
        typeof lowering.sql === 'string'
          ? lowering.sql
          : lowering.sql(callOf(type ? [type] : [], resultType, values, dialect))
      // Ties are broken for those that need one order; ranks look at the ties.
      const tied = ['rank', 'dense_rank'].includes(spec.id)
      const over = `partition by part order by num${tied ? '' : ', place'}`
      return {
        id: spec.id,
        type: resultType,
        sql:
          `select ${template.replaceAll('#w', over).replaceAll('#0', argument)} as e from (` +
          sample
            .map(
              ([part, order, text, number], place) =>
                `select ${place} as place, ${literal(part, 'text', dialect)} as part, ${order} as num, ` +
                `${literal(text, 'text', dialect)} as t, ${literal(number, 'integer', dialect)} as n`,
            )
            .join(' union all ') +
          ') as s order by place',
        wanted: sample.map((_, at) => toValue(fit(meaning(spec, at, type, values, tied), resultType))),
      }
    })
  })
}

function argumentsOf(spec: WindowSpec) {
  const result = (type: ColumnType | null): ColumnType =>
    typeof spec.result === 'function'
      ? spec.result(type ? [type] : [], [])
      : spec.result === 'same'
        ? (type ?? 'text')
        : (spec.result as ColumnType)
  const [first] = spec.parameters
  if (!first) return [{ type: null, values: [] as Value[], sql: '', resultType: result(null) }]
  if (first.literal)
    return [2, 3].map((n) => ({ type: null, values: [n] as Value[], sql: '', resultType: result(null) }))
  const distances: Value[][] =
    spec.parameters.length > 1
      ? [
          [null, 1],
          [null, 2],
          [null, 0],
        ]
      : [[]]
  const types: readonly ColumnType[] = first.type === 'number' ? ['integer'] : ['integer', 'text']
  return types.flatMap((type) =>
    distances.map((values) => ({ type, values, sql: type === 'text' ? 't' : 'n', resultType: result(type) })),
  )
}

function meaning(
  spec: WindowSpec,
  row: number,
  type: ColumnType | null,
  values: readonly Value[],
  tied: boolean,
): Datum {
  const places = sample.map((_, at) => at).filter((at) => sample[at]?.[0] === sample[row]?.[0])
  const args = places.map((at): AggregateRow => {
    const value = type === null ? values[0] : type === 'text' ? sample[at]?.[2] : sample[at]?.[3]
    return [fromValue(value ?? null, type ?? 'integer'), ...values.slice(1).map((other) => fromValue(other, 'integer'))]
  })
  const orders = places.map((at) => sample[at]?.[1])
  const at = places.indexOf(row)
  const first = tied ? orders.indexOf(orders[at]) : at
  const last = tied ? orders.lastIndexOf(orders[at]) : at
  const group = tied ? new Set(orders.slice(0, at + 1)).size : at + 1
  return spec.reference({ rows: args, at, peers: [first, last], group })
}
