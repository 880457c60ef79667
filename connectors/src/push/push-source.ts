import { connectorError } from '../errors.ts'
import { type LandedTable, openLandedTables } from '../landing/landed-table.ts'
import type { ConnectorContext, OpenSource } from '../words/connector.ts'
import type { DeclaredTable } from './declared-tables.ts'
import { listStamps, pushBatchId, segmentFile } from './push-log.ts'
import { type PushStamp, readSegment } from './segment.ts'

/** A source of pushed records: a table is the newest version of each key, without the deleted. */
export function openPushSource(context: ConnectorContext, tables: readonly DeclaredTable[]): OpenSource {
  const { landing } = context
  const list = async () => {
    const stamps = await listStamps(landing)
    return tables.map((table) =>
      toLandedTable(
        landing,
        table,
        stamps.filter(({ table: name }) => name === table.name),
      ),
    )
  }
  return openLandedTables(list, context)
}

function toLandedTable(landing: string, table: DeclaredTable, stamps: readonly PushStamp[]): LandedTable {
  const newest = stamps.at(-1)
  return {
    name: table.name,
    columns: table.columns.map(({ name }) => ({ name, sourceType: 'json', type: 'text' })),
    rows: null,
    rowsFile: null,
    rejected: stamps.reduce((sum, { rejected }) => sum + rejected, 0),
    comment: `键 ${table.key.join('、')}`,
    notes: [],
    newestAt: newest?.receivedAt ?? null,
    batches: stamps.length,
    read: (signal) => ({
      pages: readNewest(landing, table, stamps, signal),
      snapshot: () => Promise.resolve(pushBatchId(newest?.sequence ?? 0)),
    }),
  }
}

/** From the newest batch to the oldest: the first version of a key that is met is the one that counts. */
async function* readNewest(
  landing: string,
  table: DeclaredTable,
  stamps: readonly PushStamp[],
  signal: AbortSignal,
): AsyncGenerator<(string | null)[][]> {
  const seen = new Set<string>()
  for (const stamp of stamps.toReversed()) {
    signal.throwIfAborted()
    if (!sameKey(stamp.key, table.key))
      throw connectorError('push-key-changed', { table: table.name, key: stamp.key.join('、') })
    const { entries } = await readSegment(segmentFile(landing, stamp.sequence))
    const places = table.columns.map(({ name }) => stamp.columns.indexOf(name))
    const keyPlaces = stamp.key.map((name) => stamp.columns.indexOf(name))
    const page: (string | null)[][] = []
    for (const entry of entries.toReversed()) {
      if (entry.kind !== 'row' && entry.kind !== 'delete') continue
      const { kind, values } = entry
      const key = JSON.stringify(kind === 'delete' ? values : keyPlaces.map((place) => values[place]))
      if (seen.has(key)) continue
      seen.add(key)
      if (kind === 'row')
        page.push([String(stamp.offset + entry.index), ...places.map((place) => values[place] ?? null)])
    }
    yield page
  }
}

function sameKey(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}
