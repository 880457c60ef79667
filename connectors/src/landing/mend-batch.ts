import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, copyFile, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connectorError } from '../errors.ts'
import { encodeRow, parseRows, type RowValues } from '../transport/rows-file/index.ts'
import type { BatchRecord, DamagedValue } from './batch.ts'
import { isScientific, isSuspectId } from './column-names.ts'
import { damageReasons } from './reasons.ts'
import { places, rejectsHeader, rejectsOf } from './rejects-file.ts'
import { fromSafeCell } from './safe-cell.ts'
import type { ParsedTable } from './table-writer.ts'

export interface MendedRow {
  readonly row: number
  readonly values: RowValues
}

/** A file of rejects that came back: the rows that a person marked. @throws mend-wrong-file, mend-wrong-rows, mend-nothing */
export async function readMendedRows(
  { parsed, folder, fileName }: { parsed: ParsedTable | undefined; folder: string; fileName: string },
  batch: BatchRecord,
  rejectsFolder: string,
): Promise<readonly MendedRow[]> {
  const wanted = rejectsHeader(batch)
  if (parsed?.columns.map(({ name }) => name).join('\n') !== wanted.join('\n'))
    throw connectorError('mend-wrong-file', { file: fileName })
  const open = new Set<number>()
  for await (const { row } of rejectsOf(rejectsFolder)) open.add(row)
  const mended: MendedRow[] = []
  const wrong: string[] = []
  for await (const rows of parseRows(createReadStream(join(folder, 'rows.csv')))) {
    for (const [, ...cells] of rows) {
      if (!/^(?:是|对|√|y|yes|1)$/i.test(cells[places.take]?.trim() ?? '')) continue
      const written = cells[places.row] ?? ''
      if (!/^\d+$/.test(written) || !open.delete(Number(written))) wrong.push(written)
      const values = cells.slice(places.values).map((cell) => (cell === null ? null : fromSafeCell(cell)))
      mended.push({ row: Number(written), values })
    }
  }
  if (wrong.length > 0) throw connectorError('mend-wrong-rows', { file: fileName, rows: wrong.slice(0, 20) })
  if (mended.length === 0) throw connectorError('mend-nothing', { file: fileName })
  return mended.sort((a, b) => a.row - b.row)
}

/**
 * Writes the folder of a batch that is `from` together with the mended rows, each at its own row number. What was accepted
 * before is copied as it is; accepted + rejected stays the number of physical rows.
 */
export async function writeMendedBatch(
  { from, to }: { from: string; to: string },
  batch: BatchRecord,
  mended: readonly MendedRow[],
): Promise<Pick<BatchRecord, 'accepted' | 'rejected' | 'damagedIds' | 'suspectIds'>> {
  await mkdir(to, { mode: 0o700 })
  const rows = new Set(mended.map(({ row }) => row))
  await write(join(to, 'rows.csv'), mergedRows(join(from, 'rows.csv'), mended))
  await write(join(to, 'rejects.jsonl'), keptRejects(from, rows))
  for (const name of ['damaged.jsonl', 'skipped.jsonl']) await copyFile(join(from, name), join(to, name))
  const damaged = mended.flatMap((row) => damageOf(row, batch))
  await appendFile(join(to, 'damaged.jsonl'), damaged.map((one) => `${JSON.stringify(one)}\n`).join(''), {
    flush: true,
  })
  for (const name of ['damaged.jsonl', 'skipped.jsonl', 'rows.csv', 'rejects.jsonl']) {
    await using file = await open(join(to, name), 'r+')
    await file.sync()
  }
  const count = (kind: DamagedValue['kind']) => damaged.filter((one) => one.kind === kind).length
  return {
    accepted: batch.accepted + mended.length,
    rejected: batch.rejected - mended.length,
    damagedIds: batch.damagedIds + count('damaged'),
    suspectIds: batch.suspectIds + count('suspect'),
  }
}

async function* mergedRows(file: string, mended: readonly MendedRow[]): AsyncGenerator<string> {
  const waiting = [...mended]
  let header = true
  for await (const part of parseRows(createReadStream(file))) {
    let text = ''
    for (const row of part) {
      const number = Number(row[0])
      while (!header && waiting[0] && waiting[0].row < number) text += encodeMended(waiting.shift())
      text += encodeRow(row)
      header = false
    }
    yield text
  }
  yield waiting.map(encodeMended).join('')
}

function encodeMended(mended: MendedRow | undefined): string {
  return mended ? encodeRow([String(mended.row), ...mended.values]) : ''
}

async function* keptRejects(folder: string, mended: ReadonlySet<number>): AsyncGenerator<string> {
  for await (const reject of rejectsOf(folder)) if (!mended.has(reject.row)) yield `${JSON.stringify(reject)}\n`
}

function damageOf({ row, values }: MendedRow, { columns }: BatchRecord): readonly DamagedValue[] {
  return columns.flatMap(({ name }, index) => {
    const value = values[index] ?? ''
    const kind = isSuspectId(value) ? 'suspect' : isScientific(value) ? 'damaged' : null
    return kind === null ? [] : [{ row, column: name, kind, reason: damageReasons[kind], original: value }]
  })
}

async function write(file: string, text: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(text), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
}
