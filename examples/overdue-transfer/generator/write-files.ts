import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Workbook } from '@cj-tech-master/excelts'
import iconv from 'iconv-lite'
import type { Cell, PhysicalTable } from './physical.ts'
import { textOf } from './physical.ts'

/** Writes the file tables of a district into `folder`; returns the paths in the order of the tables. */
export async function writeAgencyFiles(
  tables: readonly PhysicalTable[],
  folder: string,
): Promise<readonly { table: PhysicalTable; path: string }[]> {
  await mkdir(folder, { recursive: true })
  const written: { table: PhysicalTable; path: string }[] = []
  for (const table of tables) {
    if (table.kind === 'postgres' || table.file === undefined) continue
    const path = join(folder, table.file)
    await writeFile(path, table.kind === 'xlsx' ? await sheetBytes(table) : csvBytes(table))
    written.push({ table, path })
  }
  return written
}

/** RFC 4180 with CRLF; ragged lines are scattered through the file. UTF-8 starts with a byte order mark, as Excel writes it. */
export function csvBytes(table: PhysicalTable): Buffer {
  const lines = [table.columns.map(({ name }) => csvField(name)).join(',')]
  for (const row of table.rows) lines.push(row.map((cell) => csvField(textOf(cell))).join(','))
  for (const [index, ragged] of (table.ragged ?? []).entries())
    lines.splice(Math.floor((lines.length * (index + 1)) / 3), 0, ragged)
  const text = `${lines.join('\r\n')}\r\n`
  return table.encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(`\ufeff${text}`, 'utf8')
}

/** Title lines merged over all columns, then a header of one line, or of two when columns are grouped. */
export async function sheetBytes(table: PhysicalTable): Promise<Uint8Array> {
  const book = new Workbook()
  const sheet = book.addWorksheet(table.name)
  const width = table.columns.length
  for (const title of table.titles ?? []) {
    sheet.addRow([title])
    sheet.mergeCells(sheet.rowCount, 1, sheet.rowCount, width)
  }
  addHeader(sheet, table)
  for (const row of table.rows) sheet.addRow(row.map(sheetValue))
  for (const footer of table.footers ?? []) sheet.addRow([footer])
  return book.xlsx.writeBuffer()
}

function addHeader(sheet: ReturnType<Workbook['addWorksheet']>, { columns }: PhysicalTable): void {
  if (columns.every(({ group }) => group === undefined)) {
    sheet.addRow(columns.map(({ name }) => name))
    return
  }
  sheet.addRow(
    columns.map(({ name, group }, index) =>
      group === undefined ? name : columns[index - 1]?.group === group ? null : group,
    ),
  )
  const top = sheet.rowCount
  sheet.addRow(columns.map(({ name, group }) => (group === undefined ? null : name)))
  for (let start = 0; start < columns.length; ) {
    const group = columns[start]?.group
    let end = start
    while (group !== undefined && columns[end + 1]?.group === group) end += 1
    if (group === undefined) sheet.mergeCells(top, start + 1, top + 1, start + 1)
    else if (end > start) sheet.mergeCells(top, start + 1, top, end + 1)
    start = end + 1
  }
}

function sheetValue(cell: Cell): string | number | Date | null {
  if (cell === null || typeof cell === 'string') return cell
  return 'number' in cell ? cell.number : new Date(`${cell.date}T00:00:00Z`)
}

function csvField(text: string | null): string {
  if (text === null) return ''
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
