import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connectorError } from '../errors.ts'
import { encodeRow, parseRows } from '../transport/rows-file/index.ts'
import type { Capabilities, ConnectorContext, Extract, ExtractRequest, OpenSource } from '../words/connector.ts'
import type { BatchRecord } from './batch.ts'
import { batchFolder, listBatches, newestBatches } from './batch-folder.ts'
import { profileFiles } from './profile-files.ts'

/** What every source of imported batches can do. */
export const fileCapabilities: Capabilities = {
  snapshot: 'batch',
  comments: false,
  emptyText: true,
  typed: false,
  cancels: true,
}

/** A source of imported files: its tables are the newest batch of each table name. */
export function openFileSource({ landing, signal }: ConnectorContext): OpenSource {
  async function batchOf(table: string): Promise<BatchRecord> {
    const batch = (await newestBatches(landing)).find((record) => record.table === table)
    if (!batch) throw connectorError('no-such-table', { table })
    return batch
  }

  /** Rows of a batch without the header; `_row` comes first. */
  async function* rowsOf(batch: BatchRecord): AsyncGenerator<(string | null)[][]> {
    const stream = createReadStream(join(batchFolder(landing, batch.id), 'rows.csv'), {
      highWaterMark: 262_144,
      signal,
    })
    let header = true
    for await (const rows of parseRows(stream)) {
      yield header ? rows.slice(1) : rows
      header = false
    }
  }

  async function extract({ table, columns, file, onRows }: ExtractRequest): Promise<Extract> {
    const batch = await batchOf(table)
    const places = columns.map((column) => placeOf(batch, column))
    let rows = 0
    async function* lines(): AsyncGenerator<string> {
      yield encodeRow(['_row', ...columns])
      for await (const part of rowsOf(batch)) {
        rows += part.length
        onRows(rows)
        yield part.map((row) => encodeRow([row[0] ?? null, ...places.map((place) => row[place] ?? null)])).join('')
      }
    }
    try {
      await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
    } catch (cause) {
      if (signal.aborted) throw connectorError('read-cancelled', {}, { cause })
      throw cause
    }
    if (rows !== batch.accepted) throw connectorError('rows-differ', { table, rows, counted: batch.accepted })
    return {
      rows,
      counted: batch.accepted,
      snapshot: batch.id,
      readAt: new Date().toISOString(),
      rejected: batch.rejected,
    }
  }

  return {
    async tables() {
      const batches = await newestBatches(landing)
      return batches.map(({ table, columns, accepted, fileName }) => ({
        name: table,
        columns,
        rows: accepted,
        comment: fileName,
      }))
    },
    async sample(table, limit) {
      const found: (string | null)[][] = []
      for await (const rows of rowsOf(await batchOf(table))) {
        for (const row of rows) if (found.length < limit) found.push(row.slice(1))
        if (found.length >= limit) break
      }
      return found
    },
    async values(table, column, limit) {
      const batch = await batchOf(table)
      const place = placeOf(batch, column)
      const counts = new Map<string | null, number>()
      for await (const rows of rowsOf(batch)) {
        for (const row of rows) counts.set(row[place] ?? null, (counts.get(row[place] ?? null) ?? 0) + 1)
      }
      return [...counts]
        .map(([value, rows]) => ({ value, rows }))
        .sort((a, b) => b.rows - a.rows || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
        .slice(0, limit)
    },
    async profile({ table, columns, topValues }) {
      const started = performance.now()
      const batch = await batchOf(table)
      const files = [join(batchFolder(landing, batch.id), 'rows.csv')]
      const places = columns.map((name) => ({ name, place: placeOf(batch, name) }))
      const profile = await profileFiles({ files, columns: places, topValues }, signal)
      if (profile.rows !== batch.accepted)
        throw connectorError('rows-differ', { table, rows: profile.rows, counted: batch.accepted })
      return {
        table,
        ...profile,
        readAt: new Date().toISOString(),
        milliseconds: Math.round(performance.now() - started),
      }
    },
    async freshness() {
      const batches = await listBatches(landing)
      return [...Map.groupBy(batches, ({ table }) => table)].map(([table, [newest, ...older]]) => ({
        table,
        newestAt: newest?.importedAt ?? null,
        batches: older.length + 1,
        rows: newest?.accepted ?? null,
      }))
    },
    extract,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** The place of a column in a row of `rows.csv`. */
function placeOf({ columns, table }: BatchRecord, column: string): number {
  const index = columns.findIndex(({ name }) => name === column)
  if (index < 0) throw connectorError('no-such-column', { table, column })
  return index + 1
}
