import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode, Position as Point, PortRef } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { type HeldEnd, refuseConnection, type WantedConnection } from '../document/index.ts'
import type { ShownPorts } from './card-text.ts'
import type { Box } from './frames.ts'
import type { CardLayout } from './node-size.ts'

/** A card as a wire meets it. */
export interface WireCard {
  readonly box: Box
  readonly node: GraphNode
  readonly layout: CardLayout
  readonly ports: ShownPorts
}

/** Where the other end of a held wire would go: to a port, or nowhere, with the reason. */
export type Aim = { readonly to: PortRef; readonly point: Point } | { readonly refused: Text }

/** From a port's middle: on the port itself, and near enough to it from outside its card. */
const onPort = 12
const nearPort = 26

export function connectionOf({ side, port }: HeldEnd, other: PortRef): WantedConnection {
  return side === 'out' ? { from: port, to: other } : { from: other, to: port }
}

const wrongSide = {
  out: { zh: '输出要连到输入', en: 'An output joins an input' },
  in: { zh: '输入要连到输出', en: 'An input joins an output' },
} satisfies Record<HeldEnd['side'], Text>

export const portPoint = ({ box, layout }: WireCard, side: 'in' | 'out', port: string): Point => ({
  x: side === 'in' ? box.x : box.x + box.width,
  y: box.y + layout.portY(side, port),
})

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

/**
 * What a wire that is let go at a point would do. A port that is pointed at is meant, whether it takes the wire or not; anywhere
 * else on a card the nearest port that takes it; next to a card a port within reach. Null on the empty canvas.
 */
export function aimAt(document: GraphDocument, held: HeldEnd, cards: readonly WireCard[], point: Point): Aim | null {
  const other = held.side === 'out' ? 'in' : 'out'
  for (const card of cards.toReversed()) {
    const pointed = portAt(card, point)
    if (pointed?.side === held.side)
      return {
        refused:
          card.node.id === held.port.node
            ? { zh: '不能连到自己', en: 'A node cannot feed itself' }
            : wrongSide[held.side],
      }
    if (pointed !== null) {
      const to = { node: card.node.id, port: pointed.port }
      const refused = refuseConnection(document, connectionOf(held, to))
      return refused === null ? { to, point: portPoint(card, other, pointed.port) } : { refused }
    }
    if (isIn(card.box, point)) return aimAtCard(document, held, card, point)
  }
  const near = cards
    .filter(({ box }) => isIn(grown(box, nearPort), point))
    .flatMap((card) => legalEnds(document, held, card))
    .map((end) => ({ ...end, away: distance(end.point, point) }))
    .filter(({ away }) => away <= nearPort)
    .sort((a, b) => a.away - b.away)
  return near[0] ?? null
}

/** The free, compatible port of a card that is nearest to a height; so the upper half of a join means its left input. */
export function aimAtCard(document: GraphDocument, held: HeldEnd, card: WireCard, { y }: Point): Aim {
  const other = held.side === 'out' ? 'in' : 'out'
  const byDistance = portsOn(card, other).sort(
    (a, b) => Math.abs(portPoint(card, other, a).y - y) - Math.abs(portPoint(card, other, b).y - y),
  )
  for (const port of byDistance) {
    const to = { node: card.node.id, port }
    if (refuseConnection(document, connectionOf(held, to)) === null) return { to, point: portPoint(card, other, port) }
  }
  const [nearest] = byDistance
  if (nearest !== undefined) {
    const refused = refuseConnection(document, connectionOf(held, { node: card.node.id, port: nearest }))
    if (refused !== null) return { refused }
  }
  const { title } = card.node
  return {
    refused:
      other === 'in'
        ? { zh: `“${title}”没有输入：它自己带数据`, en: `“${title}” has no input: it brings its own rows` }
        : { zh: `“${title}”没有输出：数据到它为止`, en: `“${title}” has no output: rows end there` },
  }
}

export interface LegalEnd {
  readonly to: PortRef
  readonly point: Point
}

/** The ports of a card that take the other end of a held wire. */
export function legalEnds(document: GraphDocument, held: HeldEnd, card: WireCard): readonly LegalEnd[] {
  const other = held.side === 'out' ? 'in' : 'out'
  return portsOn(card, other).flatMap((port) => {
    const to = { node: card.node.id, port }
    return refuseConnection(document, connectionOf(held, to)) === null
      ? [{ to, point: portPoint(card, other, port) }]
      : []
  })
}

/** Whether a card has a port for the other end. */
export function takesWire(document: GraphDocument, held: HeldEnd, { node, ports }: Omit<WireCard, 'box'>): boolean {
  const names = held.side === 'out' ? ports.inputs : ports.outputs
  return names.some((port) => refuseConnection(document, connectionOf(held, { node: node.id, port })) === null)
}

/** The port through which a new node of a type would be joined to a held wire; null if none fits. */
export function portFor(document: GraphDocument, held: HeldEnd, type: string): string | null {
  const spec = specOf(type)
  const id = 'node-that-would-be'
  const node = { id, type, title: '', position: { x: 0, y: 0 }, config: {} }
  const withNode = { ...document, nodes: [...document.nodes, node] }
  const ports = Object.keys((held.side === 'out' ? spec?.inputs : spec?.outputs) ?? {})
  return ports.find((port) => refuseConnection(withNode, connectionOf(held, { node: id, port })) === null) ?? null
}

const portsOn = ({ ports }: WireCard, side: 'in' | 'out'): string[] => [
  ...(side === 'in' ? ports.inputs : ports.outputs),
]

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

const isIn = ({ x, y, width, height }: Box, point: Point) =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height

function portAt(card: WireCard, point: Point): { readonly side: 'in' | 'out'; readonly port: string } | null {
  if (!isIn(grown(card.box, onPort), point)) return null
  for (const side of ['in', 'out'] as const)
    for (const port of portsOn(card, side))
      if (distance(portPoint(card, side, port), point) <= onPort) return { side, port }
  return null
}
