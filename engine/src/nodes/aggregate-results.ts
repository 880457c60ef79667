import type { Column, ColumnType, Text } from '@jianmo/connectors/words'
import { z } from 'zod'
import {
  type AggregateSpec,
  aggregateOf,
  aggregates,
  argumentCounts,
  build,
  checkAggregate,
  columnsRead,
  nearestName,
  type Scope,
  type TypedExpression,
} from '../expression/index.ts'
import type { AggregateColumn, OrderItem, Plan, ProjectedColumn } from '../plan/index.ts'
import { idOf, strictest } from '../schema/index.ts'
import { checkField, typedField } from './check-fields.ts'
import { ColumnName, type Columns, ConfigText } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'
import type { InferContext, Report } from './node-spec.ts'
import { boundOrder, checkOrder, OrderEntries, type OrderEntry } from './order-config.ts'

const argumentLabels: Readonly<Record<string, Text>> = {
  value: { zh: '值', en: 'Value' },
  number: { zh: '数', en: 'Number' },
  text: { zh: '文本', en: 'Text' },
  condition: { zh: '条件', en: 'Condition' },
  separator: { zh: '分隔符', en: 'Separator' },
}

/** What a parameter of an aggregate is called on the screen: in the form and in problems alike. */
export const argumentLabel = (name: string): Text => argumentLabels[name] ?? { zh: name, en: name }

/** One result of a group as it stands in a config. */
export interface AggregateResult {
  readonly name: string
  readonly label: string
  /** Id in the table of aggregates. */
  readonly function: string
  /** One expression a parameter of the function; trailing ones may be empty. */
  readonly arguments: readonly string[]
  readonly distinct: boolean
  /** Only rows for which it is true count; empty counts all. */
  readonly where: string
  /** For functions whose value depends on an order. */
  readonly order: readonly OrderEntry[]
}

export const AggregateResults = z
  .array(
    z.object({
      name: ColumnName,
      label: z.string().max(80),
      function: z.string().max(60),
      arguments: z.array(ConfigText).max(10),
      distinct: z.boolean().default(false),
      where: ConfigText.default(''),
      order: OrderEntries.default([]),
    }),
  )
  .max(50)

/** Expressions without the empty ones at the end, and without what the function has no parameter for (it was changed). */
function given(result: Pick<AggregateResult, 'arguments'>, spec: AggregateSpec): readonly string[] {
  const texts = result.arguments.slice(0, argumentCounts(spec)[1])
  return texts.slice(0, texts.findLastIndex((text) => text.trim() !== '') + 1)
}

/** The column that a result gives, broken if it cannot be computed; every problem is reported. Null if it has no name. */
export function checkResult(
  result: AggregateResult,
  scope: Scope,
  { report, field }: { readonly report: Report; readonly field: string },
): Column | null {
  const { name, label } = result
  const words = label || name
  const named = { name, label: { zh: words, en: words } }
  const broken: Column | null = name === '' ? null : { ...named, type: 'text', sensitivity: 'internal', broken: true }
  const spec = aggregateOf(result.function)
  if (result.where.trim() !== '')
    checkField(result.where, scope, { report, field: `${field}.where`, expected: 'boolean' })
  if (!spec) {
    const nearest = nearestName(
      result.function,
      aggregates.map(({ id }) => id),
    )
    const missing = { label: { zh: '汇总方式', en: 'Aggregate' } }
    report(
      result.function === ''
        ? nodeProblem('setting-missing', missing, { field: `${field}.function` })
        : nodeProblem('aggregate-unknown', { function: result.function, nearest }, { field: `${field}.function` }),
    )
    return broken
  }
  const called = spec.label
  const texts = given(result, spec)
  const [least] = argumentCounts(spec)
  for (let index = 0; index < Math.max(least, texts.length); index++) {
    if ((texts[index] ?? '').trim() !== '') continue
    const argument = argumentLabel(spec.parameters[index]?.name ?? '')
    const data = { function: called, argument }
    report(nodeProblem('aggregate-argument-missing', data, { field: `${field}.arguments.${index}` }))
  }
  const checked = texts.map((text, index) => {
    return text.trim() === ''
      ? null
      : checkField(text, scope, { report, field: `${field}.arguments.${index}`, expected: null }).typed
  })
  if (spec.ordered) {
    checkOrder(result.order, scope.columns, { report, field: `${field}.order` })
    if (result.distinct && result.order.length > 0)
      report(nodeProblem('distinct-in-other-order', { function: called }, { field: `${field}.order` }))
  }
  const args = checked.flatMap((typed) => typed ?? [])
  if (name === '' || args.length < Math.max(least, checked.length)) return broken
  const call = checkAggregate(spec, args)
  if ('wrong' in call) {
    const data = { function: called, found: args[call.wrong]?.type ?? ('null' as const) }
    report(nodeProblem('aggregate-argument-type', data, { field: `${field}.arguments.${call.wrong}` }))
    return broken
  }
  const type: ColumnType = call.type === 'null' ? 'text' : call.type
  return { ...inherited(args, type, scope.columns), ...named, type }
}

/**
 * A value of a group is as personal as what it was made of; how many there are, and whether, tells nothing about who it is. It
 * still means what its column means if it is one of that column's values.
 */
function inherited(
  args: readonly TypedExpression[],
  type: ColumnType,
  columns: Columns,
): Pick<Column, 'sensitivity' | 'semantic' | 'codes'> {
  const read = new Set(args.flatMap(columnsRead))
  const sources = columns.filter((column) => read.has(idOf(column)))
  const [first] = args
  const same =
    first?.op === 'column' && first.type === type ? columns.find((column) => idOf(column) === first.id) : undefined
  const counts = (type === 'integer' || type === 'boolean') && same === undefined
  return {
    sensitivity: counts
      ? 'internal'
      : strictest(
          sources.map(({ sensitivity }) => sensitivity),
          'internal',
        ),
    ...(same?.semantic === undefined ? {} : { semantic: same.semantic }),
    ...(same?.codes === undefined ? {} : { codes: same.codes }),
  }
}

interface Lowering {
  readonly column: Column
  readonly input: Plan
  readonly known: Columns
  readonly context: InferContext
  /** Columns to compute below the groups: an order needs a column. */
  readonly added: ProjectedColumn[]
}

/** A result that was checked before, in the algebra. */
export function typedResult(
  result: AggregateResult,
  { column, input, known, context, added }: Lowering,
): AggregateColumn {
  const spec = aggregateOf(result.function) as AggregateSpec
  const args = given(result, spec).map((text) => typedField(text, known, context))
  const call = checkAggregate(spec, args)
  if ('wrong' in call) throw new Error(`${result.function} was not checked`)
  const where = result.where.trim() === '' ? undefined : typedField(result.where, known, context)
  const order = boundOrder(input, known, result.order)
  const value = call.arguments[0]
  const own =
    spec.ordered && result.distinct && value ? ownOrder(value, { id: `${idOf(column)}.__value`, added }) : null
  return {
    id: idOf(column),
    name: column.name,
    type: column.type,
    function: spec.id,
    arguments: own ? [own.value, ...call.arguments.slice(1)] : call.arguments,
    ...(result.distinct ? { distinct: true } : {}),
    ...(where ? { where } : {}),
    ...(spec.ordered ? { order: own ? own.order : order } : {}),
  }
}

/** Without repeats, every engine orders by the value itself and nothing else. */
function ownOrder(
  value: TypedExpression,
  { id, added }: { readonly id: string; readonly added: ProjectedColumn[] },
): { readonly value: TypedExpression; readonly order: readonly OrderItem[] } {
  const direction = 'ascending'
  if (value.op === 'column') return { value, order: [{ column: value.id, direction }] }
  const name = '__value'
  added.push({ id, name, expression: value })
  const type = value.type === 'null' ? 'text' : value.type
  return { value: build.column({ id, type }), order: [{ column: id, direction }] }
}
