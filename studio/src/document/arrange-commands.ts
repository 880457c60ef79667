import type { CanvasGroup, GraphDocument, Position } from '@jianmo/engine/graph'
import type { Command } from './command.ts'
import { atLeast, groupsOf, withGroups } from './group-commands.ts'
import { moveNodes, unpinned } from './node-commands.ts'

/** Where things stand after auto-layout, and the sizes of frames that close around what is in them. */
export interface Arranged {
  readonly positions: Readonly<Record<string, Position>>
  readonly sizes: Readonly<Record<string, CanvasGroup['size']>>
}

/** Auto-layout as one step. */
export function arrangeDrawing({ positions, sizes }: Arranged): Command {
  const count = Object.keys(positions).length
  return {
    name: { zh: `自动布局 ${count} 个节点`, en: `Tidy up ${count} ${count === 1 ? 'node' : 'nodes'}` },
    apply(document) {
      const moved = moveNodes(positions).apply(document)
      const groups = groupsOf(moved).map((group) => {
        const size = sizes[group.id]
        const same = size === undefined || (size.width === group.size.width && size.height === group.size.height)
        return same ? group : { ...group, size }
      })
      return withGroups(moved, groups)
    },
  }
}

/** Holds things where they are, or lets them go: auto-layout does not move what is pinned. Pins are what version 3 has. */
export function pinItems(ids: ReadonlySet<string>, pinned: boolean): Command {
  const many = ids.size
  return {
    name: pinned
      ? { zh: `固定 ${many} 个节点的位置`, en: `Pin ${many} ${many === 1 ? 'node' : 'nodes'}` }
      : { zh: `取消固定 ${many} 个节点`, en: `Unpin ${many} ${many === 1 ? 'node' : 'nodes'}` },
    apply(document) {
      let changed = false
      const pin = <Item extends { readonly id: string; readonly pinned?: true | undefined }>(item: Item): Item => {
        if (!ids.has(item.id) || (item.pinned === true) === pinned) return item
        changed = true
        return pinned ? { ...item, pinned } : unpinned(item)
      }
      const nodes = document.nodes.map(pin)
      const notes = document.notes.map(pin)
      const groups = groupsOf(document).map(pin)
      if (!changed) return document
      const formatVersion = pinned ? atLeast(3, document) : document.formatVersion
      return withGroups({ ...document, formatVersion, nodes, notes }, groups)
    },
  }
}

/** What of a selection is pinned: all of it, or not. */
export function arePinned({ nodes, notes, groups = [] }: GraphDocument, ids: ReadonlySet<string>): boolean {
  const things = [...nodes, ...notes, ...groups].filter(({ id }) => ids.has(id))
  return things.length > 0 && things.every(({ pinned }) => pinned)
}
