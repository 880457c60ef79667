import type { CanvasGroup, GraphDocument } from '@jianmo/engine/graph'
import { groupAround, groupsOf, withMembers } from '../document/index.ts'
import { betweenMiddles, distanceOf } from './boxes.ts'
import type { DrawnShapes } from './drawn-shapes.ts'
import { hiddenIn } from './frames.ts'

/** What auto-layout is about: cards and frames beside each other, on the canvas or inside one frame. */
export interface LayoutScope {
  readonly container: CanvasGroup | null
  readonly ids: ReadonlySet<string>
}

/**
 * Without a selection of several things, everything. Else what is selected: a frame moves as a whole, or not at all, so that
 * nothing moves that was not selected; cards of one frame, or the frame alone, are laid out inside it.
 */
export function layoutScope(document: GraphDocument, selected: ReadonlySet<string>): LayoutScope {
  const groups = groupsOf(document)
  const framed = new Set(groups.flatMap(({ members }) => members))
  const cards = document.nodes.map(({ id }) => id)
  const cardsOf = ({ members }: CanvasGroup) => cards.filter((id) => members.includes(id))
  const loose = cards.filter((id) => !framed.has(id))
  const chosen = withMembers(document, selected)
  const several = [...cards, ...groups.map(({ id }) => id)].filter((id) => chosen.has(id)).length > 1
  if (!several) return { container: null, ids: new Set([...loose, ...groups.map(({ id }) => id)]) }
  const whole = groups.filter((group) => chosen.has(group.id) || isWhole(cardsOf(group), chosen))
  const ids = new Set([...loose.filter((id) => chosen.has(id)), ...whole.map(({ id }) => id)])
  const [only, ...others] =
    ids.size === 0 ? groups.filter((group) => cardsOf(group).some((id) => chosen.has(id))) : whole
  const within = only !== undefined && others.length === 0 && ids.size <= 1 && !only.collapsed
  return within
    ? { container: only, ids: new Set(cardsOf(only).filter((id) => chosen.has(id))) }
    : { container: null, ids }
}

const isWhole = (cards: readonly string[], chosen: ReadonlySet<string>) =>
  cards.length > 0 && cards.every((id) => chosen.has(id))

/** A frame holds still as a whole if it, or anything in it, is pinned. */
export function heldStill({ nodes, notes, groups = [] }: GraphDocument): ReadonlySet<string> {
  const pinned = new Set([...nodes, ...notes, ...groups].flatMap(({ id, pinned }) => (pinned ? [id] : [])))
  const frames = groups.filter(({ members }) => members.some((id) => pinned.has(id)))
  return new Set([...pinned, ...frames.map(({ id }) => id)])
}

/** The card or frame that a note goes with, and how far it is from it. */
export interface NoteHost {
  readonly id: string
  readonly distance: number
}

/** Every note belongs to what it is nearest to: among the cards of its frame, or outside of frames among loose cards and frames. */
export function noteHosts(document: GraphDocument, { boxes }: DrawnShapes): ReadonlyMap<string, NoteHost> {
  const hidden = hiddenIn(document)
  const frameOf = (id: string) => groupAround(document, id)?.id ?? null
  const things = document.nodes.filter(({ id }) => !hidden.has(id)).map(({ id }) => ({ id, frame: frameOf(id) }))
  const candidates = [...things, ...groupsOf(document).map(({ id }) => ({ id, frame: null }))]
  return new Map(
    document.notes.flatMap(({ id, pinned }) => {
      const box = boxes.get(id)
      if (box === undefined || pinned) return []
      const frame = frameOf(id)
      const near = candidates.flatMap((thing) => {
        const other = thing.frame === frame ? boxes.get(thing.id) : undefined
        if (other === undefined) return []
        return [{ id: thing.id, distance: distanceOf(box, other), middles: betweenMiddles(box, other) }]
      })
      const [nearest] = near.sort((a, b) => a.distance - b.distance || a.middles - b.middles)
      return nearest === undefined ? [] : [[id, nearest] as const]
    }),
  )
}
