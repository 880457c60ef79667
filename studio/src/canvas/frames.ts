import type { CanvasGroup, GraphDocument, Position } from '@jianmo/engine/graph'
import { groupAround, groupsOf } from '../document/index.ts'

export interface Box extends Position {
  readonly width: number
  readonly height: number
}

/** Room between a frame and the cards that it was put around; above them stands the title. */
export const room = { side: 24, top: 52 }
export const collapsedSize = { width: 208, height: 64 }
export const emptyFrame = { width: 480, height: 260 }

/** The frame to put around cards. */
export function frameAround(boxes: readonly Box[]): {
  readonly position: Position
  readonly size: CanvasGroup['size']
} {
  const left = Math.min(...boxes.map(({ x }) => x)) - room.side
  const top = Math.min(...boxes.map(({ y }) => y)) - room.top
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + room.side
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + room.side
  return { position: { x: left, y: top }, size: { width: right - left, height: bottom - top } }
}

/** Whether a card's middle is in a box. */
export function isInside({ x, y, width, height }: Box, card: Box): boolean {
  const [middle, centre] = [card.x + card.width / 2, card.y + card.height / 2]
  return middle >= x && middle <= x + width && centre >= y && centre <= y + height
}

const boxOf = ({ position, size }: CanvasGroup): Box => ({ ...position, ...size })

/** The open frame that a card stands in, the newest if several; none is null. */
export function frameUnder(document: GraphDocument, card: Box): string | null {
  return groupsOf(document).findLast((group) => !group.collapsed && isInside(boxOf(group), card))?.id ?? null
}

/** Which of the cards that were put down are in another frame now than before. Those that came with their frame stay in it. */
export function framesAfter(
  document: GraphDocument,
  moved: ReadonlyMap<string, Box>,
): Readonly<Record<string, string | null>> {
  const changed: Record<string, string | null> = {}
  for (const [id, box] of moved) {
    const before = groupAround(document, id)
    if (before && moved.has(before.id)) continue
    const after = frameUnder(document, box)
    if (after !== (before?.id ?? null)) changed[id] = after
  }
  return changed
}

/** The collapsed frame that each hidden card is in. */
export function hiddenIn(document: GraphDocument): ReadonlyMap<string, string> {
  return new Map(
    groupsOf(document).flatMap(({ id, collapsed, members }) =>
      collapsed ? members.map((member) => [member, id] as const) : [],
    ),
  )
}
