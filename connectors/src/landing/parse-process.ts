/**
 * The process that parses one imported file: forked with an empty environment and a memory limit, so that a hostile or
 * broken file can stop nothing but itself. It gets one order and gives one answer.
 */
import type { EncodingReading } from '../csv/encoding-readings.ts'
import type { ParseFile } from '../csv/parse-csv.ts'
import { ProductError } from '../words/errors.ts'
import type { FileKind, ImportOptions } from './batch.ts'
import { createMeter, type ParseProgress } from './progress.ts'
import type { ParsedTable } from './table-writer.ts'

export interface ParseOrder {
  readonly kind: FileKind
  readonly path: string
  readonly fileName: string
  readonly folder: string
  readonly options: ImportOptions
  /** Only a preview: at most so many rows of data of each table. */
  readonly mostRows?: number
}

/** Progress may come any number of times before the one answer; encodings before a preview's. */
export type ParseMessage =
  | ParseAnswer
  | ({ readonly kind: 'progress' } & ParseProgress)
  | { readonly kind: 'encodings'; readonly readings: readonly EncodingReading[] }

export type ParseAnswer =
  | { readonly kind: 'parsed'; readonly tables: readonly ParsedTable[] }
  | { readonly kind: 'refused'; readonly error: Pick<ProductError, 'code' | 'text' | 'data'> }
  | { readonly kind: 'failed'; readonly message: string }

process.on('disconnect', () => process.exit(1))

process.once('message', (order: ParseOrder) => {
  parse(order).then(
    (tables) => answer({ kind: 'parsed', tables }),
    (cause: unknown) => {
      if (cause instanceof ProductError) {
        answer({ kind: 'refused', error: { code: cause.code, text: cause.text, data: cause.data } })
      } else
        answer({ kind: 'failed', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
    },
  )
})

/** Loaded when needed: a process reads one file, and starting it is most of the work of a small one. */
const parsers: Readonly<Record<FileKind, (file: ParseFile) => Promise<readonly ParsedTable[]>>> = {
  csv: async (file) => (await import('../csv/parse-csv.ts')).parseCsv(file),
  xlsx: async (file) => (await import('../xlsx/parse-xlsx.ts')).parseXlsx(file),
}

async function parse(order: ParseOrder): Promise<readonly ParsedTable[]> {
  const tell = (message: ParseMessage) => process.send?.(message)
  const meter = createMeter((progress) => tell({ kind: 'progress', ...progress }))
  if (order.mostRows !== undefined && order.kind !== 'xlsx')
    tell({ kind: 'encodings', readings: (await import('../csv/encoding-readings.ts')).readEncodings(order.path) })
  return parsers[order.kind]({ ...order, meter })
}

function answer(message: ParseAnswer): void {
  process.send?.(message, () => {
    process.removeAllListeners('disconnect')
    process.disconnect()
  })
}
