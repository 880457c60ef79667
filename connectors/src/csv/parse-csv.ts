import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { type ParseOrder, tableNameOf } from '../landing/parser.ts'
import { importWarnings, mostColumns, rejectReasons } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { openText } from '../text/open-text.ts'
import { type CsvRecord, createCsvParser, UnclosedQuote } from '../transport/rows-file/index.ts'
import { type Delimiter, sniffDelimiter } from './delimiter.ts'

const longestRow = 1_000_000

/** Reads a CSV file, whatever its delimiter, into one batch folder; see `parseDelimited`. */
export function parseCsv(order: ParseOrder): readonly ParsedTable[] {
  return parseDelimited(order, (head) => order.options.delimiter ?? sniffDelimiter(head))
}

/**
 * Reads delimited text into one batch folder. `_row` is the number of the record in the file, the header being 1 as a
 * rule. Empty fields are NULL, quoted or not; `="…"` (how Excel guards text) is its content; nothing else is changed.
 */
export function parseDelimited(order: ParseOrder, delimiterOf: (head: string) => Delimiter): readonly ParsedTable[] {
  const { kind, fileName, folder } = order
  const { encoding, clean, perhapsBig5, pieces: text } = openText(order)
  const pieces = text()
  const first = pieces.next().value ?? ''
  const delimiter = delimiterOf(first.slice(0, 262_144))
  const parser = createCsvParser(delimiter)

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
    const writer = openTableWriter({ folder: join(folder, '1'), kind, table: tableNameOf(order), columns: names })
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
