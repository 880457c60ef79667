import type { GraphDocument } from '@jianmo/engine/graph'
import { columnsOf, type HeldEnd, type Inference } from '../document/index.ts'
import type { QuickAddEntry } from './quick-add.ts'

/** What usually follows a kind of node in a supervision model, by the palette's keys, likeliest first. */
const followers: Readonly<Record<string, readonly string[]>> = {
  source: ['normalise-identity', 'filter', 'join:inner'],
  'inline-table': ['filter', 'join:inner'],
  parameter: ['join:inner'],
  'normalise-identity': ['filter', 'join:inner', 'join:anti'],
  'deduplicate-keep': ['join:inner', 'join:left', 'derive'],
  distinct: ['join:inner', 'join:left', 'derive'],
  filter: ['join:inner', 'join:anti', 'derive'],
  derive: ['judge', 'filter', 'aggregate'],
  select: ['join:inner', 'derive', 'judge'],
  aggregate: ['derive', 'judge', 'join:left'],
  sort: ['derive', 'judge'],
  union: ['deduplicate-keep', 'derive', 'judge'],
  join: ['derive', 'judge', 'filter'],
  judge: ['lead-output'],
}

/** What comes first in the list of what may follow a wire that leaves a card. */
export function nextSteps({ nodes }: GraphDocument, { side, port }: HeldEnd, inference: Inference): readonly string[] {
  const type = nodes.find(({ id }) => id === port.node)?.type
  if (side === 'in' || type === undefined) return []
  const steps = followers[type] ?? []
  // A table without people has no id to be normalised.
  const hasPeople = columnsOf(inference, port.node, port.port).some(({ semantic }) => semantic === 'resident-id')
  return hasPeople ? steps : steps.filter((step) => step !== 'normalise-identity')
}

/** The entries with the likely ones first, in a group of their own. */
export function suggestedFirst(entries: readonly QuickAddEntry[], steps: readonly string[]): readonly QuickAddEntry[] {
  const likely = steps.flatMap((step) => entries.find(({ key }) => key === step) ?? [])
  return [
    ...likely.map((entry) => ({ ...entry, suggested: true })),
    ...entries.filter((entry) => !likely.includes(entry)),
  ]
}
