import type { GraphDocument } from '../graph/index.ts'
import type { CompileContext, CompiledRun } from './compiled.ts'
/** Everything a run executes, in order. */
export function compileRun(_document: GraphDocument, _context: CompileContext): CompiledRun { throw new Error('not yet') }
