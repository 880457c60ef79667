import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { batchFolder } from '../src/landing/batch-folder.ts'
import type { BatchRecord, DamagedValue, Landing, RejectedRow, SkippedRow } from '../src/landing/index.ts'
import { parseRows } from '../src/transport/rows-file/index.ts'
import { ProductError } from '../src/words/errors.ts'
import type { BrokenFile, BrokenKind, Truth, TruthCell, TruthRow, TruthTable } from './broken-file.ts'

/** What one import did to one file. */
export interface Findings {
  readonly lost: readonly string[]
  readonly changed: readonly string[]
  /** Anything else that the import promise says: counts, reasons, originals, refusals. */
  readonly broken: readonly string[]
  readonly rows: number
  readonly cells: number
  readonly refused: boolean
}

/** What an import left behind, read back from the disk. */
export interface Landed {
  readonly batch: BatchRecord
  readonly rows: readonly (readonly (string | null)[])[]
  readonly rejects: readonly RejectedRow[]
  readonly damaged: readonly DamagedValue[]
  readonly skipped: readonly SkippedRow[]
}

let places = 0

/**
 * Imports the file through the landing store, in its child process, and holds what landed against what was put in. `tamper`
 * stands for a fault of the importer: the proof that this check bites.
 */
export async function checkFile(
  landing: Landing,
  kind: BrokenKind,
  file: BrokenFile,
  tamper: (landed: Landed) => Landed = (landed) => landed,
): Promise<Findings> {
  const place = { organizationId: 'broken', sourceId: `file-${places++}` }
  const { bytes, options = {} } = file
  try {
    const batches = await landing.importFile({ ...place, kind: kind.file, fileName: '表.dat', content: bytes, options })
    const landed = await Promise.all(batches.map((batch) => readBatch(landing, place, batch)))
    return compare(file.truth, landed.map(tamper))
  } catch (cause) {
    if (!(cause instanceof ProductError)) throw cause
    const wanted = 'refused' in file.truth ? file.truth.refused : null
    const left = await landing.batches(place)
    const broken = [
      ...(cause.code === wanted ? [] : [`refused with ${cause.code} (${cause.text.en})`]),
      ...(left.length === 0 ? [] : ['a refused file left batches behind']),
      ...(/[\u4e00-\u9fff]/.test(cause.text.zh) && cause.text.en ? [] : ['the refusal has no words']),
    ]
    const rows = 'tables' in file.truth ? file.truth.tables.flatMap((table) => table.rows) : []
    const lost = rows.map(({ row }) => `row ${row}: the file was refused`)
    return { lost, changed: [], broken, rows: 0, cells: 0, refused: true }
  } finally {
    await landing.removeSource(place)
  }
}

async function readBatch(
  landing: Landing,
  place: { organizationId: string; sourceId: string },
  batch: BatchRecord,
): Promise<Landed> {
  const folder = batchFolder(landing.folder(place), batch.id)
  const rows: (string | null)[][] = []
  for await (const part of parseRows(createReadStream(join(folder, 'rows.csv')))) rows.push(...part)
  const page = { limit: 1_000_000 }
  return {
    batch,
    rows: rows.slice(1),
    rejects: await landing.rejects(place, batch.id, page),
    damaged: await landing.damaged(place, batch.id, page),
    skipped: await landing.skipped(place, batch.id, page),
  }
}

/** Pure: what differs between what was put in and what landed. */
function compare(truth: Truth, landed: readonly Landed[]): Findings {
  const lost: string[] = []
  const changed: string[] = []
  const broken: string[] = []
  let rows = 0
  let cells = 0
  if ('refused' in truth) {
    return { lost, changed, broken: [`should be refused with ${truth.refused}`], rows, cells, refused: false }
  }
  if (truth.tables.length !== landed.length) broken.push(`${landed.length} tables instead of ${truth.tables.length}`)
  if (truth.warns && !landed.some(({ batch }) => batch.warnings.some(({ zh }) => zh.includes(truth.warns ?? ''))))
    broken.push(`no warning says ${truth.warns}`)
  for (const [index, table] of truth.tables.entries()) {
    const one = landed[index]
    if (!one) {
      for (const { row } of table.rows) lost.push(`${table.table} row ${row}: the table did not land`)
      continue
    }
    compareTable(table, one, { lost, changed, broken })
    rows += table.rows.length
    cells += table.rows.length * table.columns.length
  }
  return { lost, changed, broken, rows, cells, refused: false }
}

interface Lists {
  readonly lost: string[]
  readonly changed: string[]
  readonly broken: string[]
}

function compareTable(truth: TruthTable, landed: Landed, { lost, changed, broken }: Lists): void {
  const { batch } = landed
  const names = batch.columns.map(({ name }) => name)
  if (batch.table !== truth.table) broken.push(`the table is called ${batch.table}`)
  if (names.join('|') !== truth.columns.join('|'))
    broken.push(`columns ${names.join('|')} instead of ${truth.columns.join('|')}`)
  const { accepted, rejected, physicalRows } = batch
  if (accepted + rejected !== physicalRows) broken.push('accepted + rejected is not the number of rows')
  if (accepted !== landed.rows.length || rejected !== landed.rejects.length)
    broken.push('the counts are not those of the files')
  if (physicalRows !== truth.rows.length) broken.push(`${physicalRows} physical rows instead of ${truth.rows.length}`)

  const acceptedRows = new Map(landed.rows.map((row) => [Number(row[0]), row.slice(1)]))
  const rejectedRows = new Map(landed.rejects.map((reject) => [reject.row, reject]))
  if (acceptedRows.size !== landed.rows.length || rejectedRows.size !== landed.rejects.length)
    broken.push('a row number came twice')
  for (const row of truth.rows) {
    const values = acceptedRows.get(row.row)
    const reject = rejectedRows.get(row.row)
    acceptedRows.delete(row.row)
    rejectedRows.delete(row.row)
    if (!values && !reject) lost.push(`row ${row.row}: ${JSON.stringify(row.cells)}`)
    else if (values && reject) broken.push(`row ${row.row} was accepted and rejected`)
    else if (values) {
      if (row.becomes === 'rejected')
        changed.push(`row ${row.row} should be rejected, but became ${JSON.stringify(values)}`)
      else compareCells(row, { values, names, damaged: landed.damaged }, { changed, broken })
    } else if (reject) checkReject(row, reject, broken)
  }
  for (const [row, values] of acceptedRows) changed.push(`row ${row} was never put in: ${JSON.stringify(values)}`)
  for (const [row, { original }] of rejectedRows)
    changed.push(`row ${row} was never put in, but rejected: ${original.slice(0, 80)}`)

  const skipped = landed.skipped.map(({ row, why }) => `${row} ${why}`).join()
  const wanted = truth.skipped.map(({ row, why }) => `${row} ${why}`).join()
  if (skipped !== wanted) broken.push(`left out ${skipped || 'nothing'} instead of ${wanted || 'nothing'}`)
}

interface Cells {
  readonly values: readonly (string | null)[]
  readonly names: readonly string[]
  readonly damaged: readonly DamagedValue[]
}

function compareCells(
  { row, cells }: TruthRow,
  { values, names, damaged }: Cells,
  { changed, broken }: Omit<Lists, 'lost'>,
): void {
  for (const [index, name] of names.entries()) {
    const cell: TruthCell = cells[index] ?? null
    const declared = typeof cell === 'object' ? cell : null
    const text = typeof cell === 'object' ? (cell?.text ?? null) : cell
    const value = values[index] ?? null
    if (value !== (text === '' ? null : text))
      changed.push(`row ${row} ${name}: ${JSON.stringify(value)} instead of ${JSON.stringify(text)}`)
    const found = damaged.filter((one) => one.row === row && one.column === name)
    if (found.length !== (declared ? 1 : 0)) broken.push(`row ${row} ${name}: declared ${found.length} times`)
    else if (declared && found[0]) {
      const { kind, original, reason } = found[0]
      if (kind !== declared.declared || original !== declared.original || !reason.zh || !reason.en)
        broken.push(`row ${row} ${name}: declared as ${kind} ${JSON.stringify(original)}`)
    }
  }
}

function checkReject(
  { row, cells, becomes, holds = [] }: TruthRow,
  { reason, original, column }: RejectedRow,
  broken: string[],
): void {
  if (becomes !== 'rejected') broken.push(`row ${row} was rejected (${reason.en}): ${JSON.stringify(cells)}`)
  if (!/[\u4e00-\u9fff]/.test(reason.zh) || !/[a-z]/.test(reason.en) || column === '')
    broken.push(`row ${row}: the reject has no reason`)
  for (const piece of holds)
    if (!original.includes(piece)) broken.push(`row ${row}: the original has no ${JSON.stringify(piece)}`)
}
