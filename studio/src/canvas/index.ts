export { Canvas } from './Canvas.tsx'
export { isTyping } from './is-typing.ts'
export { NodeTile } from './node-icons.tsx'
