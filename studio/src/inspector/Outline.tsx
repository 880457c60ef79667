import { type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { useMemo } from 'react'
import { NodeTile } from '../canvas/index.ts'
import { showNode, useFigures, useGraph, useProblems, useSession } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'

/** Every card in the order data flow: a way around a wide canvas, and the canvas in words for a screen reader. */
export function Outline() {
  const t = useText()
  const document = useGraph()
  const nodes = useMemo(() => {
    const ordered = orderNodes(document).nodes
    // Cards on a cycle have no place in the order; they come last.
    return [...ordered, ...document.nodes.filter((node) => !ordered.includes(node))]
  }, [document])
  if (nodes.length === 0) return null
  return (
    <nav className="outline" aria-label={t({ zh: '大纲', en: 'Outline' })}>
      <h3>{t({ zh: '大纲', en: 'Outline' })}</h3>
      <ol>
        {nodes.map((node) => (
          <OutlineItem key={node.id} node={node} />
        ))}
      </ol>
    </nav>
  )
}

function OutlineItem({ node }: { readonly node: GraphNode }) {
  const { view } = useSession()
  const failing = useProblems(node.id).some(({ severity }) => severity === 'error')
  const rows = Object.values(useFigures(node.id)?.rows ?? {})[0]
  return (
    <li>
      <button type="button" data-failing={failing || undefined} onClick={() => showNode(view, node.id)}>
        <NodeTile type={node.type} family={specOf(node.type)?.family ?? null} kind={node.config.kind} />
        <span>{node.title}</span>
        {rows !== undefined && <small>{formatCount(rows)}</small>}
      </button>
    </li>
  )
}
