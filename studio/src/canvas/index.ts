export { Canvas } from './Canvas.tsx'
export { isTyping } from './is-typing.ts'
export { moveCard } from './move-card.ts'
export { NodeTile } from './node-icons.tsx'
