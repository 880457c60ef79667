import { type CanvasGroup, type GraphDocument, type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { groupsOf } from '../document/index.ts'

export interface FrameRow {
  readonly group: CanvasGroup
  /** How many cards are in it. */
  readonly cards: number
}

export interface CardRow {
  readonly node: GraphNode
  /** Whether it stands below its frame. */
  readonly framed: boolean
}

export type OutlineRow = FrameRow | CardRow

/** Every card in the order data flow, frames before what is in them. A frame stands where its first card would; empty ones
 * come last. */
export function outlineRows(document: GraphDocument): readonly OutlineRow[] {
  const ordered = orderNodes(document).nodes
  // Cards on a cycle have no place in the order; they come last.
  const placed = new Set(ordered)
  const nodes = [...ordered, ...document.nodes.filter((node) => !placed.has(node))]
  const around = new Map(groupsOf(document).flatMap((group) => group.members.map((id) => [id, group] as const)))
  const inside = Map.groupBy(nodes, ({ id }) => around.get(id))
  const rowsOf = (group: CanvasGroup): readonly OutlineRow[] => {
    const members = inside.get(group) ?? []
    return [{ group, cards: members.length }, ...members.map((node) => ({ node, framed: true }))]
  }
  const seen = new Set<CanvasGroup>()
  const rows = nodes.flatMap((node): readonly OutlineRow[] => {
    const group = around.get(node.id)
    if (group === undefined) return [{ node, framed: false }]
    if (seen.has(group)) return []
    seen.add(group)
    return rowsOf(group)
  })
  return [...rows, ...groupsOf(document).flatMap((group) => (seen.has(group) ? [] : rowsOf(group)))]
}

export const idOf = (row: OutlineRow): string => ('group' in row ? row.group.id : row.node.id)
