import type { CanvasGroup, GraphDocument, Position as Point } from '@jianmo/engine/graph'
import { groupAround, groupsOf } from '../document/index.ts'
import { boxAround, drawnClose } from './boxes.ts'
import type { DrawnShapes } from './drawn-shapes.ts'
import { type Box, hiddenIn } from './frames.ts'
import { heldStill, type LayoutScope, type NoteHost, noteHosts } from './layout-scope.ts'

/** How near to its card a note is drawn at most, and how far from each other blocks stand at least: so a note stays nearest to its own. */
const noteGap = 24
export const blockGap = 44

/** What auto-layout moves as one: a card with its notes, or a frame with what is in it. */
export interface Block {
  readonly id: string
  /** Now, with its notes drawn close. */
  readonly box: Box
  /** The card, or the frame, without notes: its ports are where wires end. */
  readonly core: Box
  /** What moves along, by its distance from the box's corner. */
  readonly things: ReadonlyMap<string, Point>
  /** It is laid out with the others, which go around it, and stays where it is. */
  readonly still: boolean
  /** An open frame closes around what is in it. */
  readonly frame: OpenFrame | null
}

export interface OpenFrame {
  readonly blocks: readonly Block[]
  readonly notes: readonly FrameNote[]
}

/** A note beside an open frame stands above or below it. */
export interface FrameNote {
  readonly id: string
  readonly above: boolean
  readonly gap: number
  /** From the frame's left edge. */
  readonly indent: number
  readonly width: number
  readonly height: number
}

/** What stays, and how far others keep away from it. */
export interface Obstacle {
  readonly box: Box
  readonly gap: number
}

export interface Blocks {
  readonly blocks: readonly Block[]
  readonly obstacles: readonly Obstacle[]
}

export function blocksOf(document: GraphDocument, shapes: DrawnShapes, { container, ids }: LayoutScope): Blocks {
  const still = heldStill(document)
  const hosts = noteHosts(document, shapes)
  const hidden = hiddenIn(document)
  const holds = container !== null && container.pinned === true
  const boxOf = (id: string): Box => shapes.boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  const notesWith = (id: string) => [...hosts].filter(([, host]) => host.id === id).map(([note]) => note)

  function cardBlock(id: string, hiddenMembers: readonly string[] = []): Block {
    const core = boxOf(id)
    const notes = notesWith(id).map((note) => ({ id: note, box: drawnClose(boxOf(note), core, noteGap) }))
    const box = boxAround([core, ...notes.map((note) => note.box)])
    const within = new Set(hiddenMembers)
    const inside = [...document.nodes, ...document.notes].filter((item) => within.has(item.id))
    const places = [{ id, box: core }, ...notes, ...inside.map((item) => ({ id: item.id, box: item.position }))]
    const things = places.map((thing) => [thing.id, { x: thing.box.x - box.x, y: thing.box.y - box.y }] as const)
    return { id, box, core, things: new Map(things), still: false, frame: null }
  }

  function frameBlock(group: CanvasGroup): Block {
    if (group.collapsed) return cardBlock(group.id, group.members)
    const members = new Set(group.members)
    const inside = [...document.nodes, ...document.notes].filter(({ id }) => members.has(id) && !hosts.has(id))
    // A frame with nothing in it keeps its size.
    if (inside.length === 0) return cardBlock(group.id)
    const core = boxOf(group.id)
    const notes = notesWith(group.id).map((id) => frameNote(id, boxOf(id), core))
    return {
      id: group.id,
      box: boxAround([core, ...notes.map((note) => besideFrame(note, core))]),
      core,
      things: new Map(),
      still: false,
      frame: { blocks: inside.map(({ id }) => cardBlock(id)), notes },
    }
  }

  const stillBlock = (id: string): Block => ({
    id,
    box: boxOf(id),
    core: boxOf(id),
    things: new Map(),
    still: true,
    frame: null,
  })

  const blocks = [...document.nodes.map(({ id }) => id), ...groupsOf(document).map(({ id }) => id)]
    .filter((id) => ids.has(id))
    .map((id) => {
      if (still.has(id) || holds) return stillBlock(id)
      const group = groupsOf(document).find((frame) => frame.id === id)
      return group === undefined ? cardBlock(id) : frameBlock(group)
    })

  const moving = new Set(blocks.filter((block) => !block.still).map(({ id }) => id))
  const stays = ({ id }: { readonly id: string }) =>
    !moving.has(id) && !moving.has(hosts.get(id)?.id ?? '') && !hidden.has(id) && shapes.boxes.has(id)
  const level = (id: string) => (groupAround(document, id)?.id ?? null) === (container?.id ?? null)
  const beside = [...document.nodes, ...document.notes, ...(container === null ? groupsOf(document) : [])]
  return {
    blocks,
    obstacles: beside
      .filter((thing) => level(thing.id) && stays(thing))
      .map(({ id }) => ({ box: boxOf(id), gap: gapAround(hosts.get(id)) })),
  }
}

/** Cards keep further away from a note that stays than what it belongs to, or it would be theirs the next time. */
const gapAround = (host: NoteHost | undefined): number => Math.max(blockGap, Math.ceil(host?.distance ?? 0) + 1)

function frameNote(id: string, box: Box, frame: Box): FrameNote {
  const above = box.y + box.height / 2 < frame.y + frame.height / 2
  const between = above ? frame.y - box.y - box.height : box.y - frame.y - frame.height
  return {
    id,
    above,
    gap: Math.round(Math.max(8, Math.min(between, noteGap))),
    indent: Math.max(0, Math.round(box.x - frame.x)),
    width: box.width,
    height: box.height,
  }
}

/** Where a frame's note stands once the frame is somewhere: not past its right edge. */
export const besideFrame = ({ above, gap, indent, width, height }: FrameNote, frame: Box): Box => ({
  x: frame.x + Math.min(indent, Math.max(0, frame.width - width)),
  y: above ? frame.y - gap - height : frame.y + frame.height + gap,
  width,
  height,
})
