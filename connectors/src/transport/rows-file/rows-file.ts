import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { type CsvRecord, createCsvParser } from './csv-text.ts'

/** A row of an extract or a batch: `_row` and then its values; null is "nothing", '' is an empty text. */
export type RowValues = readonly (string | null)[]

export interface RowsWriter {
  /** `row` is the key of the row in its source: the physical row of a file, the row number in a snapshot. */
  write(row: number, values: RowValues): void
  readonly rows: number
  /** Flushes to the disk (fsync) and closes. */
  close(): void
}

const flushAt = 1 << 20

/** Writes UTF-8 CSV in pieces of 1 MB, synchronously: its callers are child processes that have nothing else to do. */
export function openRowsWriter(file: string, columns: readonly string[]): RowsWriter {
  const descriptor = openSync(file, 'wx', 0o600)
  let pending = encodeRow(['_row', ...columns])
  let rows = 0
  function flush(): void {
    const bytes = Buffer.from(pending)
    pending = ''
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
  }
  return {
    write(row, values) {
      rows++
      let line = String(row)
      for (const value of values) line += `,${encodeValue(value)}`
      pending += `${line}\n`
      if (pending.length > flushAt) flush()
    },
    get rows() {
      return rows
    },
    close() {
      flush()
      fsyncSync(descriptor)
      closeSync(descriptor)
    },
  }
}

/** NULL is an unquoted nothing; empty text is `""`. */
export function encodeValue(value: string | null): string {
  if (value === null) return ''
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

export function encodeRow(values: RowValues): string {
  return `${values.map(encodeValue).join(',')}\n`
}

/** Reads what `openRowsWriter` wrote, in batches, the header first. Values include `_row`. */
export async function* parseRows(stream: Readable): AsyncGenerator<(string | null)[][]> {
  const parser = createCsvParser(',')
  stream.setEncoding('utf8')
  for await (const text of stream as AsyncIterable<string>) {
    const records = parser.push(text)
    if (records.length > 0) yield records.map(toValues)
  }
  const records = parser.finish()
  if (records.length > 0) yield records.map(toValues)
}

/** Reads a file of such rows that has no header. */
export async function* readRows(file: string): AsyncGenerator<(string | null)[][]> {
  yield* parseRows(createReadStream(file, { highWaterMark: 262_144 }))
}

function toValues(record: CsvRecord): (string | null)[] {
  if (!record.wellFormed) throw new Error('A file of rows is damaged: it holds a quotation mark that was never written')
  return record.fields.map((field, index) => (field === '' && record.bare[index] ? null : field))
}
