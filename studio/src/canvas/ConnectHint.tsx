import { Panel, useStoreApi, ViewportPortal } from '@xyflow/react'
import { useGraph, useView } from '../document/index.ts'
import { useText } from '../text/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { HeldWire } from './HeldWire.tsx'
import type { QuickAddRequest } from './quick-add.ts'
import type { FlowNode } from './to-flow.ts'
import { portLabel } from './use-connect-mode.ts'
import { useHeldEnd } from './use-held-end.ts'
import { portPoint } from './wire.ts'
import { wireCards } from './wire-cards.ts'

/** The wire that no hand holds: while the keyboard connects, or while what fits its loose end is being chosen. */
export function FloatingWire({ request }: { readonly request: QuickAddRequest | null }) {
  const store = useStoreApi<FlowNode, RowsEdge>()
  const connecting = useView((view) => view.connecting)
  const held = connecting?.held ?? (request?.purpose.kind === 'wire' ? request.purpose.held : null)
  if (held === null) return null
  const cards = wireCards(store.getState().nodes)
  const cardOf = (id: string) => cards.find(({ node }) => node.id === id)
  const from = cardOf(held.port.node)
  const target = connecting === null ? undefined : cardOf(connecting.target.node)
  const to =
    connecting !== null && target !== undefined
      ? portPoint(target, held.side === 'out' ? 'in' : 'out', connecting.target.port)
      : request?.at
  if (from === undefined || to === undefined) return null
  return (
    <ViewportPortal>
      <svg className="floating-wire" aria-hidden="true">
        <HeldWire
          side={held.side}
          from={portPoint(from, held.side, held.port.port)}
          to={to}
          end={connecting === null ? 'loose' : 'port'}
        />
      </svg>
    </ViewportPortal>
  )
}

/** What can be done now with a wire that was begun by a click or by C. */
export function ConnectHint({ dragging }: { readonly dragging: boolean }) {
  const t = useText()
  const { nodes } = useGraph()
  const held = useHeldEnd()
  const connecting = useView((view) => view.connecting)
  if (held === null || dragging) return null
  const titleOf = (id: string) => nodes.find((node) => node.id === id)?.title ?? ''
  const heldLabel = t(portLabel(nodes, held.port, held.side === 'out' ? 'outputs' : 'inputs'))
  return (
    <Panel position="top-center">
      <p className="connect-hint">
        <b>{titleOf(held.port.node)}</b>
        <span>{heldLabel}</span>
        <i aria-hidden="true">{held.side === 'out' ? '→' : '←'}</i>
        {connecting !== null && (
          <>
            <b>{titleOf(connecting.target.node)}</b>
            <span>{t(portLabel(nodes, connecting.target, held.side === 'out' ? 'inputs' : 'outputs'))}</span>
          </>
        )}
        <small>
          {connecting === null
            ? t({ zh: '点一个节点连上，点空白处添加', en: 'Click a card to connect, empty canvas to add' })
            : t({ zh: '方向键选择，或点一个节点', en: 'Arrows choose, or click a card' })}
        </small>
        {connecting !== null && (
          <small>
            <kbd>Enter</kbd> {t({ zh: '连上', en: 'connects' })}
          </small>
        )}
        {connecting !== null && (
          <small>
            <kbd>C</kbd> {t({ zh: '换端口', en: 'other port' })}
          </small>
        )}
        <small>
          <kbd>Esc</kbd> {t({ zh: '取消', en: 'cancels' })}
        </small>
      </p>
    </Panel>
  )
}
