import { boxAt } from './card-box.ts'
import type { CardNode } from './NodeCard.tsx'
import type { FlowNode } from './to-flow.ts'
import type { WireCard } from './wire.ts'

/** The cards that a wire may meet, the topmost last. */
export function wireCards(nodes: Iterable<FlowNode>): readonly WireCard[] {
  return [...nodes].flatMap((node) => (node.type === 'card' ? [wireCard(node)] : []))
}

const wireCard = (card: CardNode): WireCard => ({ box: boxAt(card), ...card.data })
