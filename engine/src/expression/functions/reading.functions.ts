import type { Implementation } from './function-spec.ts'

/** How the planner reads what agencies wrote: never written by a drawer. */
export const readingFunctions: Readonly<Record<string, Implementation>> = {}
