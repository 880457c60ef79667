import { z } from 'zod'
import { addedColumn, idOf } from '../schema/index.ts'
import { checkNames } from './check-fields.ts'
import { ColumnName, defineNode, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'
import type { Report } from './node-spec.ts'
import { type CellType, cellTypes, readCell } from './read-cell.ts'

export interface TypedTable {
  readonly columns: readonly { readonly name: string; readonly label: string; readonly type: CellType }[]
  /** As they were typed, one text a column; a text that is missing is an empty cell. */
  readonly rows: readonly (readonly string[])[]
}

export interface InlineTableConfig extends Record<string, unknown> {
  readonly table: TypedTable
}

/** What fits on a screen's patience; more is a file, and belongs to a source. */
export const inlineLimits = { columns: 30, rows: 500, cell: 400 } as const
/** After so many wrong cells one more message says how many there are. */
const shownProblems = 20

const columnsLabel = { zh: '列', en: 'Columns' }

export const inlineTable = defineNode<InlineTableConfig>({
  type: 'inline-table',
  family: 'source',
  label: { zh: '手填表', en: 'Inline table' },
  words: '对照表 常量 粘贴 手工 名单 字典 excel values paste',
  about: {
    zh: '直接填写或从 Excel 粘贴的小表（最多 500 行），例如罪名对照、区划代码、各地标准。内容随模型一起共享，请勿填写个人信息。',
    en: 'A small table typed here or pasted from Excel (up to 500 rows): codes, regions, local standards. It is shared with the model: no personal data.',
  },
  inputs: {},
  outputs: { rows: rowsPort },
  config: z.object({
    table: z.object({
      columns: z
        .array(z.object({ name: ColumnName, label: z.string().max(80), type: z.enum(cellTypes) }))
        .max(inlineLimits.columns),
      rows: z.array(z.array(z.string().max(inlineLimits.cell)).max(inlineLimits.columns)).max(inlineLimits.rows),
    }),
  }),
  initial: { table: { columns: [], rows: [] } },
  form: { table: { label: { zh: '内容', en: 'Content' }, control: 'typed-table' } },
  describe: ({ table: { columns, rows } }) =>
    columns.length === 0
      ? { zh: '还没有内容', en: 'Nothing yet' }
      : {
          zh: `${rows.filter(isWritten).length} 行：${columns.map(({ name, label }) => label || name).join('、')}`,
          en: `${rows.filter(isWritten).length} rows: ${columns.map(({ name, label }) => label || name).join(', ')}`,
        },
  infer({ config, report }) {
    const { columns } = config.table
    if (columns.length === 0) report(nodeProblem('setting-missing', { label: columnsLabel }, { field: 'table' }))
    checkNames(
      columns.map(({ name }) => name),
      (index) => `table.columns.${index}.name`,
      report,
    )
    checkCells(config.table, report)
    return {
      rows: columns
        .filter(({ name }) => name !== '')
        .map(({ name, label, type }) => addedColumn(name, type, { zh: label || name, en: label || name })),
    }
  },
  lower({ config, outputs, nodeId }) {
    const columns = (outputs['rows'] ?? []).map((column) => ({
      id: idOf(column),
      name: column.name,
      type: column.type,
    }))
    const { table } = config
    const rows = table.rows
      .filter(isWritten)
      .map((row) => table.columns.map(({ type }, at) => readCell(row[at] ?? '', type) ?? null))
    return { rows: { op: 'values', columns, rows, origin: [nodeId] } }
  },
})

/** A row without anything in it is one that is still to be typed. */
const isWritten = (row: readonly string[]) => row.some((cell) => cell.trim() !== '')

function checkCells({ columns, rows }: TypedTable, report: Report): void {
  let wrong = 0
  for (const [index, row] of rows.entries()) {
    for (const [at, { name, label, type }] of columns.entries()) {
      const written = row[at] ?? ''
      if (readCell(written, type) !== undefined) continue
      wrong++
      if (wrong > shownProblems) continue
      const value = written.length > 20 ? `${written.slice(0, 20)}…` : written
      const data = { row: index + 1, column: label || name, value, type }
      report(nodeProblem('cell-unreadable', data, { field: `table.rows.${index}.${at}` }))
    }
  }
  if (wrong > shownProblems)
    report(nodeProblem('cells-unreadable', { more: wrong - shownProblems }, { field: 'table' }))
}
