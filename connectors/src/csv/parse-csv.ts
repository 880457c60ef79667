import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { ImportOptions } from '../landing/batch.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { importWarnings, rejectReasons } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { type CsvRecord, createCsvParser, UnclosedQuote } from '../transport/rows-file/index.ts'
import { sniffDelimiter } from './delimiter.ts'
import { type DetectedEncoding, decodePieces, detectEncoding, lostShare } from './encoding.ts'

export interface ParseFile {
  readonly path: string
  readonly fileName: string
  /** Batch folders are made in here: `1`, `2`, … */
  readonly folder: string
  readonly options: ImportOptions
}

const mostColumns = 2000
const longestRow = 1_000_000

/**
 * Reads a CSV file into one batch folder. `_row` is the number of the record in the file, the header being 1 as a rule.
 * Empty fields are NULL, quoted or not; `="…"` (how Excel guards text) is its content; nothing else is changed.
 */
export function parseCsv({ path, fileName, folder, options }: ParseFile): readonly ParsedTable[] {
  const bytes = readFileSync(path)
  if (bytes.length === 0) throw connectorError('file-empty', { file: fileName })
  const { encoding, clean, perhapsBig5 } = chooseEncoding(bytes, fileName, options)
  const pieces = decodePieces(bytes, encoding)
  const first = pieces.next().value ?? ''
  const delimiter = options.delimiter ?? sniffDelimiter(first.slice(0, 262_144))
  const parser = createCsvParser(delimiter)
  const table = options.table?.trim() || fileName.replace(/\.[^.]*$/, '')

  let reading: { writer: TableWriter; names: readonly string[] } | null = null
  let row = 0
  const blanks: number[] = []
  const take = (records: readonly CsvRecord[]) => {
    for (const record of records) {
      row++
      const blank = record.fields.every((field) => field.trim() === '')
      if (reading) {
        if (blank) reading.writer.skip(row, 'blank', '')
        else takeRow(reading.writer, reading.names, row, record)
      } else if (blank) {
        blanks.push(row)
      } else {
        reading = openTable(record)
        for (const skipped of blanks) reading.writer.skip(skipped, 'blank', '')
        reading.writer.skip(row, 'header', record.text)
      }
    }
  }
  const openTable = ({ fields, text }: CsvRecord) => {
    if (fields.length > mostColumns) {
      throw connectorError('file-too-wide', { file: fileName, columns: fields.length, limit: mostColumns })
    }
    if (text.includes('\ufffd')) throw connectorError('csv-encoding-wrong', { file: fileName, encoding, row })
    const { names, renamed } = toColumnNames(fields)
    const writer = openTableWriter({ folder: join(folder, '1'), kind: 'csv', table, columns: names })
    if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
    if (!clean) writer.warn(importWarnings.someUndecodable(encoding))
    if (perhapsBig5) writer.warn(importWarnings.perhapsBig5())
    return { writer, names }
  }

  try {
    take(parser.push(first))
    for (const piece of pieces) take(parser.push(piece))
    take(parser.finish())
  } catch (cause) {
    if (cause instanceof UnclosedQuote)
      throw connectorError('csv-unclosed-quote', { file: fileName, row: cause.record })
    throw cause
  }
  const read = reading as { writer: TableWriter } | null
  if (!read) throw connectorError('file-empty', { file: fileName })
  return [read.writer.close({ encoding, delimiter })]
}

function chooseEncoding(bytes: Buffer, fileName: string, options: ImportOptions): DetectedEncoding {
  if (options.encoding) {
    const lost = lostShare(bytes, options.encoding)
    if (lost >= 0.05) {
      const row = firstLostRow(bytes, options.encoding)
      throw connectorError('csv-encoding-wrong', { file: fileName, encoding: options.encoding, row })
    }
    return { encoding: options.encoding, clean: lost === 0, perhapsBig5: false }
  }
  const detected = detectEncoding(bytes)
  if (detected === 'not-text') throw connectorError('csv-not-text', { file: fileName })
  if (detected === null) throw connectorError('csv-encoding-unknown', { file: fileName })
  return detected
}

function firstLostRow(bytes: Buffer, encoding: DetectedEncoding['encoding']): number {
  let lines = 1
  for (const piece of decodePieces(bytes, encoding)) {
    const lost = piece.indexOf('\ufffd')
    lines += (lost < 0 ? piece : piece.slice(0, lost)).split('\n').length - 1
    if (lost >= 0) break
  }
  return lines
}

function takeRow(writer: TableWriter, names: readonly string[], row: number, record: CsvRecord): void {
  const { fields, text } = record
  if (text.includes('\ufffd')) {
    const column = names[fields.findIndex((field) => field.includes('\ufffd'))] ?? null
    writer.reject(row, fields.length === names.length ? column : null, rejectReasons.undecodable(), text)
    return
  }
  const reason = rejection(record, names.length)
  if (reason) {
    writer.reject(row, null, reason, text)
    return
  }
  const values: (string | null)[] = new Array(fields.length)
  for (let index = 0; index < fields.length; index++) {
    let value = fields[index] ?? ''
    if (value.startsWith('="') && value.endsWith('"') && value.length > 2) value = value.slice(2, -1)
    values[index] = value === '' ? null : value
    if (isSuspectId(value)) writer.damage(row, names[index] ?? '', 'suspect', value)
    else if (isScientific(value)) writer.damage(row, names[index] ?? '', 'damaged', value)
  }
  writer.accept(row, values)
}

function rejection({ fields, text, wellFormed }: CsvRecord, columns: number) {
  if (!wellFormed) return rejectReasons.textAfterQuote()
  if (fields.length !== columns) return rejectReasons.columnsDiffer(columns, fields.length)
  if (text.includes('\0')) return rejectReasons.controlCharacter()
  return text.length > longestRow ? rejectReasons.tooLong() : null
}
