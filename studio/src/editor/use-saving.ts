import type { OpenModel, SaveConflict } from '@jianmo/engine/api'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '../app/problem-of.ts'
import {
  type Autosave,
  adoptDocument,
  type SaveResult,
  type SaveState,
  startAutosave,
  useDispatch,
  useSession,
} from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'

export interface Saving {
  readonly state: SaveState
  /** Newest revision that this tab saved or opened. */
  readonly revision: number
  readonly saveNow: () => Promise<void>
  /** After a conflict: whose work goes on. The other one stays one undo away. */
  readonly resolve: (choice: 'mine' | 'theirs') => Promise<void>
  readonly copyMine: () => Promise<string>
}

const conflictCode = 'model-changed-elsewhere'

/** Ties the document store to autosave, for as long as the editor is open. */
export function useSaving(open: OpenModel): Saving {
  const api = useEditorApi()
  const { document: store, modelId } = useSession()
  const dispatch = useDispatch()
  const [state, setState] = useState<SaveState>(
    open.mayEdit ? { kind: 'saved', at: open.model.updatedAt } : { kind: 'read-only' },
  )
  const [revision, setRevision] = useState(open.revision)
  const autosave = useRef<Autosave | null>(null)

  useEffect(() => {
    if (!open.mayEdit) return
    async function save(document: OpenModel['document'], baseRevision: number): Promise<SaveResult> {
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
    const started = startAutosave({
      document: store.getState().history.document,
      revision: open.revision,
      save,
      onState: setState,
    })
    autosave.current = started
    const unsubscribe = store.subscribe(({ history }) => started.documentChanged(history.document))
    return () => {
      unsubscribe()
      void started.saveNow()
      started.stop()
    }
  }, [api, modelId, open, store])

  useEffect(() => {
    if (state.kind === 'saved' || state.kind === 'read-only') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [state.kind])

  const saveNow = useCallback(async () => autosave.current?.saveNow(), [])

  const resolve = useCallback(
    async (choice: 'mine' | 'theirs') => {
      const theirs = await api.open(modelId)
      const mine = store.getState().history.document
      // Both ways both versions are steps of the history, so that neither is lost.
      dispatch(adoptDocument(theirs.document, { zh: '采用对方的版本', en: 'Take the other version' }))
      if (choice === 'mine') dispatch(adoptDocument(mine, { zh: '保留我的版本', en: 'Keep my version' }))
      autosave.current?.rebase(theirs.revision, theirs.document)
    },
    [api, dispatch, modelId, store],
  )

  const copyMine = useCallback(async () => {
    const { document } = store.getState().history
    const copy = await api.createCopy(`${document.title.slice(0, 70)}（副本）`, document)
    return copy.modelId
  }, [api, store])

  return useMemo(() => ({ state, revision, saveNow, resolve, copyMine }), [state, revision, saveNow, resolve, copyMine])
}
