import { csvConnector } from '../csv/index.ts'
import { jsonlConnector } from '../jsonl/index.ts'
import { parquetConnector } from '../parquet/index.ts'
import { tsvConnector } from '../tsv/index.ts'
import { xlsConnector } from '../xls/index.ts'
import { xlsxConnector } from '../xlsx/index.ts'
import type { FileKind } from './batch.ts'
import type { FileConnector } from './file-connector.ts'

/** Every kind of file, in the order in which a person is offered them. */
export const fileConnectors = {
  xlsx: xlsxConnector,
  xls: xlsConnector,
  csv: csvConnector,
  tsv: tsvConnector,
  parquet: parquetConnector,
  jsonl: jsonlConnector,
} as const satisfies Record<FileKind, FileConnector>

export const knownEndings: readonly string[] = Object.values(fileConnectors).flatMap(({ endings }) => endings)

/** The kind of a file by the ending of its name, the first that claims it; null if it is none that is imported. */
export function fileKindOf(fileName: string): FileKind | null {
  const name = fileName.toLowerCase()
  const found = Object.values(fileConnectors).find(({ endings }) => endings.some((ending) => name.endsWith(ending)))
  return found?.kind ?? null
}
