import { createContext } from 'react'

export type RenamedKind = 'column' | 'parameter'

/** What renaming from within an expression does: the words why it cannot be done, or null. */
export interface Renaming {
  /** Asked before the new name is: a column of a source, for one, has its name from there. */
  readonly refuse: (kind: RenamedKind, name: string) => string | null
  readonly rename: (kind: RenamedKind, name: string, next: string) => string | null
}

/** Given by whoever knows the model around a field; without it nothing is renamed. */
export const RenamingContext = createContext<Renaming | null>(null)
