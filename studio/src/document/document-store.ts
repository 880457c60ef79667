import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Command } from './command.ts'
import { closeGroup, type History, perform, redo, undo } from './history.ts'

export interface DocumentState {
  readonly history: History
  readonly mayEdit: boolean
  readonly dispatch: (command: Command) => void
  readonly undo: () => void
  readonly redo: () => void
  /** A field lost its focus: the next change is a step of its own. */
  readonly settle: () => void
}

export type DocumentStore = StoreApi<DocumentState>

/** The store of one open model. The document is the only truth; selection and viewport live elsewhere and are no steps. */
export function createDocumentStore(history: History, mayEdit: boolean, now: () => number = Date.now): DocumentStore {
  return createStore<DocumentState>()((set) => {
    const change = (next: (history: History) => History) =>
      set((state) => {
        const history = next(state.history)
        return history === state.history ? state : { history }
      })
    return {
      history,
      mayEdit,
      dispatch: (command) => {
        if (mayEdit) change((history) => perform(history, command, now()))
      },
      undo: () => change(undo),
      redo: () => change(redo),
      settle: () => change(closeGroup),
    }
  })
}
