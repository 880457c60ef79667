import type { FileKind, ImportOptions } from './batch.ts'
import type { ProgressMeter } from './progress.ts'
import type { ParsedTable } from './table-writer.ts'

/** One file to parse. */
export interface ParseOrder {
  readonly kind: FileKind
  readonly path: string
  /** As the person named it; only words. */
  readonly fileName: string
  /** Batch folders are made in here: `1`, `2`, … */
  readonly folder: string
  readonly options: ImportOptions
  readonly meter?: ProgressMeter | undefined
  /** Only a preview: enough is read once a table has so many rows. */
  readonly mostRows?: number | undefined
}

/** Writes one batch folder per table of the file. Throws a ProductError for a file that cannot be read as a whole. */
export type Parser = (order: ParseOrder) => Promise<readonly ParsedTable[]> | readonly ParsedTable[]

/** The name of the table of a file that holds one: as asked for, else the file's name without its ending. */
export function tableNameOf({ fileName, options }: ParseOrder): string {
  return options.tables?.[0]?.table ?? options.table ?? fileName.replace(/\.[^.]*$/, '')
}
