import { readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { connectorOf } from '../../index.ts'
import { parseRows } from '../../transport/rows-file/index.ts'

const declaration = '在押人员(编号*, 姓名)'
export const declared = {
  name: '在押人员',
  key: ['编号'],
  columns: ['编号', '姓名'].map((name) => ({ name, attachment: false })),
}

/** A change of one record: a value, or null for a deletion. */
export type Change = readonly [key: string, value: string | null]

export function toBody(changes: readonly Change[]): string {
  return changes
    .map(([key, value]) => JSON.stringify(value === null ? { 编号: key, $delete: true } : { 编号: key, 姓名: value }))
    .join('\n')
}

/** What a table should hold after these changes, in order of keys. */
export function applied(batches: readonly (readonly Change[])[]): readonly (readonly string[])[] {
  const state = new Map<string, string>()
  for (const [key, value] of batches.flat()) {
    if (value === null) state.delete(key)
    else state.set(key, value)
  }
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What the table holds, through the connector's own extract: rows in order of keys, and whether `_row` is unique. */
export async function tableOf(landing: string, file: string) {
  const context = { network: { allowed: [], refused: [] }, landing, signal: new AbortController().signal }
  await using source = await requireConnector().open({ tables: declaration }, context)
  const extract = await source.extract({ table: '在押人员', columns: ['编号', '姓名'], file, onRows: () => undefined })
  const rows: (string | null)[][] = []
  for await (const page of parseRows(Readable.from([await readFile(file)]))) rows.push(...page)
  await rm(file)
  const data = rows.slice(1)
  const numbers = data.map(([row]) => Number(row))
  return {
    extract,
    numbers,
    rows: data.map(([, ...values]) => values).sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  }
}

function requireConnector() {
  const connector = connectorOf('push')
  if (connector === undefined) throw new Error('no push connector')
  return connector
}
