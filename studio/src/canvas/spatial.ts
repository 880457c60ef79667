import type { Position as Point } from '@jianmo/engine/graph'

export type Direction = 'left' | 'right' | 'up' | 'down'

export const directionOfKey: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

export const stepOf: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

interface Placed {
  readonly point: Point
}

/** How much farther than it is a thing seems for lying beside the way. */
const aside = 2

/** The nearest thing in a direction, seen from a place; null if there is none. Things beside the way count as farther. */
export function nearestIn<Thing extends Placed>(
  things: readonly Thing[],
  from: Point,
  direction: Direction,
): Thing | null {
  const { x, y } = stepOf[direction]
  let best: { readonly thing: Thing; readonly cost: number } | null = null
  for (const thing of things) {
    const by = { x: thing.point.x - from.x, y: thing.point.y - from.y }
    const along = by.x * x + by.y * y
    if (along <= 1) continue
    const across = Math.abs(by.x * y) + Math.abs(by.y * x)
    // Flatter than this it lies in another direction.
    if (across > along * 4) continue
    const cost = along + across * aside
    if (best === null || cost < best.cost) best = { thing, cost }
  }
  return best?.thing ?? null
}
