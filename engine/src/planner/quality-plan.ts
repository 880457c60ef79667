import type { Binding, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'
import { build, type TypedExpression } from '../expression/index.ts'
import { type Plan, unionOf } from '../plan/index.ts'
import { codeName, isCoded, readColumn, readRelation } from './read-columns.ts'

export type QualityKind = 'unmapped-code' | 'unread-date' | 'unread-number'

const { call, text } = build

const textColumn = (id: string) => build.column({ id, type: 'text' })
const rows = build.column({ id: 'rows', type: 'integer' })
/** The columns here are made here: what they are called is who they are. */
const named = (columns: Readonly<Record<string, TypedExpression>>) =>
  Object.entries(columns).map(([name, expression]) => ({ id: name, name, expression }))

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
  const scan = readRelation(binding, table, { relation, origin })
  const written = checked.map(({ logical, from }): Plan => {
    const present: Plan = { op: 'filter', input: scan, where: build.isNotNull(textColumn(from)), origin }
    const columns = named({ column: text(logical.name), value: textColumn(from) })
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
  const all = unionOf(written, origin)
  const lost = unionOf(
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
  const value = textColumn('value')
  const counted: Plan = {
    op: 'read',
    relation: writtenRelation,
    columns: [
      { id: 'column', name: 'column', type: 'text' },
      { id: 'value', name: 'value', type: 'text' },
      { id: 'rows', name: 'rows', type: 'integer' },
    ],
    origin,
  }
  const own: Plan = {
    op: 'filter',
    input: counted,
    where: call('in', 'boolean', textColumn('column'), ...names.map(text)),
    origin,
  }
  const kept = { column: textColumn('column'), value, rows }
  const trimmed = code === null ? {} : { [code]: call('read.trim', 'text', value) }
  const prepared: Plan = { op: 'project', input: own, columns: named({ ...kept, ...trimmed }), origin }
  const both: Plan = { op: 'project', input: prepared, columns: named({ ...kept, __read: read }), origin }
  // `0` is no amount of anything but it may be a code: unmapped, it must be counted, never taken for nothing.
  const isWritten =
    kind !== 'unmapped-code'
      ? 'read.is-written'
      : type === 'boolean'
        ? 'read.is-answer-written'
        : 'read.is-code-written'
  const conditions = [
    build.isNull(build.column({ id: '__read', type })),
    call(isWritten, 'boolean', value),
    ...(kind === 'unread-date' ? [build.not(call('read.is-sentinel', 'boolean', value))] : []),
  ]
  return {
    op: 'project',
    input: { op: 'filter', input: both, where: build.allOf(conditions), origin },
    columns: named({ column: textColumn('column'), kind: text(kind), value, rows }),
    origin,
  }
}

function kindOf({ type }: LogicalColumn, coded: boolean): QualityKind | null {
  if (coded || type === 'boolean') return 'unmapped-code'
  if (type === 'date' || type === 'timestamp') return 'unread-date'
  return type === 'integer' || type === 'decimal' ? 'unread-number' : null
}
