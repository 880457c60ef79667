import type { Binding, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'
import { build, type TypedExpression } from '../expression/index.ts'
import type { Plan } from '../plan/index.ts'
import { codeName, isCoded, readColumn, readRelation } from './read-columns.ts'

export type QualityKind = 'unmapped-code' | 'unread-date' | 'unread-number'

const { call, column, text } = build

/** `written` gives column and value for everything that is not NULL; `lost` reads what `written` gave, counted. */
export interface QualityPlans {
  readonly written: Plan
  /** Over the relation `writtenRelation` (column, value, rows): column, kind, value, rows. */
  readonly lost: Plan
}

export const writtenRelation = 'written'

/**
 * Values that were written but could not be read. Each spelling is read once, however often it occurs, and columns that
 * are read alike are read by one expression: reading row by row and column by column took longer than the whole model.
 * Null if nothing can go wrong.
 */
export function qualityPlans(
  binding: Binding,
  table: LogicalTable,
  { relation, nodeId }: { readonly relation: string; readonly nodeId: string },
): QualityPlans | null {
  const origin = [nodeId]
  const checked = table.columns.flatMap((logical) => {
    const bound = binding.columns[logical.name]
    const kind = kindOf(logical, isCoded(logical, bound))
    return bound && bound.from !== null && kind !== null ? [{ logical, bound, from: bound.from, kind }] : []
  })
  const scan = readRelation(binding, table, relation, origin)
  const written = checked.map(({ logical, from }): Plan => {
    const present: Plan = { op: 'filter', input: scan, where: build.isNotNull(column(from, 'text')), origin }
    const columns = [
      { name: 'column', expression: text(logical.name) },
      { name: 'value', expression: column(from, 'text') },
    ]
    return { op: 'project', input: present, columns, origin }
  })
  const readers = new Map<string, Reader>()
  for (const { logical, bound, kind } of checked) {
    const read = readColumn(logical, { ...bound, from: 'value' })
    const code = isCoded(logical, bound) ? codeName(logical.name) : null
    const key = JSON.stringify([kind, logical.type, read])
    const names = [...(readers.get(key)?.names ?? []), logical.name]
    readers.set(key, { kind, type: logical.type, read, code, names })
  }
  const all = united(written, origin)
  const lost = united(
    [...readers.values()].map((reader) => lostOf(reader, origin)),
    origin,
  )
  return all && lost ? { written: all, lost } : null
}

/** Columns that are read by the same expression over `value` (or over its trimmed text, named `code`). */
interface Reader {
  readonly kind: QualityKind
  readonly type: LogicalColumn['type']
  readonly read: TypedExpression
  readonly code: string | null
  readonly names: readonly string[]
}

function lostOf({ kind, type, read, code, names }: Reader, origin: readonly string[]): Plan {
  const value = column('value', 'text')
  const counted: Plan = {
    op: 'read',
    relation: writtenRelation,
    columns: [
      { name: 'column', type: 'text' },
      { name: 'value', type: 'text' },
      { name: 'rows', type: 'integer' },
    ],
    origin,
  }
  const own: Plan = {
    op: 'filter',
    input: counted,
    where: call('in', 'boolean', column('column', 'text'), ...names.map(text)),
    origin,
  }
  const kept = [
    { name: 'column', expression: column('column', 'text') },
    { name: 'value', expression: value },
    { name: 'rows', expression: column('rows', 'integer') },
  ]
  const trimmed = code === null ? [] : [{ name: code, expression: call('read.trim', 'text', value) }]
  const prepared: Plan = { op: 'project', input: own, columns: [...kept, ...trimmed], origin }
  const both: Plan = {
    op: 'project',
    input: prepared,
    columns: [...kept, { name: '__read', expression: read }],
    origin,
  }
  // `0` is no amount of anything but it may be a code: unmapped, it must be counted, never taken for nothing.
  const isWritten =
    kind !== 'unmapped-code'
      ? 'read.is-written'
      : type === 'boolean'
        ? 'read.is-answer-written'
        : 'read.is-code-written'
  const conditions = [
    build.isNull(column('__read', type)),
    call(isWritten, 'boolean', value),
    ...(kind === 'unread-date' ? [build.not(call('read.is-sentinel', 'boolean', value))] : []),
  ]
  return {
    op: 'project',
    input: { op: 'filter', input: both, where: build.allOf(conditions), origin },
    columns: [
      { name: 'column', expression: column('column', 'text') },
      { name: 'kind', expression: text(kind) },
      { name: 'value', expression: value },
      { name: 'rows', expression: column('rows', 'integer') },
    ],
    origin,
  }
}

function united(parts: readonly Plan[], origin: readonly string[]): Plan | null {
  const [first, ...rest] = parts
  if (!first) return null
  return rest.length === 0 ? first : { op: 'union', inputs: [first, ...rest], origin }
}

function kindOf({ type }: LogicalColumn, coded: boolean): QualityKind | null {
  if (coded || type === 'boolean') return 'unmapped-code'
  if (type === 'date' || type === 'timestamp') return 'unread-date'
  return type === 'integer' || type === 'decimal' ? 'unread-number' : null
}
