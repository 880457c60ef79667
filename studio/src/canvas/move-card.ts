import type { Problem } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode, Position as Point } from '@jianmo/engine/graph'
import { andRegroup, type Command, moveNodes } from '../document/index.ts'
import type { ChooseText } from '../text/index.ts'
import { shapeOfCard } from './drawn-shapes.ts'
import { framesAfter } from './frames.ts'

/** One card to a place, as a drag would put it there: inside a frame it belongs to it, outside no longer. */
export function moveCard(
  document: GraphDocument,
  node: GraphNode,
  to: Point,
  { problems, t }: { readonly problems: readonly Problem[]; readonly t: ChooseText },
): Command {
  const { width, height } = shapeOfCard(node, document, problems, t).layout
  return andRegroup(moveNodes({ [node.id]: to }), framesAfter(document, new Map([[node.id, { ...to, width, height }]])))
}
