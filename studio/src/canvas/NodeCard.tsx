import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { type KeyboardEvent, memo } from 'react'
import { type HeldEnd, refuseConnection, useDocumentState, useProblems, useView, wiresOf } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { CardFooter } from './CardFooter.tsx'
import { describeNode, firstProblem, type ShownPorts } from './card-text.ts'
import { useHolding } from './held-end-context.tsx'
import { NodeTile } from './node-icons.tsx'
import type { CardLayout } from './node-size.ts'
import { PinMark } from './PinButton.tsx'
import { PlaceBadge } from './PlaceBadge.tsx'
import { connectionOf, takesWire } from './wire.ts'

export type CardNode = Node<
  { readonly node: GraphNode; readonly layout: CardLayout; readonly ports: ShownPorts },
  'card'
>

/** One card for every node type: what it is, what it does, how it stands. */
export const NodeCard = memo(function NodeCard({ id, data: { node, layout, ports }, selected }: NodeProps<CardNode>) {
  const t = useText()
  const problems = useProblems(id)
  const stale = useView((view) => view.stale.has(id))
  const spec: NodeSpec | undefined = specOf(node.type)
  const problem = firstProblem(problems)
  const { held } = useHolding()
  const fits = useDocumentState(
    ({ history }) =>
      held === null || held.port.node === id || takesWire(history.document, held, { node, layout, ports }),
  )
  const state = problem?.severity === 'error' ? 'problem' : stale ? 'stale' : 'ready'

  return (
    <article
      className="node-card"
      data-family={spec?.family ?? 'unknown'}
      data-state={state}
      data-selected={selected || undefined}
      data-dimmed={!fits || undefined}
    >
      <header className="card-head">
        <NodeTile type={node.type} family={spec?.family ?? null} kind={node.config.kind} />
        <b>{node.title}</b>
        {node.pinned && <PinMark />}
      </header>
      {layout.describeLines > 0 && (
        <p className="card-describe" data-lines={layout.describeLines}>
          {describeNode(node, t)}
        </p>
      )}
      {problem !== null && (
        <p
          className="card-problem"
          data-severity={problem.severity}
          data-lines={layout.problemLines}
          title={t(problem.text)}
        >
          {t(problem.text)}
        </p>
      )}
      <PlaceBadge nodeId={id} />
      <CardFooter nodeId={id} spec={spec} />
      <PortRail side="in" node={node} layout={layout} ports={ports.inputs} />
      <PortRail side="out" node={node} layout={layout} ports={ports.outputs} />
    </article>
  )
})

interface PortRailProps {
  readonly side: 'in' | 'out'
  readonly node: GraphNode
  readonly layout: CardLayout
  readonly ports: readonly string[]
}

function PortRail({ side, node, layout, ports }: PortRailProps) {
  const t = useText()
  const { held, halfway } = useHolding()
  // Ports of every card would be a hundred tab stops: only those of the selected card, and all once one was chosen.
  const reachable = useView((view) => view.selectedNodes.has(node.id)) || halfway
  // As texts, so that a change elsewhere in the document does not draw this card again.
  const wired = useDocumentState(({ history }) => textOf(ports.filter((port) => isWired(history.document, port))))
  const free = useDocumentState(({ history }) =>
    held === null || held.side === side ? '' : textOf(ports.filter((port) => isLegal(history.document, held, port))),
  )
  const spec: NodeSpec | undefined = specOf(node.type)
  const many = ports.length > 1
  return ports.map((port) => {
    const label = t((side === 'in' ? spec?.inputs : spec?.outputs)?.[port]?.label ?? { zh: port, en: port })
    const legal = held === null || held.side === side ? null : has(free, port)
    const direction = side === 'in' ? t({ zh: '输入', en: 'input' }) : t({ zh: '输出', en: 'output' })
    return (
      <Handle
        key={port}
        id={port}
        type={side === 'in' ? 'target' : 'source'}
        position={side === 'in' ? Position.Left : Position.Right}
        className="port"
        data-legal={legal ?? undefined}
        data-connected={has(wired, port) || undefined}
        style={{ top: layout.portY(side, port) }}
        role="button"
        aria-label={`${node.title}：${direction} ${label}`}
        tabIndex={reachable ? 0 : -1}
        onKeyDown={pressByKey}
        title={label}
      >
        {many && (
          <span className="port-label" data-side={side}>
            {label}
          </span>
        )}
      </Handle>
    )
  })

  function isLegal(document: GraphDocument, from: HeldEnd, port: string): boolean {
    return refuseConnection(document, connectionOf(from, { node: node.id, port })) === null
  }

  function isWired(document: GraphDocument, port: string): boolean {
    const { into, outOf } = wiresOf(document)
    return (side === 'in' ? into : outOf).has(`${node.id}.${port}`)
  }
}

const textOf = (ports: readonly string[]): string => ports.map((port) => `|${port}|`).join('')
const has = (text: string, port: string): boolean => text.includes(`|${port}|`)

/** Enter on a port is a click on it: the first chooses the wire's start, the second its end. */
function pressByKey(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  event.stopPropagation()
  event.currentTarget.click()
}
