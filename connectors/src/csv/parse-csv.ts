import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { footerKind } from '../landing/footer.ts'
import { type ParseOrder, tableNameOf } from '../landing/parser.ts'
import { importWarnings, mostColumns, rejectReasons } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { strayMark } from '../text/encoding.ts'
import { openText } from '../text/open-text.ts'
import { type CsvRecord, createCsvParser } from '../transport/rows-file/index.ts'
import { type CsvHeader, chosenHeader, findCsvHeader, isBlank, isNumbering, type NumberedRecord } from './csv-header.ts'
import { type Delimiter, sniffDelimiter } from './delimiter.ts'

const longestRow = 1_000_000
const headRecords = 40

interface Reading {
  readonly writer: TableWriter
  readonly names: readonly string[]
  readonly header: CsvHeader
  readonly strays: boolean
}

/** Reads a CSV file, whatever its delimiter, into one batch folder; see `parseDelimited`. */
export function parseCsv(order: ParseOrder): readonly ParsedTable[] {
  return parseDelimited(order, (head) => order.options.delimiter ?? sniffDelimiter(head))
}

/**
 * Reads delimited text into one batch folder. `_row` is the number of the record in the file, from 1. Empty fields are NULL,
 * quoted or not; `="…"` (how Excel guards text) is its content; nothing else is changed.
 */
export function parseDelimited(order: ParseOrder, delimiterOf: (head: string) => Delimiter): readonly ParsedTable[] {
  const { kind, fileName, folder, options, meter, mostRows } = order
  const { encoding, clean, perhapsBig5, strays, pieces: text } = openText(order)
  const pieces = text()
  const first = pieces.next().value ?? ''
  const delimiter = delimiterOf(first.slice(0, 262_144))
  const parser = createCsvParser(delimiter)
  const choice = options.tables?.[0]
  const unwanted = new Set(choice?.skipRows)
  const headSize = Math.max(headRecords, (choice?.header?.first ?? 0) + (choice?.header?.count ?? 0))

  let reading: Reading | null = null
  let row = 0
  const head: NumberedRecord[] = []
  const take = (records: readonly CsvRecord[]) => {
    for (const record of records) {
      row++
      if (reading) takeRecord(reading, { row, record }, unwanted)
      else if (head.push({ row, record }) >= headSize) begin()
    }
  }
  const begin = () => {
    const header = choice?.header ? chosenHeader(head, choice.header) : findCsvHeader(head)
    if (!header && choice?.header) throw connectorError('no-such-header', { file: fileName, row: choice.header.first })
    if (!header) return
    reading = openTable(header)
    for (const one of head.splice(0)) takeRecord(reading, one, unwanted)
  }
  const openTable = (header: CsvHeader): Reading => {
    const cells = header.cells.map((cell) => cell.replaceAll(strayMark, ''))
    const written = head.filter(({ row: at }) => at >= header.first && at <= header.lastRow)
    if (cells.length > mostColumns) {
      throw connectorError('file-too-wide', { file: fileName, columns: cells.length, limit: mostColumns })
    }
    if (cells.some((cell) => cell.includes('\ufffd')))
      throw connectorError('csv-encoding-wrong', { file: fileName, encoding, row: header.first })
    if (written.some(({ record }) => !record.wellFormed))
      throw connectorError('csv-unclosed-quote', { file: fileName, row: header.first })
    const { names, renamed } = toColumnNames(cells)
    const writer = openTableWriter({
      folder: join(folder, '1'),
      kind,
      table: tableNameOf(order),
      columns: names,
      header: { first: header.first, count: header.count },
      confirmed: choice?.columns ?? {},
      meter,
    })
    if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
    if (!clean) writer.warn(importWarnings.someUndecodable(encoding))
    if (perhapsBig5) writer.warn(importWarnings.perhapsBig5())
    return { writer, names, header, strays }
  }
  const rowsTaken = () => reading?.writer.rows ?? 0

  let enough = false
  for (let piece: string | undefined = first; piece !== undefined && !enough; piece = pieces.next().value) {
    take(parser.push(piece))
    enough = mostRows !== undefined && rowsTaken() >= mostRows
  }
  if (!enough) take(parser.finish())
  if (!reading) begin()
  const read = reading as Reading | null
  if (!read) throw connectorError('file-empty', { file: fileName })
  return [read.writer.close({ encoding, delimiter })]
}

function takeRecord(reading: Reading, one: NumberedRecord, unwanted: ReadonlySet<number>): void {
  const { writer, names, header } = reading
  const { row, record } = one
  if (isBlank(record)) writer.skip(row, 'blank', '')
  else if (row < header.first) writer.skip(row, 'title', record.text)
  else if (row <= header.lastRow) writer.skip(row, 'header', record.text)
  else if (row === header.lastRow + 1 && isNumbering(record, names.length)) writer.skip(row, 'numbering', record.text)
  else if (unwanted.has(row)) writer.skip(row, 'chosen', record.text)
  else {
    const { fields } = record
    const first = fields.find((field) => field !== '') ?? ''
    const footer = footerKind(first, () => fields.filter((field) => field !== '').length, names.length)
    // A sum that does not fit the header is one only at the end; elsewhere somebody should look at the line.
    if (footer === 'sum' && fields.length === names.length) writer.skip(row, 'footer', record.text)
    else if (footer !== null) writer.holdFooter(row, record.text, () => takeRow(reading, one))
    else takeRow(reading, one)
  }
}

function takeRow({ writer, names, strays }: Reading, { row, record }: NumberedRecord): void {
  const { fields, text, wellFormed } = record
  if (strays && text.includes(strayMark)) {
    writer.reject(row, null, rejectReasons.otherEncoding(), text.replaceAll(strayMark, ''))
    return
  }
  if (wellFormed && text.includes('\ufffd')) {
    const column = names[fields.findIndex((field) => field.includes('\ufffd'))] ?? null
    writer.reject(row, fields.length === names.length ? column : null, rejectReasons.undecodable(), text)
    return
  }
  const reason = rejection(record, names.length)
  if (reason) {
    writer.reject(row, null, reason, text)
    return
  }
  const values: (string | null)[] = new Array(names.length)
  for (let index = 0; index < names.length; index++) {
    let value = fields[index] ?? ''
    if (value.startsWith('="') && value.endsWith('"') && value.length > 2) value = value.slice(2, -1)
    values[index] = value === '' ? null : value
    if (isSuspectId(value)) writer.damage(row, names[index] ?? '', 'suspect', value)
    else if (isScientific(value)) writer.damage(row, names[index] ?? '', 'damaged', value)
  }
  writer.accept(row, values)
}

function rejection({ fields, text, wellFormed, unclosed }: CsvRecord, columns: number) {
  if (unclosed) return rejectReasons.unclosedQuote()
  if (!wellFormed) return rejectReasons.textAfterQuote()
  // Delimiters behind the last field hold nothing, so nothing is lost.
  const fit =
    fields.length === columns || (fields.length > columns && fields.slice(columns).every((field) => field === ''))
  if (!fit) return rejectReasons.columnsDiffer(columns, fields.length)
  if (text.includes('\0')) return rejectReasons.controlCharacter()
  return text.length > longestRow ? rejectReasons.tooLong() : null
}
