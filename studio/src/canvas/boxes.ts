import type { Position as Point } from '@jianmo/engine/graph'
import type { Box } from './frames.ts'

/** How far apart two boxes are; 0 if they touch or overlap. */
export function distanceOf(a: Box, b: Box): number {
  const across = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width))
  const down = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height))
  return Math.hypot(across, down)
}

export const betweenMiddles = (a: Box, b: Box): number =>
  Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2)

/** Whether two boxes are nearer than a gap. */
export const areClose = (a: Box, b: Box, gap: number): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap

export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

export const shifted = <Place extends Point>(place: Place, by: Point): Place => ({
  ...place,
  x: place.x + by.x,
  y: place.y + by.y,
})

/** A box moved just so near to another that their sides are `most` apart; nearer ones stay. */
export function drawnClose(box: Box, to: Box, most: number): Box {
  const x = Math.max(to.x - most - box.width, Math.min(box.x, to.x + to.width + most))
  const y = Math.max(to.y - most - box.height, Math.min(box.y, to.y + to.height + most))
  return { ...box, x: Math.round(x), y: Math.round(y) }
}
