import type { Binding, ColumnBinding, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'
import { build, type ColumnId, type TypedExpression } from '../expression/index.ts'
import { extend, type Plan, type ProjectedColumn, type ProjectPlan, type ReadPlan } from '../plan/index.ts'
import { boundColumns } from './check-binding.ts'
import { rowColumn } from './instrument.ts'

const { call, choose, equal, text } = build

const textColumn = (id: ColumnId) => build.column({ id, type: 'text' })

export const scanRelation = (nodeId: string) => `scan_${nodeId.replaceAll('-', '_')}`

/** Physical columns to load for a binding, each once. */
export function physicalColumns(binding: Binding, table: LogicalTable): readonly string[] {
  return [...new Set(boundColumns(binding, table).map(({ from }) => from))]
}

/** The loaded relation: `_row` BIGINT and every bound physical column as text. Ids are the physical names. */
export function readRelation(
  binding: Binding,
  table: LogicalTable,
  { relation, origin }: { readonly relation: string; readonly origin: readonly string[] },
): ReadPlan {
  return {
    op: 'read',
    relation,
    columns: [
      { id: rowColumn, name: rowColumn, type: 'integer' },
      ...physicalColumns(binding, table).map((name) => ({ id: name, name, type: 'text' as const })),
    ],
    origin,
  }
}

export interface Reading {
  readonly table: LogicalTable
  readonly binding: Binding
  /** Id of each logical column; its name if nothing is said. */
  readonly idOf?: (name: string) => ColumnId
}

/**
 * The 适配层 as a plan: agencies' texts become the logical table's typed columns. A damaged id stays as it was written,
 * so that normalising can say what is wrong with it; unmapped codes and unread dates become NULL and are counted apart.
 */
export function readColumns(
  input: Plan,
  { table, binding, idOf = (name) => name }: Reading,
  origin: readonly string[],
): ProjectPlan {
  const coded = table.columns.filter((logical) => isCoded(logical, binding.columns[logical.name]))
  const trimmed: readonly ProjectedColumn[] = coded.map(({ name }) => ({
    id: codeName(name),
    name: codeName(name),
    expression: call('read.trim', 'text', textColumn(binding.columns[name]?.from ?? '')),
  }))
  const prepared: Plan = coded.length === 0 ? input : extend(input, trimmed, origin)
  return {
    op: 'project',
    input: prepared,
    columns: table.columns.map((logical) => ({
      id: idOf(logical.name),
      name: logical.name,
      expression: readColumn(logical, binding.columns[logical.name]),
    })),
    origin,
  }
}

/** The trimmed text of a coded column, before its codes are looked up. */
export const codeName = (name: string) => `__code_${name}`

/** Whether values are looked up in a list: a mapping is given, or the logical column has a closed set. */
export function isCoded(logical: LogicalColumn, binding: ColumnBinding | undefined): boolean {
  if (!binding || binding.from === null || (logical.type !== 'text' && logical.type !== 'boolean')) return false
  return Object.keys(binding.codes ?? {}).length > 0 || (logical.type === 'text' && (logical.codes?.length ?? 0) > 0)
}

export function readColumn(logical: LogicalColumn, binding: ColumnBinding | undefined): TypedExpression {
  const { type } = logical
  if (!binding || binding.from === null) return build.nullOf(type)
  const raw = textColumn(binding.from)
  if (isCoded(logical, binding)) return readCode(logical, binding)
  const format = binding.dateFormat ?? 'auto'
  switch (type) {
    case 'date':
      return call(`read.date.${format}`, type, raw)
    case 'timestamp':
      return call(`read.timestamp.${format}`, type, raw)
    case 'text':
      return call(readerOf(logical), type, raw)
    default:
      return call(`read.${type}`, type, raw)
  }
}

function readerOf({ semantic }: LogicalColumn): string {
  if (semantic === 'resident-id') return 'read.raw'
  return semantic === 'person-name' || semantic === 'case-number' ? `read.${semantic}` : 'read.text'
}

function readCode(logical: LogicalColumn, binding: ColumnBinding): TypedExpression {
  const written = textColumn(codeName(logical.name))
  const given = Object.entries(binding.codes ?? {})
  const known = given.length > 0 ? given : (logical.codes ?? []).map(({ value }) => [value, value] as const)
  const meaning = (value: string) =>
    logical.type === 'boolean' ? build.literal('boolean', value === 'true') : text(value)
  // Codes with one meaning share a branch; the order is the mapping's, so the SQL is the same every time.
  const groups = new Map<string, string[]>()
  for (const [physical, value] of known) groups.set(value, [...(groups.get(value) ?? []), physical])
  return choose(
    logical.type,
    [...groups].map(([value, codes]) => ({
      when:
        codes.length === 1 ? equal(written, text(codes[0] ?? '')) : call('in', 'boolean', written, ...codes.map(text)),
      gives: meaning(value),
    })),
    build.nullOf(logical.type),
  )
}
