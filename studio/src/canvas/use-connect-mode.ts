import type { PortRef } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import { useCallback, useEffect } from 'react'
import {
  type Connecting,
  connectPorts,
  type HeldEnd,
  prefilling,
  say,
  useDispatch,
  useGraph,
  useSession,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { type Direction, nearestIn } from './spatial.ts'
import type { FlowNode } from './to-flow.ts'
import type { useCardFocus } from './use-card-focus.ts'
import { connectionOf, type LegalEnd, legalEnds, portPoint } from './wire.ts'
import { wireCards } from './wire-cards.ts'

const words = {
  noTarget: { zh: '没有可以连的节点', en: 'Nothing can be joined to it' },
  noFarther: { zh: '这个方向没有可连的了', en: 'Nothing to join in this direction' },
  cancelled: { zh: '不连了', en: 'Not connected' },
} as const

/** Connecting by keyboard: C begins at the card's first free port, arrows choose among what takes it, Enter connects. */
export function useConnectMode({ bringIntoView }: ReturnType<typeof useCardFocus>) {
  const t = useText()
  const session = useSession()
  const dispatch = useDispatch()
  const document = useGraph()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const { message } = App.useApp()

  // A changed drawing may have no such end any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is what is waited for.
  useEffect(() => {
    if (session.view.getState().connecting !== null) session.view.setState({ connecting: null })
  }, [document, session.view])

  const ends = useCallback(
    (held: HeldEnd): readonly LegalEnd[] => {
      const { document: now } = session.document.getState().history
      return wireCards(flow.getNodes()).flatMap((card) => legalEnds(now, held, card))
    },
    [flow, session.document],
  )

  const show = useCallback(
    (connecting: Connecting, point: LegalEnd['point']) => {
      session.view.setState({ connecting })
      bringIntoView(point)
      const { document: now } = session.document.getState().history
      const title = now.nodes.find(({ id }) => id === connecting.target.node)?.title ?? ''
      const port = portLabel(now.nodes, connecting.target, connecting.held.side === 'out' ? 'inputs' : 'outputs')
      say(session.view, {
        zh: `连到“${title}”的“${port.zh}”，Enter 连上`,
        en: `To “${port.en}” of “${title}”; Enter connects`,
      })
    },
    [bringIntoView, session],
  )

  /** Begins at a card; again on the same card: at its next port. */
  const start = useCallback(
    (nodeId: string) => {
      const card = wireCards(flow.getNodes()).find(({ node }) => node.id === nodeId)
      if (card === undefined) return
      const candidates = [
        ...card.ports.outputs.map((port): HeldEnd => ({ side: 'out', port: { node: nodeId, port } })),
        ...card.ports.inputs.map((port): HeldEnd => ({ side: 'in', port: { node: nodeId, port } })),
      ].filter((held) => ends(held).length > 0)
      const before = session.view.getState().connecting?.held
      const at = candidates.findIndex(
        ({ side, port }) => before?.side === side && before.port.node === port.node && before.port.port === port.port,
      )
      const held = candidates[(at + 1) % candidates.length]
      if (held === undefined) {
        say(session.view, words.noTarget)
        void message.info(t(words.noTarget))
        return
      }
      const from = portPoint(card, held.side, held.port.port)
      const away = ({ point }: LegalEnd) => Math.hypot(point.x - from.x, (point.y - from.y) * 2)
      // What lies where data flow comes before what lies behind.
      const ahead = ({ point }: LegalEnd) => (held.side === 'out' ? point.x > from.x : point.x < from.x)
      const [first] = [...ends(held)].sort((a, b) => Number(ahead(b)) - Number(ahead(a)) || away(a) - away(b))
      if (first !== undefined) show({ held, target: first.to }, first.point)
    },
    [ends, flow, message, session.view, show, t],
  )

  const move = useCallback(
    (direction: Direction) => {
      const { connecting } = session.view.getState()
      if (connecting === null) return
      const all = ends(connecting.held)
      const here = all.find(({ to }) => to.node === connecting.target.node && to.port === connecting.target.port)
      const next = here && nearestIn(all, here.point, direction)
      if (next) show({ held: connecting.held, target: next.to }, next.point)
      else say(session.view, words.noFarther)
    },
    [ends, session.view, show],
  )

  const finish = useCallback(() => {
    const { connecting } = session.view.getState()
    if (connecting === null) return
    const { from, to } = connectionOf(connecting.held, connecting.target)
    session.view.setState({ connecting: null })
    dispatch(prefilling(connectPorts(from, to), session.catalogue))
  }, [dispatch, session.catalogue, session.view])

  const cancel = useCallback(() => {
    session.view.setState({ connecting: null })
    say(session.view, words.cancelled)
  }, [session.view])

  return { start, move, finish, cancel }
}

export function portLabel(
  nodes: readonly { readonly id: string; readonly type: string }[],
  { node, port }: PortRef,
  side: 'inputs' | 'outputs',
) {
  const spec = specOf(nodes.find(({ id }) => id === node)?.type ?? '')
  return spec?.[side][port]?.label ?? { zh: port, en: port }
}
