import type { Box } from './frames.ts'
import { cardWidth } from './node-size.ts'
import type { FlowNode } from './to-flow.ts'

/** Of a card that was just put down. */
export const newCardHeight = 92

/** Where a thing of the drawing stands, and how much room it takes. */
export const boxAt = ({ position, width = cardWidth, height = newCardHeight }: FlowNode): Box => ({
  x: position.x,
  y: position.y,
  width,
  height,
})
