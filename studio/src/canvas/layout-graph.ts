import type { GraphDocument, PortRef } from '@jianmo/engine/graph'
import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js'
import type { DrawnShapes } from './drawn-shapes.ts'
import { room } from './frames.ts'
import { type Block, blockGap } from './layout-blocks.ts'

/** Positions are rounded to the canvas's grid of 4 afterwards, which takes up to 4 from a gap. */
const between = String(blockGap + 4)

/** ELK inherits none of these from a parent, so every level says them. The seed makes it give the same positions again. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.randomSeed': '1',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.spacing.nodeNode': between,
  'elk.spacing.componentComponent': '64',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.edgeNode': '20',
} as const

type Side = 'in' | 'out'

/** Document and blocks → the graph that ELK lays out. Ports stand where the cards show them, so wires into a join do not cross. */
export function elkGraph(document: GraphDocument, shapes: DrawnShapes, blocks: readonly Block[]): ElkNode {
  const ports = new Map<string, ElkPort[]>()
  const owners = ownersOf(document, blocks)

  /** The id of the port at which a wire ends; it is made when the first wire comes. Null if it ends outside. */
  function portOf(side: Side, { node, port }: PortRef): string | null {
    const block = owners.get(node)
    if (block === undefined) return null
    const shape = block.id === node ? shapes.cards.get(node) : undefined
    const known = (side === 'in' ? shape?.ports.inputs : shape?.ports.outputs)?.includes(port) === true
    const id = known ? `${block.id}.${side}.${port}` : `${block.id}.${side}`
    const made = ports.get(block.id) ?? []
    ports.set(block.id, made)
    if (!made.some((one) => one.id === id))
      made.push({
        id,
        width: 0,
        height: 0,
        x: side === 'in' ? 0 : block.box.width,
        y: block.core.y - block.box.y + (known && shape ? shape.layout.portY(side, port) : block.core.height / 2),
        layoutOptions: { 'elk.port.side': side === 'in' ? 'WEST' : 'EAST' },
      })
    return id
  }

  const edges = document.edges.flatMap(({ id, from, to }): ElkExtendedEdge[] => {
    if (owners.get(from.node)?.id === owners.get(to.node)?.id) return []
    const [source, target] = [portOf('out', from), portOf('in', to)]
    return source === null || target === null ? [] : [{ id, sources: [source], targets: [target] }]
  })

  const elkNode = (block: Block): ElkNode =>
    block.frame === null
      ? {
          id: block.id,
          width: block.box.width,
          height: block.box.height,
          layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
          ports: ports.get(block.id) ?? [],
        }
      : { id: block.id, children: block.frame.blocks.map(elkNode), layoutOptions: { ...options, ...frameRoom(block) } }

  return { id: 'root', layoutOptions: { ...options }, children: blocks.map(elkNode), edges }
}

/** The block at which the wires of a node end: its own, or that of the frame that stands for it. */
function ownersOf({ groups = [] }: GraphDocument, blocks: readonly Block[]): ReadonlyMap<string, Block> {
  const owners = new Map<string, Block>()
  for (const block of blocks) {
    const members = groups.find(({ id }) => id === block.id)?.members ?? []
    for (const id of [block.id, ...members]) owners.set(id, block)
    for (const inner of block.frame?.blocks ?? []) owners.set(inner.id, inner)
  }
  return owners
}

/** Inside a frame: the title, and the notes above and below. */
function frameRoom({ frame }: Block): Readonly<Record<string, string>> {
  const notes = frame?.notes ?? []
  const most = (above: boolean) =>
    Math.max(0, ...notes.filter((note) => note.above === above).map(({ gap, height }) => gap + height))
  const width = Math.max(0, ...notes.map((note) => note.width))
  return {
    'elk.padding': `[top=${room.top + most(true)},left=${room.side},bottom=${room.side + most(false)},right=${room.side}]`,
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${width}, 0)`,
  }
}
