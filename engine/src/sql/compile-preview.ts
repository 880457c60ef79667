import type { Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'
import type { CompileContext, Statement } from './compiled.ts'
export interface PreviewPlace { readonly nodeId: string; readonly port: string; readonly limit: number }
export interface CompiledPreview {
  /** Null if the node, or one before it, has a problem. */
  readonly statement: Statement | null
  /** One row, one column `rows`: how many rows there are without the limit. */
  readonly count: Statement | null
  readonly problems: readonly Problem[]
}
/** First rows at an output port, from the loaded scans alone, in a fixed order. */
export function compilePreview(_document: GraphDocument, _context: CompileContext, _place: PreviewPlace): CompiledPreview { throw new Error('not yet') }
