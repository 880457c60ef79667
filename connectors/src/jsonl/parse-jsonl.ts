import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { type ParseOrder, tableNameOf } from '../landing/parser.ts'
import { importWarnings, mostColumns } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { openText } from '../text/open-text.ts'
import { elementsOf, linesOf, type RecordText, RecordTooLong } from './pieces.ts'
import { type JsonRecord, readRecord } from './record.ts'

/**
 * Reads JSON lines (or one JSON array of records) into one batch folder. The columns are the keys of all records in the
 * order in which they first appear, so the file is gone through twice. `_row` is the line, in an array the place of the
 * record. A missing key and null are NULL. Lines that are no record are rejected with their text.
 */
export function parseJsonl(order: ParseOrder): readonly ParsedTable[] {
  const { fileName, folder, kind, options, meter, mostRows = Number.POSITIVE_INFINITY } = order
  const unwanted = new Set(options.tables?.[0]?.skipRows)
  const text = openText(order)
  const keys = keysOf(recordsIn(order, text.pieces()), fileName)
  const { names, renamed } = toColumnNames(keys)
  const writer = openTableWriter({
    folder: join(folder, '1'),
    kind,
    table: tableNameOf(order),
    columns: names,
    confirmed: options.tables?.[0]?.columns ?? {},
    meter,
  })
  if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
  if (!text.clean) writer.warn(importWarnings.someUndecodable(text.encoding))
  if (text.perhapsBig5) writer.warn(importWarnings.perhapsBig5())
  for (const { row, text: written } of recordsIn(order, text.pieces())) {
    if (writer.rows >= mostRows) break
    if (written.trim() === '' || unwanted.has(row)) {
      writer.skip(row, unwanted.has(row) ? 'chosen' : 'blank', written)
      continue
    }
    const read = readRecord(written)
    if ('record' in read) takeRecord(writer, { row, record: read.record, keys, names })
    else writer.reject(row, nameOf(read.column, keys, names), read.reason, written)
  }
  return [writer.close({ encoding: text.encoding, delimiter: null })]
}

/** The pieces that should be records: elements if the file begins like an array, else lines. */
function* recordsIn({ fileName }: ParseOrder, pieces: Generator<string>): Generator<RecordText> {
  const [first, all] = withFirst(pieces)
  try {
    yield* /^\s*\[\s*(?:\{|\])/.test(first) ? elementsOf(all) : linesOf(all)
  } catch (cause) {
    if (cause instanceof RecordTooLong) throw connectorError('jsonl-endless', { file: fileName, row: cause.row })
    throw cause
  }
}

function withFirst(pieces: Generator<string>): readonly [string, Iterable<string>] {
  const first = pieces.next().value ?? ''
  function* all() {
    yield first
    yield* pieces
  }
  return [first, all()]
}

function keysOf(records: Iterable<RecordText>, file: string): readonly string[] {
  const keys = new Set<string>()
  let read = 0
  for (const { text } of records) {
    if (text.trim() === '') continue
    const found = readRecord(text)
    if (!('record' in found)) continue
    read++
    for (const key of found.record.keys()) keys.add(key)
    if (keys.size > mostColumns) throw connectorError('file-too-wide', { file, columns: keys.size, limit: mostColumns })
  }
  if (read === 0 || keys.size === 0) throw connectorError('jsonl-no-records', { file })
  return [...keys]
}

interface TakenRecord {
  readonly row: number
  readonly record: JsonRecord
  readonly keys: readonly string[]
  readonly names: readonly string[]
}

function takeRecord(writer: TableWriter, { row, record, keys, names }: TakenRecord): void {
  const values = keys.map((key) => record.get(key) ?? null)
  values.forEach((value, index) => {
    if (value === null) return
    if (isSuspectId(value)) writer.damage(row, names[index] ?? '', 'suspect', value)
    else if (isScientific(value)) writer.damage(row, names[index] ?? '', 'damaged', value)
  })
  writer.accept(row, values)
}

function nameOf(key: string | null, keys: readonly string[], names: readonly string[]): string | null {
  return key === null ? null : (names[keys.indexOf(key)] ?? key)
}
