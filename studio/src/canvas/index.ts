export { Canvas, isTyping } from './Canvas.tsx'
export { NodeTile } from './node-icons.tsx'
