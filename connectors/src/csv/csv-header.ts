import type { TableChoice } from '../landing/import-options.ts'
import type { CsvRecord } from '../transport/rows-file/index.ts'

export interface NumberedRecord {
  readonly row: number
  readonly record: CsvRecord
}

/** Rows up to `lastRow` are titles, header and blanks; `first` is the first row of the header. */
export interface CsvHeader {
  readonly first: number
  readonly count: number
  readonly lastRow: number
  readonly cells: readonly string[]
}

/** The header that a person chose; null if the file has no such row or it is blank. */
export function chosenHeader(
  head: readonly NumberedRecord[],
  { first, count }: NonNullable<TableChoice['header']>,
): CsvHeader | null {
  const rows = head.filter(({ row }) => row >= first && row < first + Math.max(count, 1))
  const [top] = rows
  if (!top || rows.every(({ record }) => isBlank(record))) return null
  if (count === 0) return { first, count, lastRow: first - 1, cells: top.record.fields.map(() => '') }
  return { first, count, lastRow: first + count - 1, cells: joinRows(rows.map(({ record }) => record.fields)) }
}

/**
 * The first record that is as wide as the table. What stands above is a title: one cell, or a few of which each says
 * `填报单位：…`. If every record looks like a title, the first one is the header.
 */
export function findCsvHeader(head: readonly NumberedRecord[]): CsvHeader | null {
  const written = head.filter(({ record }) => !isBlank(record))
  const width = usualWidth(written)
  const found = written.find(({ record }) => !isTitle(record, width)) ?? written[0]
  return found ? { first: found.row, count: 1, lastRow: found.row, cells: found.record.fields } : null
}

/** A row 1, 2, 3 … under the header, as forms have it. Of fewer than 4 columns it may as well be data. */
export function isNumbering({ fields }: CsvRecord, columns: number): boolean {
  return columns >= 4 && fields[0] === '1' && fields.every((field, index) => field === String(index + 1))
}

export function isBlank({ fields }: CsvRecord): boolean {
  return fields.every((field) => field.trim() === '')
}

function isTitle({ fields, wellFormed }: CsvRecord, width: number): boolean {
  if (!wellFormed) return false
  const own = fields.filter((field) => field.trim() !== '')
  if (width < 2 || own.length >= width * 0.6) return false
  if (own.length === 1) return fields.length < width || width > 2
  return own.every((field) => /[:：]|^\d{4}年/.test(field))
}

/** The number of fields that most records have; the larger one if two are as frequent. */
function usualWidth(records: readonly NumberedRecord[]): number {
  const counts = new Map<number, number>()
  for (const { record } of records) counts.set(record.fields.length, (counts.get(record.fields.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** Names of several header rows, joined by `_`. A group's name stands over its first column only and holds for the next ones. */
function joinRows(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...rows.map((fields) => fields.length))
  const filled = rows.map((fields, at) => {
    let group = ''
    return Array.from({ length: width }, (_, column) => {
      const own = (fields[column] ?? '').replace(/\s+/g, '')
      if (own !== '') group = own
      const below = rows.slice(at + 1).some((lower) => (lower[column] ?? '').trim() !== '')
      const above = rows.slice(0, at).some((upper) => (upper[column] ?? '').trim() !== '')
      return own !== '' || (below && !above) ? own || group : own
    })
  })
  return Array.from({ length: width }, (_, column) =>
    filled
      .map((row) => row[column] ?? '')
      .filter((part, at, parts) => part !== '' && part !== parts[at - 1])
      .join('_'),
  )
}
