import type { SaveConflict } from '@jianmo/engine/api'
import type { GraphDocument } from '@jianmo/engine/graph'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '../app/problem-of.ts'
import {
  type Autosave,
  adoptDocument,
  keepEdits,
  type MergeSides,
  mergeDocuments,
  type SaveResult,
  type SaveState,
  type Side,
  startAutosave,
  useDispatch,
  useSession,
} from '../document/index.ts'
import type { Opened } from './EditorPage.tsx'
import { useEditorApi } from './editor-api.ts'

export interface Saving {
  readonly state: SaveState
  /** Newest revision that this tab saved or opened. */
  readonly revision: number
  readonly saveNow: () => Promise<void>
  /** The three documents of a conflict: what this tab began with, what is here, and what is there now. */
  readonly sides: () => Promise<ConflictSides>
  /** Goes on with mine, theirs, or both merged. Every version stays one undo away. */
  readonly resolve: (sides: ConflictSides, choice: Resolution) => void
  readonly copyMine: () => Promise<string>
}

export interface ConflictSides extends MergeSides {
  /** Revision of theirs. */
  readonly revision: number
}

/** Whose document, or whose value for each conflict of a merge. */
export type Resolution = Side | { readonly merge: Readonly<Record<string, Side>> }

/** Pause after which what is on the screen is kept in this browser. */
const keepAfter = 300

const conflictCode = 'model-changed-elsewhere'

/** Ties the document store to autosave, for as long as the editor is open. */
export function useSaving({ open, start, keep }: Opened): Saving {
  const api = useEditorApi()
  const { document: store, modelId } = useSession()
  const dispatch = useDispatch()
  const [state, setState] = useState<SaveState>(
    open.mayEdit ? { kind: 'saved', at: open.model.updatedAt } : { kind: 'read-only' },
  )
  const [revision, setRevision] = useState(start.saved.revision)
  const autosave = useRef<Autosave | null>(null)

  useEffect(() => {
    if (!open.mayEdit) return
    async function save(document: GraphDocument, baseRevision: number): Promise<SaveResult> {
      try {
        const saved = await api.save(modelId, document, baseRevision)
        setRevision(saved.revision)
        return { kind: 'saved', saved }
      } catch (error) {
        const problem = problemOf(error)
        if (problem.code === conflictCode)
          return { kind: 'conflict', conflict: problem.data as unknown as SaveConflict }
        return { kind: 'failed', reason: problem.text }
      }
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    function keepNow(): void {
      clearTimeout(timer)
      // Where nothing can be kept (a full disk), editing and saving go on.
      void keep?.(keepEdits(store.getState().history, started.saved())).catch(() => undefined)
    }
    function keepSoon(): void {
      clearTimeout(timer)
      timer = setTimeout(keepNow, keepAfter)
    }
    const started = startAutosave({
      saved: start.saved,
      save,
      onState: (next) => {
        setState(next)
        keepSoon()
      },
    })
    autosave.current = started
    const unsubscribe = store.subscribe(({ history }) => {
      started.documentChanged(history.document)
      keepSoon()
    })
    // Work of an earlier life of this tab that never reached the server.
    started.documentChanged(store.getState().history.document)
    window.addEventListener('pagehide', keepNow)
    return () => {
      window.removeEventListener('pagehide', keepNow)
      unsubscribe()
      keepNow()
      void started.saveNow()
      started.stop()
    }
  }, [api, keep, modelId, open, start, store])

  useEffect(() => {
    if (state.kind === 'saved' || state.kind === 'read-only') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [state.kind])

  const saveNow = useCallback(async () => autosave.current?.saveNow(), [])

  const sides = useCallback(async (): Promise<ConflictSides> => {
    const theirs = await api.open(modelId)
    const mine = store.getState().history.document
    const base = autosave.current?.saved().document ?? mine
    return { base, mine, theirs: theirs.document, revision: theirs.revision }
  }, [api, modelId, store])

  const resolve = useCallback(
    ({ base, mine, theirs, revision: there }: ConflictSides, choice: Resolution) => {
      // Whatever is chosen, the versions that it was made from are steps of the history: none is lost.
      dispatch(adoptDocument(theirs, { zh: '采用对方的版本', en: 'Take the other version' }))
      if (choice === 'mine') dispatch(adoptDocument(mine, { zh: '保留我的版本', en: 'Keep my version' }))
      else if (choice !== 'theirs') {
        const { document } = mergeDocuments({ base, mine, theirs }, choice.merge)
        dispatch(adoptDocument(document, { zh: '合并双方的改动', en: 'Merge both versions' }))
      }
      autosave.current?.rebase(there, theirs)
    },
    [dispatch],
  )

  const copyMine = useCallback(async () => {
    const { document } = store.getState().history
    const copy = await api.createCopy(`${document.title.slice(0, 70)}（副本）`, document)
    return copy.modelId
  }, [api, store])

  return useMemo(
    () => ({ state, revision, saveNow, sides, resolve, copyMine }),
    [state, revision, saveNow, sides, resolve, copyMine],
  )
}
