import type { Problem } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { groupsOf } from '../document/index.ts'
import type { ChooseText } from '../text/index.ts'
import { describeNode, firstProblem, portsOf, type ShownPorts } from './card-text.ts'
import { type Box, collapsedSize, hiddenIn } from './frames.ts'
import { type CardLayout, layoutCard } from './node-size.ts'

export interface CardShape {
  readonly layout: CardLayout
  readonly ports: ShownPorts
}

/** How large a card is and where its ports are: both depend on what it says, and that on its problems. */
export function shapeOfCard(
  node: GraphNode,
  document: GraphDocument,
  problems: readonly Problem[],
  t: ChooseText,
): CardShape {
  const ports = portsOf(node, document)
  const problem = firstProblem(problems)
  const layout = layoutCard({
    describe: describeNode(node, t),
    problem: problem === null ? null : t(problem.text),
    ...ports,
  })
  return { layout, ports }
}

/** Everything that can be seen of a document: where it stands and how large it is, and the ports of cards. */
export interface DrawnShapes {
  readonly boxes: ReadonlyMap<string, Box>
  readonly cards: ReadonlyMap<string, CardShape>
}

export function shapesOf(
  document: GraphDocument,
  problems: Readonly<Record<string, readonly Problem[]>>,
  t: ChooseText,
): DrawnShapes {
  const hidden = hiddenIn(document)
  const cards = new Map<string, CardShape>()
  const boxes = new Map<string, Box>()
  for (const node of document.nodes) {
    if (hidden.has(node.id)) continue
    const shape = shapeOfCard(node, document, problems[node.id] ?? [], t)
    cards.set(node.id, shape)
    boxes.set(node.id, { ...node.position, width: shape.layout.width, height: shape.layout.height })
  }
  for (const { id, position, size } of document.notes) if (!hidden.has(id)) boxes.set(id, { ...position, ...size })
  for (const { id, position, size, collapsed } of groupsOf(document))
    boxes.set(id, { ...position, ...(collapsed ? collapsedSize : size) })
  return { boxes, cards }
}
