import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, Position as Point } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import {
  addNode,
  type Catalogue,
  type Command,
  connectPorts,
  freshId,
  type HeldEnd,
  inferOnce,
  prefilling,
  problemsOf,
  quoted,
  refuseConnection,
  replaceNode,
  type WantedConnection,
} from '../document/index.ts'
import type { ChooseText } from '../text/index.ts'
import { type CanvasAction, canvasActions, type DrawnItem, drawnItems } from './drawn-items.tsx'
import { shapeOfCard } from './drawn-shapes.ts'
import { newNodeOf, type PaletteItem } from './palette-items.ts'
import { edgeToSplit } from './split-edge.ts'
import { connectionOf, portFor } from './wire.ts'

/** What the chosen node is for. */
export type QuickAddPurpose =
  /** `anywhere`: nobody points at a place. */
  | { readonly kind: 'add'; readonly anywhere?: boolean }
  /** Joined to a held wire with its port at the place; `aside` looks for room below it. */
  | { readonly kind: 'wire'; readonly held: HeldEnd; readonly aside: boolean }
  | { readonly kind: 'edge'; readonly edgeId: string }
  | { readonly kind: 'replace'; readonly nodeId: string }

export interface QuickAddRequest {
  /** Place on the drawing. */
  readonly at: Point
  readonly purpose: QuickAddPurpose
}

export type QuickAddEntry = (PaletteItem | DrawnItem | CanvasAction) & {
  /** What choosing it would cost, e.g. wires that find no port. */
  readonly cost?: Text
  /** It usually comes next. */
  readonly suggested?: boolean
}

/** What may be chosen for a purpose, in the palette's order; what fits a judged port by name comes first. */
export function entriesFor(
  document: GraphDocument,
  items: readonly PaletteItem[],
  purpose: QuickAddPurpose,
): readonly QuickAddEntry[] {
  switch (purpose.kind) {
    case 'add':
      return [...items, ...drawnItems, ...canvasActions]
    case 'wire': {
      const { held } = purpose
      const fitting = items.flatMap((item) => {
        const port = portFor(document, held, item.type)
        return port === null ? [] : [{ item, port }]
      })
      const named = ({ port }: { readonly port: string }) => port === held.port.port && port !== 'rows'
      return [...fitting.filter(named), ...fitting.filter((fit) => !named(fit))].map(({ item }) => item)
    }
    case 'edge':
      return items.filter(({ type }) => edgeToSplit(document, type, [purpose.edgeId]) !== null)
    case 'replace':
      return replacements(document, items, purpose.nodeId)
  }
}

function replacements(
  document: GraphDocument,
  items: readonly PaletteItem[],
  nodeId: string,
): readonly QuickAddEntry[] {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const others = items.filter(
    ({ type, config }) =>
      type !== node?.type ||
      (type === 'join' ? config.kind !== node.config.kind : type === 'source' && config.table !== node.config.table),
  )
  const priced = others.flatMap((item) => {
    const replaced = replaceNode(document, nodeId, { type: item.type, title: item.label.zh, config: item.config })
    return replaced === null ? [] : [{ item, cut: replaced.cut }]
  })
  return priced
    .sort((a, b) => a.cut - b.cut)
    .map(({ item, cut }) =>
      cut === 0 ? item : { ...item, cost: { zh: `断 ${cut} 条线`, en: `cuts ${cut} ${cut === 1 ? 'edge' : 'edges'}` } },
    )
}

/** How a purpose is called above the list. */
export function titleOf({ nodes }: GraphDocument, purpose: QuickAddPurpose): Text {
  const titleBy = (id: string) => nodes.find((node) => node.id === id)?.title ?? ''
  switch (purpose.kind) {
    case 'add':
      return { zh: '添加节点', en: 'Add a node' }
    case 'wire': {
      const title = titleBy(purpose.held.port.node)
      return purpose.held.side === 'out'
        ? { zh: `接在“${title}”之后`, en: `After “${title}”` }
        : { zh: `接在“${title}”之前`, en: `Before “${title}”` }
    }
    case 'edge':
      return { zh: '插入到这条线上', en: 'Insert on this edge' }
    case 'replace': {
      const title = titleBy(purpose.nodeId)
      return { zh: `把“${title}”换成`, en: `Replace “${title}” by` }
    }
  }
}

interface WiredNode {
  readonly held: HeldEnd
  readonly item: PaletteItem
  /** Where its port shall lie. */
  readonly at: Point
  readonly catalogue: Catalogue
  readonly language: keyof Text
  readonly t: ChooseText
}

/**
 * A new node whose port lies at a place, joined to the held wire, as one step. Where in a card its ports are depends on what it
 * says, and that on its problems, so it is inferred before it is placed. Null if it does not fit.
 */
export function wiredNode(
  document: GraphDocument,
  { held, item, at, catalogue, language, t }: WiredNode,
): { readonly id: string; readonly command: Command; readonly position: Point; readonly height: number } | null {
  const port = portFor(document, held, item.type)
  if (port === null || specOf(item.type) === undefined) return null
  const id = freshId(item.type.slice(0, 24), document.nodes)
  const node = newNodeOf(item, language)
  const { from, to } = connectionOf(held, { node: id, port })
  const put = (position: Point) => (now: GraphDocument) => {
    const added = addNode(id, node, position).apply(now)
    return [{ from, to }, ...alsoJoined(added, { from, to })].reduce(
      (drawn, wire) => prefilling(connectPorts(wire.from, wire.to), catalogue).apply(drawn),
      added,
    )
  }
  const drawn = put({ x: 0, y: 0 })(document)
  const added = drawn.nodes.find((one) => one.id === id)
  if (added === undefined) return null
  const { layout } = shapeOfCard(added, drawn, problemsOf(inferOnce(drawn, catalogue), id), t)
  const position = {
    x: held.side === 'out' ? at.x : at.x - layout.width,
    y: at.y - layout.portY(held.side === 'out' ? 'in' : 'out', port),
  }
  return {
    id,
    command: { name: quoted({ zh: '添加', en: 'Add' }, node.title), apply: put(position) },
    position,
    height: layout.height,
  }
}

/** What belongs with a first wire: leads bring along what could not be determined, for they are shown together. */
function alsoJoined(document: GraphDocument, { from, to }: WantedConnection): readonly WantedConnection[] {
  const typeOf = (id: string) => specOf(document.nodes.find((node) => node.id === id)?.type ?? '')
  const outputs = typeOf(from.node)?.outputs ?? {}
  return Object.keys(typeOf(to.node)?.inputs ?? {}).flatMap((port) => {
    const wire = { from: { ...from, port }, to: { ...to, port } }
    const isOther = port !== to.port && port !== 'rows' && port in outputs
    return isOther && refuseConnection(document, wire) === null ? [wire] : []
  })
}
