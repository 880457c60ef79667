/**
 * The process that parses one imported file: forked with an empty environment and a memory limit, so that a hostile or
 * broken file can stop nothing but itself. It gets one order and gives one answer.
 */
import type { EncodingReading } from '../text/encoding-readings.ts'
import { ProductError } from '../words/errors.ts'
import { fileConnectors } from './file-kinds.ts'
import type { ParseOrder } from './parser.ts'
import { createMeter, type ParseProgress } from './progress.ts'
import type { ParsedTable } from './table-writer.ts'
import { refuseWrongKind } from './wrong-kind.ts'

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

async function parse(order: ParseOrder): Promise<readonly ParsedTable[]> {
  refuseWrongKind(order, fileConnectors)
  const { reads, parser } = fileConnectors[order.kind]
  const tell = (message: ParseMessage) => process.send?.(message)
  const meter = createMeter((progress) => tell({ kind: 'progress', ...progress }))
  if (order.mostRows !== undefined && reads === 'text')
    tell({ kind: 'encodings', readings: (await import('../text/encoding-readings.ts')).readEncodings(order.path) })
  const parse = await parser()
  return parse({ ...order, meter })
}

function answer(message: ParseAnswer): void {
  process.send?.(message, () => {
    process.removeAllListeners('disconnect')
    process.disconnect()
  })
}
