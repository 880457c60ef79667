import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { EncodingReading } from '../text/encoding-readings.ts'
import { parseRows } from '../transport/rows-file/index.ts'
import { ProductError } from '../words/errors.ts'
import type { Text } from '../words/text.ts'
import type { DamagedValue, FileKind, RejectedRow, SkippedRow } from './batch.ts'
import { readLines } from './batch-folder.ts'
import type { ColumnChoice, ImportOptions } from './import-options.ts'
import { parseFile } from './parse-file.ts'
import { type ColumnProposal, proposeType } from './propose-types.ts'
import type { ParsedTable } from './table-writer.ts'

/** What an import with these options would do, without keeping anything of it. */
export interface FilePreview {
  /** Text files: the reading that would be taken first, then others that a person may choose. */
  readonly encodings: readonly EncodingReading[]
  readonly tables: readonly TablePreview[]
  /** Why nothing can be imported like this; other options may help. */
  readonly problem: { readonly code: string; readonly text: Text } | null
}

export interface TablePreview {
  /** The sheet of a workbook; null for files of one table. */
  readonly sheet: string | null
  readonly table: string
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly header: { readonly first: number; readonly count: number } | null
  readonly columns: readonly ColumnPreview[]
  /** The first 50 rows as they would land. */
  readonly rows: readonly { readonly row: number; readonly values: readonly (string | null)[] }[]
  /** Rows that would be left out, and rows that would be rejected, among those that were read (the first 200 of each). */
  readonly skipped: readonly SkippedRow[]
  readonly rejects: readonly RejectedRow[]
  readonly damaged: readonly DamagedValue[]
  /** Rows of data that were read: all of the table if `complete`. */
  readonly rowsRead: number
  readonly complete: boolean
  readonly warnings: readonly Text[]
}

export interface ColumnPreview {
  readonly name: string
  readonly proposal: ColumnProposal
  readonly confirmed: ColumnChoice | null
}

interface PreviewOrder {
  readonly kind: FileKind
  readonly path: string
  readonly fileName: string
  /** An empty folder for what the parser writes; its owner removes it. */
  readonly folder: string
  readonly options: ImportOptions
}

const readRows = 5000
const shownRows = 50
const listed = 200

/** Reads the head of each table with the very parser that imports, so that a preview cannot differ from the import. */
export async function previewFile(
  order: PreviewOrder,
  limits: { readonly memoryMegabytes: number; readonly signal?: AbortSignal },
): Promise<FilePreview> {
  let encodings: readonly EncodingReading[] = []
  const onEncodings = (found: readonly EncodingReading[]) => {
    encodings = found
  }
  try {
    const parsed = await parseFile({ ...order, mostRows: readRows }, { ...limits, onEncodings })
    const tables = await Promise.all(
      parsed.map((table, index) => previewTable(join(order.folder, String(index + 1)), table)),
    )
    return { encodings, tables, problem: null }
  } catch (cause) {
    if (!(cause instanceof ProductError) || cause.code === 'import-cancelled') throw cause
    return { encodings, tables: [], problem: { code: cause.code, text: cause.text } }
  }
}

async function previewTable(folder: string, parsed: ParsedTable): Promise<TablePreview> {
  const { sheet, table, encoding, delimiter, header, columns, skipped, physicalRows, warnings } = parsed
  const rows: (string | null)[][] = []
  for await (const part of parseRows(createReadStream(join(folder, 'rows.csv')))) rows.push(...part)
  const data = rows.slice(1)
  const page = { offset: 0, limit: listed }
  return {
    sheet: sheet ?? null,
    table,
    encoding,
    delimiter,
    header: header ?? null,
    columns: columns.map(({ name, confirmed }, index) => ({
      name,
      proposal: proposeType(
        name,
        data.map((row) => row[index + 1] ?? null),
      ),
      confirmed: confirmed ?? null,
    })),
    rows: data.slice(0, shownRows).map(([row, ...values]) => ({ row: Number(row), values })),
    skipped,
    rejects: await readLines<RejectedRow>(join(folder, 'rejects.jsonl'), page),
    damaged: await readLines<DamagedValue>(join(folder, 'damaged.jsonl'), page),
    rowsRead: physicalRows,
    complete: physicalRows < readRows,
    warnings,
  }
}
