/**
 * The process that parses one imported file: forked with an empty environment and a memory limit, so that a hostile or
 * broken file can stop nothing but itself. It gets one order and gives one answer.
 */
import { ProductError } from '../words/errors.ts'
import { fileConnectors } from './file-kinds.ts'
import type { ParseOrder } from './parser.ts'
import type { ParsedTable } from './table-writer.ts'
import { refuseWrongKind } from './wrong-kind.ts'

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
  const parser = await fileConnectors[order.kind].parser()
  return parser(order)
}

function answer(message: ParseAnswer): void {
  process.send?.(message, () => {
    process.removeAllListeners('disconnect')
    process.disconnect()
  })
}
