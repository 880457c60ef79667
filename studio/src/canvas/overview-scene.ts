import type { Problem } from '@jianmo/connectors/words'
import { type NodeFamily, specOf } from '@jianmo/engine/nodes'
import { boxAt } from './card-box.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import type { Box } from './frames.ts'
import type { FlowNode } from './to-flow.ts'

/** How a card looks from afar. */
export type Paint = NodeFamily | 'unknown' | 'problem' | 'selected'

/** A drawing from afar: a mark for each card, a line for each edge. */
export interface Scene {
  readonly marks: ReadonlyMap<Paint, readonly Box[]>
  readonly lines: readonly (readonly [from: Box, to: Box])[]
}

export function sceneOf(
  nodes: readonly FlowNode[],
  edges: readonly RowsEdge[],
  problems: Readonly<Record<string, readonly Problem[]>>,
): Scene {
  const boxes = new Map<string, Box>()
  const marks = new Map<Paint, Box[]>()
  for (const node of nodes) {
    if (node.type !== 'card' && !(node.type === 'frame' && node.data.group.collapsed)) continue
    const box = boxAt(node)
    boxes.set(node.id, box)
    const paint = paintOf(node, problems[node.id])
    const list = marks.get(paint)
    if (list === undefined) marks.set(paint, [box])
    else list.push(box)
  }
  const lines = edges.flatMap(({ source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)]
    return from === undefined || to === undefined ? [] : [[from, to] as const]
  })
  return { marks, lines }
}

function paintOf(node: FlowNode, problems: readonly Problem[] | undefined): Paint {
  if (node.selected === true) return 'selected'
  if (problems?.some(({ severity }) => severity === 'error') === true) return 'problem'
  return node.type === 'card' ? (specOf(node.data.node.type)?.family ?? 'unknown') : 'unknown'
}

/** The card nearest to a place, if it is within reach. */
export function cardNear(nodes: readonly FlowNode[], at: { x: number; y: number }, reach: number): string | null {
  let best: { readonly id: string; readonly away: number } | null = null
  for (const node of nodes) {
    if (node.type !== 'card') continue
    const box = boxAt(node)
    const x = Math.max(box.x - at.x, 0, at.x - box.x - box.width)
    const y = Math.max(box.y - at.y, 0, at.y - box.y - box.height)
    const away = Math.hypot(x, y)
    if (away <= reach && (best === null || away < best.away)) best = { id: node.id, away }
  }
  return best?.id ?? null
}
