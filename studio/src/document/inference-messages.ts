import type { Column, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import type { DocumentDelta } from './document-delta.ts'
import type { Catalogue } from './inference-store.ts'

/** To the worker: a document, or what changed in the last one. `turn` comes back with what follows from it. */
export type InferenceRequest =
  | { readonly turn: number; readonly document: GraphDocument; readonly catalogue: Catalogue }
  | { readonly turn: number; readonly delta: DocumentDelta }

type PortColumns = Readonly<Record<string, readonly Column[]>>

/** From the worker: columns of nodes for which they changed, in parts that take the page a few milliseconds each; then the end. */
export type InferenceAnswer =
  | { readonly turn: number; readonly columns: Readonly<Record<string, PortColumns>> }
  | { readonly turn: number; readonly gone: readonly string[]; readonly problems: readonly Problem[] }
