import { createContext, useContext } from 'react'
import type { QuickAddRequest } from './quick-add.ts'

/** What buttons on cards and edges ask of the canvas. */
export interface Building {
  readonly openQuickAdd: (request: QuickAddRequest) => void
  readonly addAfter: (nodeId: string) => void
  readonly replace: (nodeId: string) => void
  readonly startConnecting: (nodeId: string) => void
}

const nothing = () => {}

export const BuildingContext = createContext<Building>({
  openQuickAdd: nothing,
  addAfter: nothing,
  replace: nothing,
  startConnecting: nothing,
})

export const useBuilding = (): Building => useContext(BuildingContext)
