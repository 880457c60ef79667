import type { CanvasGroup, GraphDocument, Position as Point } from '@jianmo/engine/graph'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { type Arranged, groupsOf } from '../document/index.ts'
import { areClose, boxAround, shifted } from './boxes.ts'
import type { DrawnShapes } from './drawn-shapes.ts'
import { type Box, frameAround } from './frames.ts'
import { type Block, type Blocks, besideFrame, blockGap, blocksOf, type Obstacle } from './layout-blocks.ts'
import { elkGraph } from './layout-graph.ts'
import { type LayoutScope, layoutScope } from './layout-scope.ts'

export interface LayoutPlan extends Blocks {
  readonly document: GraphDocument
  readonly shapes: DrawnShapes
  readonly scope: LayoutScope
  /** What ELK lays out; it answers with the same graph and positions in it. */
  readonly graph: ElkNode
}

/** What of a document is to be laid out. Nothing in the plan depends on where things stand but notes, which keep their card. */
export function planLayout(document: GraphDocument, shapes: DrawnShapes, selected: ReadonlySet<string>): LayoutPlan {
  const scope = layoutScope(document, selected)
  const { blocks, obstacles } = blocksOf(document, shapes, scope)
  return { document, shapes, scope, blocks, obstacles, graph: elkGraph(document, shapes, blocks) }
}

/** A block where it would stand. */
interface Placed {
  readonly block: Block
  readonly box: Box
  readonly spots: ReadonlyMap<string, Point>
  readonly size: CanvasGroup['size'] | null
}

/** Across on the canvas's grid; down only to the pixel, or wires that ELK made straight would get a jog of a pixel or two. */
const onGrid = ({ x, y }: Point): Point => ({ x: Math.round(x / 4) * 4, y: Math.round(y) })

/**
 * Where everything stands after ELK has answered; only what differs from where it is now. The same answer for what stands there
 * already: without pins the upper left corner of what moves stays, with pins the drawing is hung up on them.
 */
export function placeLayout(plan: LayoutPlan, laidOut: ElkNode): Arranged {
  const answers = new Map((laidOut.children ?? []).map((node) => [node.id, node]))
  const placed = plan.blocks.map((block) => placedAt(block, answers.get(block.id), { x: 0, y: 0 }))
  const moving = placed.filter(({ block }) => !block.still)
  const still = placed.filter(({ block }) => block.still)
  if (moving.length === 0) return { positions: {}, sizes: {} }
  const settled = still.length === 0 ? keptInPlace(moving, plan.obstacles) : hungUp(moving, still, plan.obstacles)
  return changesOf(plan, settled)
}

function placedAt(block: Block, answer: ElkNode | undefined, origin: Point): Placed {
  const from = { x: origin.x + (answer?.x ?? 0), y: origin.y + (answer?.y ?? 0) }
  const corner = onGrid(from)
  if (block.frame === null) {
    const spots = [...block.things].map(([id, by]) => [id, shifted(corner, by)] as const)
    return { block, box: { ...block.box, ...corner }, spots: new Map(spots), size: null }
  }
  const answers = new Map((answer?.children ?? []).map((node) => [node.id, node]))
  const inner = block.frame.blocks.map((one) => placedAt(one, answers.get(one.id), from))
  const { position, size } = frameAround(inner.map(({ box }) => box))
  const core = { ...position, ...size }
  const notes = block.frame.notes.map((note) => ({ id: note.id, box: besideFrame(note, core) }))
  const spots = [
    [block.id, position] as const,
    ...inner.flatMap((one) => [...one.spots]),
    ...notes.map(({ id, box: { x, y } }) => [id, { x, y }] as const),
  ]
  return { block, box: boxAround([core, ...notes.map(({ box }) => box)]), spots: new Map(spots), size }
}

function moved(placed: Placed, by: Point): Placed {
  const spots = [...placed.spots].map(([id, spot]) => [id, shifted(spot, by)] as const)
  return { ...placed, box: shifted(placed.box, by), spots: new Map(spots) }
}

/** Nothing is pinned: the whole keeps its upper left corner, and goes down as one until it covers nothing that stays. */
function keptInPlace(moving: readonly Placed[], obstacles: readonly Obstacle[]): readonly Placed[] {
  const now = boxAround(moving.map(({ block }) => block.box))
  const then = boxAround(moving.map(({ box }) => box))
  let whole = moving.map((one) => moved(one, { x: Math.round(now.x - then.x), y: Math.round(now.y - then.y) }))
  for (let down = stepDown(whole, obstacles); down > 0; down = stepDown(whole, obstacles)) {
    const by = { x: 0, y: down }
    whole = whole.map((one) => moved(one, by))
  }
  return whole
}

/** How far down the first of those that cover an obstacle has to go; 0 if none does. */
function stepDown(placed: readonly Placed[], obstacles: readonly Obstacle[]): number {
  for (const { box } of placed)
    for (const { box: other, gap } of obstacles)
      if (areClose(box, other, gap)) return Math.ceil(other.y + other.height + gap - box.y)
  return 0
}

/** The layout is put so that pinned blocks are, by the median, where they stand; what would cover something goes below it. */
function hungUp(
  moving: readonly Placed[],
  still: readonly Placed[],
  obstacles: readonly Obstacle[],
): readonly Placed[] {
  const by = {
    x: Math.round(median(still.map(({ block, box }) => block.box.x - box.x))),
    y: Math.round(median(still.map(({ block, box }) => block.box.y - box.y))),
  }
  const inOrder = moving.map((one) => moved(one, by)).sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
  const taken = [...obstacles]
  return inOrder.map((one) => {
    let free = one
    for (let down = stepDown([free], taken); down > 0; down = stepDown([free], taken))
      free = moved(free, { x: 0, y: down })
    taken.push({ box: free.box, gap: blockGap })
    return free
  })
}

/** The middle one, the lower of two. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function changesOf({ document, scope, shapes }: LayoutPlan, placed: readonly Placed[]): Arranged {
  const spots = new Map(placed.flatMap((one) => [...one.spots]))
  const positions: Record<string, Point> = {}
  const sizes: Record<string, CanvasGroup['size']> = {}
  for (const { block, size } of placed) if (size !== null) sizes[block.id] = size
  const grown = scope.container && grownAround(document, scope.container, { spots, shapes })
  if (grown && scope.container) {
    spots.set(scope.container.id, grown.position)
    sizes[scope.container.id] = grown.size
  }
  for (const { id, position } of [...document.nodes, ...document.notes, ...groupsOf(document)]) {
    const spot = spots.get(id)
    if (spot !== undefined && (spot.x !== position.x || spot.y !== position.y)) positions[id] = spot
  }
  for (const { id, size } of groupsOf(document)) {
    const next = sizes[id]
    if (next && next.width === size.width && next.height === size.height) delete sizes[id]
  }
  return { positions, sizes }
}

/** A frame in which cards were laid out holds them all, and is never made smaller. */
function grownAround(
  document: GraphDocument,
  { position, size, members }: CanvasGroup,
  { spots, shapes }: { readonly spots: ReadonlyMap<string, Point>; readonly shapes: DrawnShapes },
): Pick<CanvasGroup, 'position' | 'size'> {
  const inside = new Set(members)
  const boxes = [...document.nodes, ...document.notes].flatMap(({ id }) => {
    const box = inside.has(id) ? shapes.boxes.get(id) : undefined
    return box === undefined ? [] : [{ ...box, ...spots.get(id) }]
  })
  const needed = frameAround(boxes)
  const { x, y, width, height } = boxAround([
    { ...position, ...size },
    { ...needed.position, ...needed.size },
  ])
  return { position: { x, y }, size: { width, height } }
}
