import type { Position as Point } from '@jianmo/engine/graph'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import { type RefObject, useCallback, useMemo, useState } from 'react'
import {
  andRegroup,
  type HeldEnd,
  replaceNode,
  say,
  useDispatch,
  useDocumentState,
  useGraph,
  useSession,
} from '../document/index.ts'
import { useLanguage, useText } from '../text/index.ts'
import { isAction } from './drawn-items.tsx'
import type { RowsEdge } from './EdgeLine.tsx'
import { frameUnder } from './frames.ts'
import { nextSteps, suggestedFirst } from './next-steps.ts'
import { cardWidth } from './node-size.ts'
import { newNodeOf, type PaletteItem, paletteItems } from './palette-items.ts'
import { QuickAdd } from './QuickAdd.tsx'
import {
  entriesFor,
  type QuickAddEntry,
  type QuickAddPurpose,
  type QuickAddRequest,
  titleOf,
  wiredNode,
} from './quick-add.ts'
import { cardGap, edgeToSplit } from './split-edge.ts'
import type { FlowNode } from './to-flow.ts'
import type { Arranging } from './use-arranging.ts'
import type { useCardFocus } from './use-card-focus.ts'
import type { usePlacing } from './use-placing.ts'
import { portFor, portPoint } from './wire.ts'
import { wireCards } from './wire-cards.ts'

/** Size of the menu at most, as in canvas.css. */
const size = { width: 272, height: 372, margin: 8 }

interface QuickAddTools {
  readonly placing: ReturnType<typeof usePlacing>
  readonly focus: ReturnType<typeof useCardFocus>
  readonly arranging: Arranging
}

/** The menu that adds, joins, inserts and replaces at a place of the canvas. */
export function useQuickAdd(paneRef: RefObject<HTMLElement | null>, { placing, focus, arranging }: QuickAddTools) {
  const t = useText()
  const language = useLanguage()
  const session = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const { message } = App.useApp()
  const [request, setRequest] = useState<QuickAddRequest | null>(null)
  const items = useMemo(() => paletteItems(session.catalogue.tables), [session.catalogue.tables])
  const document = useGraph()
  const entries = useMemo(() => {
    if (request === null) return []
    const fitting = entriesFor(document, items, request.purpose)
    const { purpose } = request
    if (purpose.kind !== 'wire') return fitting
    return suggestedFirst(fitting, nextSteps(document, purpose.held, session.inference.getState()))
  }, [document, items, request, session.inference])
  const now = () => session.document.getState().history.document

  const open = useCallback(
    (wanted: QuickAddRequest) => {
      if (mayEdit) setRequest(wanted)
    },
    [mayEdit],
  )

  const leave = useCallback(() => setRequest(null), [])
  const close = useCallback(() => {
    setRequest(null)
    focus.focusCanvas()
  }, [focus])

  const cardOf = (nodeId: string) => wireCards(flow.getNodes()).find(({ node }) => node.id === nodeId)

  /** The next step after a card: from its first output that something fits, in the free room right of it. */
  function addAfter(nodeId: string): void {
    const card = cardOf(nodeId)
    if (card === undefined) return
    const held = card.ports.outputs
      .map((port): HeldEnd => ({ side: 'out', port: { node: nodeId, port } }))
      .find((end) => items.some(({ type }) => portFor(now(), end, type) !== null))
    if (held === undefined) {
      const title = card.node.title
      say(session.view, { zh: `“${title}”后面不能再接`, en: `Nothing can follow “${title}”` })
      void message.info(t({ zh: `“${title}”后面不能再接`, en: `Nothing can follow “${title}”` }))
      return
    }
    const from = portPoint(card, 'out', held.port.port)
    open({ at: { x: from.x + cardGap, y: from.y }, purpose: { kind: 'wire', held, aside: true } })
  }

  /** On the wire that leaves a card; on the one that comes to it if none leaves. */
  function insertBeside(nodeId: string): void {
    const { edges } = now()
    const edge = edges.find(({ from }) => from.node === nodeId) ?? edges.find(({ to }) => to.node === nodeId)
    const [from, to] = [cardOf(edge?.from.node ?? ''), cardOf(edge?.to.node ?? '')]
    if (edge === undefined || from === undefined || to === undefined) return
    const [start, end] = [portPoint(from, 'out', edge.from.port), portPoint(to, 'in', edge.to.port)]
    open({
      at: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + 24 },
      purpose: { kind: 'edge', edgeId: edge.id },
    })
  }

  function replace(nodeId: string): void {
    const card = cardOf(nodeId)
    if (card === undefined) return
    const { x, y, width } = card.box
    open({ at: { x: x + width, y: y + 16 }, purpose: { kind: 'replace', nodeId } })
  }

  function choose(entry: QuickAddEntry): void {
    if (request === null) return
    setRequest(null)
    const { at, purpose } = request
    if (isAction(entry)) {
      if (entry.key === 'pin') arranging.pin()
      else void arranging.arrange()
      focus.focusCanvas()
      return
    }
    const row = purpose.kind === 'add' && purpose.anywhere && !('path' in entry) ? placing.newRow(entry) : null
    const head = row ?? placing.freePlace({ x: at.x - cardWidth / 2, y: at.y - 20 })
    if ('path' in entry) {
      if (entry.key === 'note') placing.addNoteAt(head)
      else placing.addFrame()
      return
    }
    if (purpose.kind === 'add') placing.addAt(entry, head)
    else if (purpose.kind === 'edge') insert(entry, purpose.edgeId, at)
    else if (purpose.kind === 'replace') change(entry, purpose.nodeId)
    else addWired(entry, purpose, at)
    focus.focusCanvas()
  }

  function insert(item: PaletteItem, edgeId: string, at: Point): void {
    const split = edgeToSplit(now(), item.type, [edgeId])
    const edge = now().edges.find(({ id }) => id === edgeId)
    const from = now().nodes.find(({ id }) => id === edge?.from.node)
    const place = { x: at.x - cardWidth / 2, y: from?.position.y ?? at.y }
    if (split !== null) placing.addAt(item, place, split)
  }

  function addWired(item: PaletteItem, { held, aside }: Extract<QuickAddPurpose, { kind: 'wire' }>, at: Point): void {
    const wired = (place: Point) =>
      wiredNode(now(), { held, item, at: place, catalogue: session.catalogue, language, t })
    let added = wired(at)
    if (added === null) return
    if (aside) {
      const moved = placing.freePlaceBelow(added.position, added.height) - added.position.y
      if (moved > 0) added = wired({ x: at.x, y: at.y + moved }) ?? added
    }
    const { id, command, position, height } = added
    const frame = frameUnder(now(), { ...position, width: cardWidth, height })
    dispatch(andRegroup(command, frame === null ? {} : { [id]: frame }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set() })
  }

  function change(item: PaletteItem, nodeId: string): void {
    const replaced = replaceNode(now(), nodeId, newNodeOf(item, language))
    if (replaced === null) return
    dispatch(replaced.command)
    const { dropped, cut } = replaced
    const list = (key: 'zh' | 'en', comma: string) => dropped.map((label) => label[key]).join(comma)
    const lost = {
      zh: [
        ...(dropped.length > 0 ? [`不再有的设置：${list('zh', '、')}`] : []),
        ...(cut > 0 ? [`断开了 ${cut} 条线`] : []),
      ].join('；'),
      en: [
        ...(dropped.length > 0 ? [`settings dropped: ${list('en', ', ')}`] : []),
        ...(cut > 0 ? [`${cut} ${cut === 1 ? 'edge' : 'edges'} cut`] : []),
      ].join('; '),
    }
    const kept = { zh: '连线和设置都保留', en: 'edges and settings kept' }
    const text = {
      zh: `已换成“${item.label.zh}”。${lost.zh || kept.zh}。`,
      en: `Replaced by “${item.label.en}”: ${lost.en || kept.en}.`,
    }
    say(session.view, text)
    if (lost.zh === '') void message.success(t(text))
    else void message.warning({ content: t(text), duration: 6 })
  }

  const menu = request !== null && (
    <QuickAdd
      title={t(titleOf(document, request.purpose))}
      showsTitle={request.purpose.kind !== 'add'}
      entries={entries}
      place={placeOf(request.at)}
      onChoose={choose}
      onClose={close}
      onLeave={leave}
    />
  )

  /** Beside the place, but wholly on the canvas. */
  function placeOf(at: Point) {
    const box = paneRef.current?.getBoundingClientRect()
    const point = flow.flowToScreenPosition(at)
    const within = (value: number, room: number) => Math.round(Math.max(size.margin, Math.min(value, room)))
    return {
      left: within(point.x - (box?.left ?? 0) + 12, (box?.width ?? 0) - size.width - size.margin),
      top: within(point.y - (box?.top ?? 0) - 16, (box?.height ?? 0) - size.height - size.margin),
    }
  }

  return { open, addAfter, insertBeside, replace, menu, request }
}
