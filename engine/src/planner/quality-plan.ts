import type { Binding, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'
import { build } from '../expression/index.ts'
import type { Plan } from '../plan/index.ts'
import { codeName, isCoded, readColumn, readRelation } from './read-columns.ts'

export type QualityKind = 'unmapped-code' | 'unread-date' | 'unread-number'

const { call, column, text } = build

/** Values that were written but could not be read: rows of column, kind, value (as written). Null if nothing can go wrong. */
export function qualityPlan(
  binding: Binding,
  table: LogicalTable,
  { relation, nodeId }: { readonly relation: string; readonly nodeId: string },
): Plan | null {
  const origin = [nodeId]
  const parts = table.columns.flatMap((logical): Plan[] => {
    const bound = binding.columns[logical.name]
    const kind = kindOf(logical, isCoded(logical, bound))
    if (!bound || bound.from === null || kind === null) return []
    const raw = column(bound.from, 'text')
    const read: Plan = {
      op: 'project',
      input: readRelation(binding, table, relation, origin),
      columns: [
        { name: bound.from, expression: raw },
        { name: codeName(logical.name), expression: call('read.trim', 'text', raw) },
      ],
      origin,
    }
    const both: Plan = {
      op: 'project',
      input: read,
      columns: [
        { name: 'value', expression: raw },
        { name: '__read', expression: readColumn(logical, bound) },
      ],
      origin,
    }
    // `0` is no amount of anything but it may be a code: unmapped, it must be counted, never taken for nothing.
    const isWritten =
      kind !== 'unmapped-code'
        ? 'read.is-written'
        : logical.type === 'boolean'
          ? 'read.is-answer-written'
          : 'read.is-code-written'
    const written = call(isWritten, 'boolean', column('value', 'text'))
    const sentinel = call('read.is-sentinel', 'boolean', column('value', 'text'))
    const conditions = [
      build.isNull(column('__read', logical.type)),
      written,
      ...(kind === 'unread-date' ? [build.not(sentinel)] : []),
    ]
    const lost: Plan = { op: 'filter', input: both, where: build.allOf(conditions), origin }
    const columns = [
      { name: 'column', expression: text(logical.name) },
      { name: 'kind', expression: text(kind) },
      { name: 'value', expression: column('value', 'text') },
    ]
    return [{ op: 'project', input: lost, columns, origin }]
  })
  const [first, ...rest] = parts
  if (!first) return null
  return rest.length === 0 ? first : { op: 'union', inputs: [first, ...rest], origin }
}

function kindOf({ type }: LogicalColumn, coded: boolean): QualityKind | null {
  if (coded || type === 'boolean') return 'unmapped-code'
  if (type === 'date' || type === 'timestamp') return 'unread-date'
  return type === 'integer' || type === 'decimal' ? 'unread-number' : null
}
