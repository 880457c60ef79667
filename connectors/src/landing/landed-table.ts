import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connectorError } from '../errors.ts'
import { encodeRow } from '../transport/rows-file/index.ts'
import type { SourceColumn } from '../words/column.ts'
import type { ConnectorContext, Extract, ExtractRequest, OpenSource } from '../words/connector.ts'
import type { Text } from '../words/text.ts'
import { profileFiles } from './profile-files.ts'

/** A table in the landing store, whatever its rows were made of: one batch, several, or pushed records. */
export interface LandedTable {
  readonly name: string
  readonly columns: readonly SourceColumn[]
  /** Null if it is known only after reading. */
  readonly rows: number | null
  readonly rejected: number
  readonly comment: string
  readonly notes: readonly Text[]
  readonly newestAt: string | null
  readonly batches: number
  /** A rows file that holds exactly the rows and columns of the table; null if they lie in several. */
  readonly rowsFile: string | null
  read(signal: AbortSignal): LandedReading
}

export interface LandedReading {
  /** `_row` and then a value for each column. @throws rows-differ if a batch does not hold what it was stamped with */
  readonly pages: AsyncGenerator<(string | null)[][]>
  /** The id of what was read. To be asked when the pages have ended. */
  snapshot(): Promise<string>
}

/** Opens landed tables as a source. `list` gives them as they stand now; `landing` is the folder they lie in. */
export function openLandedTables(
  list: () => Promise<readonly LandedTable[]>,
  { landing, signal }: Pick<ConnectorContext, 'landing' | 'signal'>,
): OpenSource {
  async function tableOf(name: string): Promise<LandedTable> {
    const table = (await list()).find((each) => each.name === name)
    if (!table) throw connectorError('no-such-table', { table: name })
    return table
  }

  /** Rows of several batches as one rows file, which is gone afterwards. */
  async function withRows<Result>(table: LandedTable, use: (file: string) => Promise<Result>): Promise<Result> {
    await mkdir(landing, { recursive: true, mode: 0o700 })
    const folder = await mkdtemp(join(landing, `.staging-${process.pid}-profile-`))
    try {
      const file = join(folder, 'rows.csv')
      async function* lines(): AsyncGenerator<string> {
        yield encodeRow(['_row', ...table.columns.map((column) => column.name)])
        for await (const page of table.read(signal).pages) yield page.map(encodeRow).join('')
      }
      await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
      return await use(file)
    } catch (cause) {
      if (signal.aborted) throw connectorError('read-cancelled', {}, { cause })
      throw cause
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async function extract({ table: name, columns, file, onRows }: ExtractRequest): Promise<Extract> {
    const table = await tableOf(name)
    const places = columns.map((column) => placeOf(table, column))
    const reading = table.read(signal)
    let rows = 0
    async function* lines(): AsyncGenerator<string> {
      yield encodeRow(['_row', ...columns])
      for await (const page of reading.pages) {
        rows += page.length
        onRows(rows)
        yield page.map((row) => encodeRow([row[0] ?? null, ...places.map((place) => row[place] ?? null)])).join('')
      }
    }
    try {
      await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
    } catch (cause) {
      if (signal.aborted) throw connectorError('read-cancelled', {}, { cause })
      throw cause
    }
    const counted = table.rows ?? rows
    if (rows !== counted) throw connectorError('rows-differ', { table: name, rows, counted })
    const snapshot = await reading.snapshot()
    return { rows, counted, snapshot, readAt: new Date().toISOString(), rejected: table.rejected }
  }

  return {
    async tables() {
      return (await list()).map(({ name, columns, rows, comment, notes }) => ({
        name,
        columns,
        comment,
        ...(rows === null ? {} : { rows }),
        ...(notes.length === 0 ? {} : { notes }),
      }))
    },
    async sample(name, limit) {
      const found: (string | null)[][] = []
      for await (const page of (await tableOf(name)).read(signal).pages) {
        for (const row of page) if (found.length < limit) found.push(row.slice(1))
        if (found.length >= limit) break
      }
      return found
    },
    async values(name, column, limit) {
      const table = await tableOf(name)
      const place = placeOf(table, column)
      const counts = new Map<string | null, number>()
      for await (const page of table.read(signal).pages) {
        for (const row of page) counts.set(row[place] ?? null, (counts.get(row[place] ?? null) ?? 0) + 1)
      }
      return [...counts]
        .map(([value, rows]) => ({ value, rows }))
        .sort((a, b) => b.rows - a.rows || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
        .slice(0, limit)
    },
    async profile({ table: name, columns, topValues }) {
      const started = performance.now()
      const table = await tableOf(name)
      const places = columns.map((column) => ({ name: column, place: placeOf(table, column) }))
      const profileOf = (file: string) => profileFiles({ files: [file], columns: places, topValues }, signal)
      const profile = table.rowsFile === null ? await withRows(table, profileOf) : await profileOf(table.rowsFile)
      if (profile.rows !== (table.rows ?? profile.rows))
        throw connectorError('rows-differ', { table: name, rows: profile.rows, counted: table.rows ?? 0 })
      const milliseconds = Math.round(performance.now() - started)
      return { table: name, ...profile, readAt: new Date().toISOString(), milliseconds }
    },
    async freshness() {
      return (await list()).map(({ name, newestAt, batches, rows }) => ({ table: name, newestAt, batches, rows }))
    },
    extract,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** The place of a column in a row of a page. */
function placeOf({ columns, name }: LandedTable, column: string): number {
  const index = columns.findIndex((each) => each.name === column)
  if (index < 0) throw connectorError('no-such-column', { table: name, column })
  return index + 1
}
