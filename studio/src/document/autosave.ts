import type { Problem } from '@jianmo/connectors/words'
import type { SaveConflict, SavedModel } from '@jianmo/engine/api'
import type { GraphDocument } from '@jianmo/engine/graph'
import type { SavedDocument } from './kept-edits.ts'

/** What the state line reads. `offline` keeps everything and tries again; `conflict` waits for a person. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline'; readonly reason: Problem['text'] }
  | { readonly kind: 'conflict'; readonly conflict: SaveConflict }
  | { readonly kind: 'read-only' }

export type SaveResult =
  | { readonly kind: 'saved'; readonly saved: SavedModel }
  | { readonly kind: 'conflict'; readonly conflict: SaveConflict }
  | { readonly kind: 'failed'; readonly reason: Problem['text'] }

export interface Autosave {
  /** Says what the document is now; saving follows after the pause. */
  documentChanged(document: GraphDocument): void
  /** Saves at once (Ctrl+S); resolves when what was there is kept or refused. */
  saveNow(): Promise<void>
  /** After a conflict: go on from this revision, with this document already kept there. */
  rebase(revision: number, kept: GraphDocument): void
  /** What the server has, as far as this tab knows. */
  saved(): SavedDocument
  stop(): void
}

interface AutosaveOptions {
  /** What the server has; the document that is being edited is told by `documentChanged`. */
  readonly saved: SavedDocument
  readonly save: (document: GraphDocument, baseRevision: number) => Promise<SaveResult>
  readonly onState: (state: SaveState) => void
  readonly pause?: number
  readonly retryAfter?: number
}

/** Revision-checked saving: one request at a time, always on top of the revision that this tab has seen, so that an
 * older tab is refused and can never overwrite newer work. */
export function startAutosave({
  saved: { document, revision },
  save,
  onState,
  pause = 800,
  retryAfter = 4000,
}: AutosaveOptions): Autosave {
  let current = document
  let kept = document
  let base = revision
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let waitsForPerson = false
  let stopped = false

  function schedule(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    if (running !== null) return running.then(() => flush())
    if (stopped || waitsForPerson || current === kept) return Promise.resolve()
    running = saveOnce().finally(() => {
      running = null
    })
    return running
  }

  async function saveOnce(): Promise<void> {
    const sent = current
    onState({ kind: 'saving' })
    const result = await save(sent, base)
    if (result.kind === 'saved') {
      base = result.saved.revision
      kept = sent
      onState(current === kept ? { kind: 'saved', at: result.saved.savedAt } : { kind: 'unsaved' })
      if (current !== kept) schedule(pause)
    } else if (result.kind === 'conflict') {
      waitsForPerson = true
      onState({ kind: 'conflict', conflict: result.conflict })
    } else {
      onState({ kind: 'offline', reason: result.reason })
      if (!stopped) schedule(retryAfter)
    }
  }

  return {
    documentChanged(next) {
      if (next === current) return
      current = next
      if (waitsForPerson) return
      if (current === kept && running === null) {
        clearTimeout(timer)
        onState({ kind: 'saved', at: null })
        return
      }
      if (running === null) onState({ kind: 'unsaved' })
      schedule(pause)
    },
    saveNow: flush,
    rebase(newRevision, keptThere) {
      base = newRevision
      kept = keptThere
      waitsForPerson = false
      if (current === kept) onState({ kind: 'saved', at: null })
      else {
        onState({ kind: 'unsaved' })
        schedule(0)
      }
    },
    saved: () => ({ revision: base, document: kept }),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
