import { useStore } from '@xyflow/react'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { HeldEnd } from '../document/index.ts'
import { useHeldEnd } from './use-held-end.ts'

interface Holding {
  readonly held: HeldEnd | null
  /** A wire was begun by a click on a port. */
  readonly halfway: boolean
}

const HoldingContext = createContext<Holding>({ held: null, halfway: false })

/** Asks once for all cards: a thousand cards that ask React Flow's store each are asked a thousand times a frame. */
export function HoldingProvider({ children }: { readonly children: ReactNode }) {
  const held = useHeldEnd()
  const halfway = useStore((state) => state.connectionClickStartHandle !== null)
  return <HoldingContext value={useMemo(() => ({ held, halfway }), [held, halfway])}>{children}</HoldingContext>
}

export const useHolding = (): Holding => useContext(HoldingContext)
