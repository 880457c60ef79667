import type { Text } from '@jianmo/connectors/words'
import { canonicalJson, type GraphDocument } from '@jianmo/engine/graph'
import { applyDelta, type DocumentDelta, deltaOf } from './document-delta.ts'
import type { History } from './history.ts'

/**
 * What a tab keeps of an open model besides what the server has: the steps that can be undone and redone, and work that was
 * not saved yet. `documents[at]` is what is on the screen, where `documents` are `first` and then one per step.
 */
export interface KeptEdits {
  readonly revision: number
  readonly first: GraphDocument
  readonly steps: readonly { readonly name: Text; readonly delta: DocumentDelta }[]
  readonly at: number
  /** From the screen to what the server has under `revision`; null if they are the same. */
  readonly saved: DocumentDelta | null
}

/** The saved state that a tab knows of: what the server has, and under which revision. */
export interface SavedDocument {
  readonly revision: number
  readonly document: GraphDocument
}

/** Between two documents of a history nothing changes any more. */
const known = new WeakMap<GraphDocument, { readonly from: GraphDocument; readonly delta: DocumentDelta }>()

function stepTo(to: GraphDocument, from: GraphDocument): DocumentDelta {
  const found = known.get(to)
  if (found?.from === from) return found.delta
  const delta = deltaOf(from, to)
  known.set(to, { from, delta })
  return delta
}

export function keepEdits({ past, document, future }: History, saved: SavedDocument): KeptEdits {
  const documents = [...past.map((step) => step.document), document, ...future.map((step) => step.document)]
  const names = [...past, ...future].map(({ name }) => name)
  return {
    revision: saved.revision,
    first: documents[0] ?? document,
    steps: names.map((name, at) => ({
      name,
      delta: stepTo(documents[at + 1] ?? document, documents[at] ?? document),
    })),
    at: past.length,
    saved: saved.document === document ? null : deltaOf(document, saved.document),
  }
}

/** The history as it was kept, and the document that the server had then. */
export function readEdits({ first, steps, at, saved, revision }: KeptEdits): {
  readonly history: History
  readonly saved: SavedDocument
} {
  const documents = [first]
  for (const { delta } of steps) documents.push(applyDelta(documents.at(-1) ?? first, delta))
  const document = documents[at] ?? first
  const step = (index: number) => ({ name: steps[index]?.name ?? { zh: '', en: '' } })
  return {
    history: {
      past: documents.slice(0, at).map((before, index) => ({ ...step(index), document: before })),
      document,
      future: documents.slice(at + 1).map((after, index) => ({ ...step(at + index), document: after })),
      open: null,
    },
    saved: { revision, document: saved === null ? document : applyDelta(document, saved) },
  }
}

/** How an opened model goes on from what this browser kept of it. */
export interface Reopened {
  readonly history: History
  readonly saved: SavedDocument
}

/**
 * Kept steps go on only from the revision that they led to. Unsaved work is never dropped: if the model has moved on
 * meanwhile, it is opened on the revision that it was made on, so that saving finds the conflict and a person decides.
 * A save whose answer was lost is recognised by its content. Null: there is nothing to go on from.
 */
export function reopen(server: SavedDocument, kept: KeptEdits): Reopened | null {
  const { history, saved } = readEdits(kept)
  const same = (a: GraphDocument, b: GraphDocument) => a === b || canonicalJson(a) === canonicalJson(b)
  if (same(history.document, server.document))
    return { history, saved: { revision: server.revision, document: history.document } }
  if (saved.revision === server.revision) return { history, saved }
  return kept.saved === null ? null : { history, saved }
}
