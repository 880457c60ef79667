import type { DragEvent } from 'react'

/** Type of the drag data: the item's key, or `note` or `frame`. */
export const paletteDragType = 'application/x-jianmo-node'

/** Until it is dropped a browser tells only the types of what is dragged, so the key is remembered here. */
let dragged: string | null = null

export const draggedKey = (): string | null => dragged

export function startDrag(event: DragEvent, key: string): void {
  dragged = key
  event.dataTransfer.setData(paletteDragType, key)
  event.dataTransfer.effectAllowed = 'copy'
}

export function endDrag(): void {
  dragged = null
}
