import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import { type KeyboardEvent, type RefObject, useCallback, useMemo } from 'react'
import {
  type Arranged,
  arePinned,
  arrangeDrawing,
  groupsOf,
  pinItems,
  say,
  useDispatch,
  useDocumentState,
  useSession,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { areClose, betweenMiddles } from './boxes.ts'
import { boxAt } from './card-box.ts'
import { shapesOf } from './drawn-shapes.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { layOut } from './elk.ts'
import { glide } from './glide.ts'
import { placeLayout, planLayout } from './place-layout.ts'
import type { FlowNode } from './to-flow.ts'

export interface Arranging {
  /** Lays out what is selected, or everything. */
  readonly arrange: () => Promise<void>
  /** Pins what is selected where it is, or lets it go. */
  readonly pin: () => void
  /** Alt+L and Alt+P: true if the key was one of them. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

const words = {
  failed: {
    zh: '自动布局没有完成，图没有改动，请再试一次',
    en: 'The layout did not finish. Nothing was changed; try again.',
  },
  nothing: { zh: '已经排好，没有要移动的节点', en: 'Tidy already: nothing to move' },
  pinNothing: { zh: '先选中要固定的节点', en: 'Select what to pin first' },
} as const

/** Auto-layout and pins. The layout is computed elsewhere (`elk.ts`), and what is done meanwhile is kept. */
export function useArranging(paneRef: RefObject<HTMLElement | null>): Arranging {
  const t = useText()
  const session = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const { message } = App.useApp()

  const tell = useCallback(
    (text: Text) => {
      say(session.view, text)
      void message.info(t(text))
    },
    [message, session.view, t],
  )

  const arrange = useCallback(async () => {
    const now = () => session.document.getState().history.document
    if (!mayEdit || session.view.getState().arranging) return
    const document = now()
    const plan = planLayout(
      document,
      shapesOf(document, session.inference.getState().byNode, t),
      session.view.getState().selectedNodes,
    )
    session.view.setState({ arranging: true })
    try {
      const laidOut = await layOut(plan.graph)
      const before = now()
      const arranged = notMovedSince(document, before, placeLayout(plan, laidOut))
      dispatch(arrangeDrawing(arranged))
      const pinned = plan.blocks.filter(({ still }) => still).length
      if (now() === before) tell(words.nothing)
      else {
        glide(session, before, arranged)
        bringIntoView(arranged)
        if (pinned > 0)
          void message.info(
            t({
              zh: `${pinned} 个固定的节点没有动`,
              en: `${pinned} pinned ${pinned === 1 ? 'node' : 'nodes'} left in place`,
            }),
          )
      }
    } catch (cause) {
      console.error(cause)
      say(session.view, words.failed)
      void message.error(t(words.failed))
    } finally {
      session.view.setState({ arranging: false })
    }

    /** Where one looks stays, unless nothing of what moved can be seen there: then what was in the middle is, at its new place. */
    function bringIntoView({ positions }: Arranged): void {
      const pane = paneRef.current?.getBoundingClientRect()
      if (pane === undefined) return
      const corner = flow.screenToFlowPosition({ x: pane.left, y: pane.top })
      const shown = { ...corner, width: pane.width / flow.getZoom(), height: pane.height / flow.getZoom() }
      // React Flow has them where they stood.
      const moved = flow.getNodes().flatMap((node) => {
        const to = positions[node.id]
        return to === undefined ? [] : [{ was: boxAt(node), is: { ...boxAt(node), ...to } }]
      })
      if (moved.some(({ is }) => areClose(is, shown, 0))) return
      const [middle] = moved.sort((a, b) => betweenMiddles(a.was, shown) - betweenMiddles(b.was, shown))
      if (middle === undefined) return
      const { x, y, width, height } = middle.is
      void flow.setCenter(x + width / 2, y + height / 2, { zoom: flow.getZoom() })
    }
  }, [dispatch, flow, mayEdit, message, paneRef, session, t, tell])

  const pin = useCallback(() => {
    const { selectedNodes } = session.view.getState()
    if (!mayEdit) return
    if (selectedNodes.size === 0) tell(words.pinNothing)
    else dispatch(pinItems(selectedNodes, !arePinned(session.document.getState().history.document, selectedNodes)))
  }, [dispatch, mayEdit, session, tell])

  return useMemo(() => {
    // By the place of the key: with Option a Mac types another letter.
    function onKey(event: KeyboardEvent): boolean {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
      if (event.code === 'KeyL') void arrange()
      else if (event.code === 'KeyP') pin()
      else return false
      return true
    }
    return { arrange, pin, onKey }
  }, [arrange, pin])
}

/** What somebody moved while the layout was computed stays where they put it. */
function notMovedSince(before: GraphDocument, now: GraphDocument, { positions, sizes }: Arranged): Arranged {
  const things = (document: GraphDocument) => [...document.nodes, ...document.notes, ...groupsOf(document)]
  const were = new Map(things(before).map(({ id, position }) => [id, position]))
  const same = new Set(
    things(now)
      .filter(({ id, position }) => were.get(id)?.x === position.x && were.get(id)?.y === position.y)
      .map(({ id }) => id),
  )
  const kept = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => same.has(id)))
  return { positions: kept(positions), sizes: kept(sizes) }
}
