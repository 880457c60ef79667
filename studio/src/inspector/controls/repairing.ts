import type { Problem } from '@jianmo/connectors/words'
import { createContext } from 'react'

/** Opens the panel that repairs a lost column. Given by whoever knows the model around a field, if it may be changed. */
export const RepairingContext = createContext<((problem: Problem) => void) | null>(null)
