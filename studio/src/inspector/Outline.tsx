import { type CanvasGroup, type GraphDocument, type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { useMemo } from 'react'
import { NodeTile } from '../canvas/index.ts'
import { groupsOf, showNode, useFigures, useGraph, useProblems, useSession, useView } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'

/** Every card in the order data flow, frames with what is in them: a way around a wide canvas, and the canvas in words for a
 * screen reader. */
export function Outline() {
  const t = useText()
  const document = useGraph()
  const parts = useMemo(() => outlineOf(document), [document])
  if (parts.length === 0) return null
  return (
    <nav className="outline" aria-label={t({ zh: '大纲', en: 'Outline' })}>
      <h3>{t({ zh: '大纲', en: 'Outline' })}</h3>
      <ol>
        {parts.map((part) =>
          'members' in part ? (
            <OutlineFrame key={part.group.id} {...part} />
          ) : (
            <OutlineItem key={part.id} node={part} />
          ),
        )}
      </ol>
    </nav>
  )
}

interface Framed {
  readonly group: CanvasGroup
  readonly members: readonly GraphNode[]
}

/** A frame stands where its first card would; empty ones come last. */
function outlineOf(document: GraphDocument): readonly (GraphNode | Framed)[] {
  const ordered = orderNodes(document).nodes
  // Cards on a cycle have no place in the order; they come last.
  const nodes = [...ordered, ...document.nodes.filter((node) => !ordered.includes(node))]
  const frames = groupsOf(document).map((group): Framed => {
    const inside = new Set(group.members)
    return { group, members: nodes.filter(({ id }) => inside.has(id)) }
  })
  const around = new Map(frames.flatMap((frame) => frame.members.map(({ id }) => [id, frame] as const)))
  return [
    ...new Set(nodes.map((node) => around.get(node.id) ?? node)),
    ...frames.filter(({ members }) => members.length === 0),
  ]
}

function OutlineFrame({ group, members }: Framed) {
  const t = useText()
  const { view } = useSession()
  return (
    <li className="outline-frame" data-tint={group.colour}>
      <button type="button" onClick={() => showNode(view, group.id)}>
        <i aria-hidden="true" />
        <span>{group.title || t({ zh: '未命名分组', en: 'Untitled group' })}</span>
        <small>{t({ zh: `${members.length} 个节点`, en: `${members.length} nodes` })}</small>
      </button>
      {members.length > 0 && (
        <ol>
          {members.map((node) => (
            <OutlineItem key={node.id} node={node} />
          ))}
        </ol>
      )}
    </li>
  )
}

function OutlineItem({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const { view } = useSession()
  const failing = useProblems(node.id).some(({ severity }) => severity === 'error')
  const rows = Object.values(useFigures(node.id)?.rows ?? {})[0]
  const stale = useView((state) => state.stale.has(node.id))
  return (
    <li>
      <button type="button" data-failing={failing || undefined} onClick={() => showNode(view, node.id)}>
        <NodeTile type={node.type} family={specOf(node.type)?.family ?? null} kind={node.config.kind} />
        <span>{node.title}</span>
        {rows !== undefined && (
          <small data-stale={stale || undefined}>
            {stale && <span className="visually-hidden">{t({ zh: '已过时', en: 'stale' })} </span>}
            {formatCount(rows)}
          </small>
        )}
      </button>
    </li>
  )
}
