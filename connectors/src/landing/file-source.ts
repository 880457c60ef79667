import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { parseRows } from '../transport/rows-file/index.ts'
import type { Capabilities, ConnectorContext, OpenSource } from '../words/connector.ts'
import type { BatchRecord, BatchRule } from './batch.ts'
import { batchFolder, listBatches } from './batch-folder.ts'
import { type LandedTable, openLandedTables } from './landed-table.ts'
import { keepSnapshot, type SnapshotPart } from './snapshots.ts'
import { keyOfColumn, type TableSet, toTableSets } from './table-set.ts'

/** What every source of imported batches can do. */
export const fileCapabilities: Capabilities = {
  snapshot: 'batch',
  comments: false,
  emptyText: false,
  typed: false,
  cancels: true,
}

/** A source of imported files: `rule` says which batches of a table make it up. */
export function openFileSource({ landing, signal }: ConnectorContext, rule: BatchRule = 'newest'): OpenSource {
  const list = async () =>
    toTableSets(await listBatches(landing), rule).map((set): LandedTable => toLandedTable(landing, set))
  return openLandedTables(list, { landing, signal })
}

function toLandedTable(landing: string, set: TableSet): LandedTable {
  const { table, columns, batches, notes } = set
  const newest = batches.at(-1)
  const [only] = batches
  return {
    name: table,
    columns,
    rows: batches.reduce((sum, { accepted }) => sum + accepted, 0),
    rejected: batches.reduce((sum, { rejected }) => sum + rejected, 0),
    comment: batches.map(({ fileName }) => fileName).join('、'),
    notes,
    newestAt: newest?.importedAt ?? null,
    batches: batches.length,
    rowsFile: only === undefined || batches.length > 1 ? null : join(batchFolder(landing, only.id), 'rows.csv'),
    read(signal) {
      const parts: SnapshotPart[] = []
      return { pages: readSet(landing, set, parts, signal), snapshot: () => keepSnapshot(landing, parts) }
    },
  }
}

/** Batch after batch; row numbers go on where the batch before ended. `parts` learns where each began. */
async function* readSet(
  landing: string,
  { columns, batches }: TableSet,
  parts: SnapshotPart[],
  signal: AbortSignal,
): AsyncGenerator<(string | null)[][]> {
  let offset = 0
  for (const batch of batches) {
    parts.push({ batchId: batch.id, fileName: batch.fileName, offset })
    const places = placesIn(batch, columns)
    const plain = offset === 0 && places.every((place, index) => place === index + 1)
    let last = offset
    for await (const rows of readBatch(landing, batch, signal)) {
      const page: (string | null)[][] = []
      for (const row of rows) {
        const number = Number(row[0]) + offset
        if (number > last) last = number
        page.push(plain ? row : [String(number), ...places.map((place) => row[place] ?? null)])
      }
      yield page
    }
    offset = last
  }
}

/** Where the columns of the set are in a row of the batch; 0-based `_row` is never one, so -1 reads as nothing. */
function placesIn(batch: BatchRecord, columns: TableSet['columns']): readonly number[] {
  const own = new Map(batch.columns.map(({ name }, index) => [keyOfColumn(name), index + 1]))
  return columns.map(({ name }) => own.get(keyOfColumn(name)) ?? -1)
}

/** Rows of a batch without the header; `_row` comes first. @throws rows-differ */
async function* readBatch(
  landing: string,
  batch: BatchRecord,
  signal: AbortSignal,
): AsyncGenerator<(string | null)[][]> {
  const stream = createReadStream(join(batchFolder(landing, batch.id), 'rows.csv'), { highWaterMark: 262_144, signal })
  let header = true
  let count = 0
  for await (const rows of parseRows(stream)) {
    count += header ? rows.length - 1 : rows.length
    yield header ? rows.slice(1) : rows
    header = false
  }
  if (count !== batch.accepted) {
    throw connectorError('rows-differ', { table: batch.table, rows: count, counted: batch.accepted })
  }
}
