import { z } from 'zod'
import { dateFormats } from '../words/binding.ts'
import { semanticTypes } from '../words/column.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'] as const

const Name = z.string().trim().min(1).max(200)
const RowNumber = z.number().int().min(1).max(100_000_000)

/** What a person confirmed about the values of a column. They stay text as they are; this drives the mapping later. */
const ColumnChoice = z.strictObject({
  type: z.enum([...semanticTypes, 'date', 'timestamp', 'integer', 'decimal', 'text']),
  dateFormat: z.enum(dateFormats).exactOptional(),
})

const TableChoice = z.strictObject({
  /** The sheet that is meant; null for files that hold one table. */
  sheet: z.string().max(200).nullable(),
  /** Name of the table; default: the sheet's, or the file's without its ending. */
  table: Name.exactOptional(),
  /** Physical rows; what stands above is a title. `count` 0: there is no header, `first` is the first row of data. */
  header: z.strictObject({ first: RowNumber, count: z.number().int().min(0).max(10) }).exactOptional(),
  /** Physical rows that a person says are no data. */
  skipRows: z.array(RowNumber).max(10_000).exactOptional(),
  /** By the name that the column gets. */
  columns: z.record(z.string().max(300), ColumnChoice).exactOptional(),
})

/** How a person wants a file to be read. Whatever is not said is found out. */
export const ImportOptions = z.strictObject({
  /** Files of one table: its name. */
  table: Name.exactOptional(),
  /** Text files: overrides detection. */
  encoding: z.enum(encodings).exactOptional(),
  /** Separated values: overrides detection. */
  delimiter: z.enum([',', '\t', ';', '|']).exactOptional(),
  /** Workbooks: only this sheet; default: every visible sheet with data. */
  sheet: z.string().max(200).exactOptional(),
  /** Only these tables of the file, and how each is to be read. */
  tables: z.array(TableChoice).min(1).max(200).exactOptional(),
})
export type ImportOptions = z.infer<typeof ImportOptions>
export type TableChoice = z.infer<typeof TableChoice>
export type ColumnChoice = z.infer<typeof ColumnChoice>
