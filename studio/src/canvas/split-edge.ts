import type { GraphDocument } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'
import type { PaletteItem } from './palette-items.ts'

/** An edge that a new node can be put on, and the ports through which the rows would flow. */
export interface SplitEdge {
  readonly edgeId: string
  readonly input: string
  readonly output: string
}

/** Ports that carry judged people: a plain node in between would not be understood there. */
const judged = ['leads', 'undetermined']

/** The first of the edges that the item may be put on; null if it has no way in or out, or the edge carries judged people. */
export function edgeToSplit(document: GraphDocument, item: PaletteItem, edgeIds: readonly string[]): SplitEdge | null {
  const spec: NodeSpec | undefined = specOf(item.type)
  const input = Object.keys(spec?.inputs ?? {})[0]
  const output = Object.keys(spec?.outputs ?? {})[0]
  if (input === undefined || output === undefined || judged.includes(output)) return null
  const edge = document.edges.find(({ id, to }) => edgeIds.includes(id) && !judged.includes(to.port))
  return edge === undefined ? null : { edgeId: edge.id, input, output }
}

/** Ids of the edges at a point of the window, topmost first. */
export function edgesUnder(x: number, y: number): readonly string[] {
  return window.document
    .elementsFromPoint(x, y)
    .flatMap((element) => element.closest('.react-flow__edge')?.getAttribute('data-id') ?? [])
}
