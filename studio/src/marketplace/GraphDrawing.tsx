import type { GraphDocument } from '@jianmo/engine/graph'
import type { NodeFamily } from './family-of.ts'
import { familyOf } from './family-of.ts'
import './marketplace.css'

export interface GraphDrawingProps {
  readonly document: GraphDocument
  /** Small for cards; all of it on a page, with titles; or large, for a region that scrolls. */
  readonly size: 'card' | 'page' | 'large'
  readonly label: string
}

/** What a card on the canvas takes, in the document's own units. */
const card = { width: 200, height: 84 }
/** Pixels a unit when large: titles of 20 units are then 13 px. */
const large = 0.65

/** The real graph, drawn from the positions in the document: frames, cards in the colour of their family, no interaction. */
export function GraphDrawing({ document, size, label }: GraphDrawingProps) {
  const places = new Map(document.nodes.map((node) => [node.id, node.position]))
  if (places.size === 0) return <div className="graph-drawing" data-size={size} />

  const groups = document.groups ?? []
  const boxes = [...document.nodes.map(({ position }) => ({ position, size: card })), ...groups]
  const left = Math.min(...boxes.map(({ position }) => position.x)) - 20
  const top = Math.min(...boxes.map(({ position }) => position.y)) - 20
  const width = Math.max(...boxes.map(({ position, size }) => position.x + size.width)) + 20 - left
  const height = Math.max(...boxes.map(({ position, size }) => position.y + size.height)) + 20 - top

  return (
    <svg
      className="graph-drawing"
      data-size={size}
      viewBox={`${left} ${top} ${width} ${height}`}
      role="img"
      aria-label={label}
      {...(size === 'large' ? { style: { width: width * large, height: height * large } } : {})}
    >
      {groups.map(({ id, title, colour, position, size: frame }) => (
        <g key={id} className="graph-frame" data-tint={colour} transform={`translate(${position.x} ${position.y})`}>
          <rect width={frame.width} height={frame.height} rx="18" />
          {size !== 'card' && (
            <text x="18" y="32">
              {shorten(title, frame.width / 11)}
            </text>
          )}
        </g>
      ))}
      <g className="graph-edges">
        {document.edges.map((edge) => {
          const from = places.get(edge.from.node)
          const to = places.get(edge.to.node)
          if (from === undefined || to === undefined) return null
          return (
            <path
              key={edge.id}
              d={curve(from.x + card.width, from.y + card.height / 2, to.x, to.y + card.height / 2)}
            />
          )
        })}
      </g>
      {document.nodes.map((node) => (
        <g
          key={node.id}
          className="graph-node"
          data-family={familyOf(node.type) satisfies NodeFamily | 'unknown'}
          transform={`translate(${node.position.x} ${node.position.y})`}
        >
          <rect width={card.width} height={card.height} rx="14" />
          {size !== 'card' && <title>{node.title}</title>}
          {size !== 'card' && (
            <text x={card.width / 2} y={card.height / 2 + 8}>
              {shorten(node.title)}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = Math.max(30, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

/** Chinese characters are twice as wide as Latin ones: what fits the card at 20 units of type. */
function shorten(title: string, letters = 18): string {
  let room = letters
  for (const [index, character] of [...title].entries()) {
    room -= /[⺀-￯]/.test(character) ? 2 : 1.1
    if (room < 0) return `${[...title].slice(0, index).join('')}…`
  }
  return title
}
