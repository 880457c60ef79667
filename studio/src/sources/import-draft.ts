import type { ColumnProposal, FilePreview, ImportOptions, TablePreview } from '@jianmo/engine/api'

type Choice = NonNullable<NonNullable<ImportOptions['tables']>[number]['columns']>[string]
export type ColumnTypeChoice = Choice['type']
export type Encoding = NonNullable<ImportOptions['encoding']>

/** What a person said about one table of the file. Whatever is not said, the parser finds out. */
export interface TableDraft {
  readonly table?: string
  readonly header?: { readonly first: number; readonly count: number }
  readonly skipRows: readonly number[]
  readonly columns: Readonly<Record<string, Choice>>
  /** Not to be imported. */
  readonly left: boolean
}

export interface ImportDraft {
  readonly encoding: Encoding | null
  /** By sheet; `''` for files of one table. */
  readonly tables: Readonly<Record<string, TableDraft>>
}

export const emptyDraft: ImportDraft = { encoding: null, tables: {} }
const untouched: TableDraft = { skipRows: [], columns: {}, left: false }

export const keyOf = ({ sheet }: Pick<TablePreview, 'sheet'>) => sheet ?? ''

export function tableDraft(draft: ImportDraft, key: string): TableDraft {
  return draft.tables[key] ?? untouched
}

export function changeTable(draft: ImportDraft, key: string, change: Partial<TableDraft>): ImportDraft {
  return { ...draft, tables: { ...draft.tables, [key]: { ...tableDraft(draft, key), ...change } } }
}

export function toggleRow(draft: ImportDraft, key: string, row: number): ImportDraft {
  const { skipRows } = tableDraft(draft, key)
  const next = skipRows.includes(row) ? skipRows.filter((each) => each !== row) : [...skipRows, row]
  return changeTable(draft, key, { skipRows: next.toSorted((a, b) => a - b) })
}

/** Options that change how the file is read: the preview is asked again when they do. */
export function readingOptions(draft: ImportDraft, sheets: readonly (string | null)[]): ImportOptions {
  const touched = Object.values(draft.tables).some(
    ({ header, skipRows }) => header !== undefined || skipRows.length > 0,
  )
  return {
    ...(draft.encoding === null ? {} : { encoding: draft.encoding }),
    // Tables that are left out are read for the preview all the same, so that they can be taken back.
    ...(touched
      ? {
          tables: sheets.map((sheet) => {
            const { header, skipRows } = tableDraft(draft, sheet ?? '')
            return { sheet, ...(header ? { header } : {}), ...(skipRows.length > 0 ? { skipRows: [...skipRows] } : {}) }
          }),
        }
      : {}),
  }
}

/** Everything that was said, and every type that was proposed and left as it was: who imports has confirmed it. */
export function importOptions(draft: ImportDraft, preview: FilePreview): ImportOptions {
  const tables = preview.tables
    .filter((table) => !tableDraft(draft, keyOf(table)).left)
    .map((table) => {
      const { table: name, header, skipRows } = tableDraft(draft, keyOf(table))
      const columns = Object.fromEntries(
        table.columns.map((column) => [column.name, choiceOf(draft, keyOf(table), column)]),
      )
      return {
        sheet: table.sheet,
        ...(name === undefined || name.trim() === '' ? {} : { table: name.trim() }),
        ...(header ? { header } : {}),
        ...(skipRows.length > 0 ? { skipRows: [...skipRows] } : {}),
        columns,
      }
    })
  return { ...(draft.encoding === null ? {} : { encoding: draft.encoding }), tables }
}

/** What a column is taken for: as a person said, else as it was proposed. */
export function choiceOf(
  draft: ImportDraft,
  key: string,
  column: { readonly name: string; readonly proposal: ColumnProposal },
): Choice {
  const said = tableDraft(draft, key).columns[column.name]
  if (said !== undefined) return said
  const { type, dateFormats } = column.proposal
  const [only] = dateFormats
  return dateFormats.length === 1 && only !== undefined ? { type, dateFormat: only } : { type }
}

/** What a person must still say before the import: an encoding that nobody can be sure of, a date that reads two ways. */
export function questionsOf(
  draft: ImportDraft,
  preview: FilePreview,
): { readonly encoding: boolean; readonly dates: readonly { readonly table: string; readonly column: string }[] } {
  const dates = preview.tables
    .filter((table) => !tableDraft(draft, keyOf(table)).left)
    .flatMap((table) =>
      table.columns
        .filter((column) => {
          const { type, dateFormat } = choiceOf(draft, keyOf(table), column)
          return type === 'date' && column.proposal.dateFormats.length > 1 && dateFormat === undefined
        })
        .map((column) => ({ table: table.table, column: column.name })),
    )
  return { encoding: preview.encodings[0]?.certainty === 'unsure' && draft.encoding === null, dates }
}

export type PreviewLine =
  | { readonly kind: 'data'; readonly row: number; readonly values: readonly (string | null)[] }
  | {
      readonly kind: 'skipped'
      readonly row: number
      readonly why: TablePreview['skipped'][number]['why']
      readonly text: string
    }
  | {
      readonly kind: 'rejected'
      readonly row: number
      readonly text: string
      readonly reason: { readonly zh: string; readonly en: string }
    }

/** The first rows of the file as they lie there: what is data, what is left out and why, what is rejected. */
export function linesOf(table: TablePreview, most: number): readonly PreviewLine[] {
  const last = table.rows.at(-1)?.row ?? Number.POSITIVE_INFINITY
  const lines: readonly PreviewLine[] = [
    ...table.rows.map(({ row, values }) => ({ kind: 'data' as const, row, values })),
    ...table.skipped.map(({ row, why, text }) => ({ kind: 'skipped' as const, row, why, text })),
    ...table.rejects.map(({ row, original, reason }) => ({ kind: 'rejected' as const, row, text: original, reason })),
  ]
  return lines
    .filter(({ row, kind }) => row <= last || kind === 'skipped')
    .toSorted((a, b) => a.row - b.row)
    .slice(0, most)
}
