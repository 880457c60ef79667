import type { GraphDocument, Position as Point } from '@jianmo/engine/graph'
import {
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  type IsValidConnection,
  type NodeChange,
  type OnConnectEnd,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  addGroup,
  addNode,
  addNote,
  andRegroup,
  collapseGroup,
  connectPorts,
  duplicateNodes,
  freshId,
  groupAround,
  groupsOf,
  insertNode,
  moveNodes,
  noteSize,
  removeItems,
  resizeGroup,
  ungroup,
  useDispatch,
  useDocumentState,
  useGraph,
  useInference,
  useSession,
  useView,
  withMembers,
} from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AdaptationCard, AdaptationGroup } from './AdaptationCard.tsx'
import { CanvasControls } from './CanvasControls.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { EdgeLine, type RowsEdge } from './EdgeLine.tsx'
import { FrameCard } from './FrameCard.tsx'
import { type Box, emptyFrame, frameAround, framesAfter, frameUnder, isInside } from './frames.ts'
import { NodeCard } from './NodeCard.tsx'
import { NoteCard } from './NoteCard.tsx'
import { cardWidth } from './node-size.ts'
import { Palette, paletteDragType } from './Palette.tsx'
import { newNodeOf, type PaletteItem, paletteItems } from './palette-items.ts'
import { freeInput, refuseConnection } from './refuse-connection.ts'
import { edgesUnder, edgeToSplit, type SplitEdge } from './split-edge.ts'
import { type FlowNode, toFlowEdges, toFlowNodes } from './to-flow.ts'
import './canvas.css'

const nodeTypes = {
  card: NodeCard,
  note: NoteCard,
  frame: FrameCard,
  adaptation: AdaptationCard,
  'adaptation-group': AdaptationGroup,
}
const edgeTypes = { rows: EdgeLine }
const fitOptions = { padding: 0.08, maxZoom: 1 }
/** Ctrl as in a list of files, Shift as in a drawing program; Shift on the empty canvas draws a box. */
const multiSelectionKeys = ['Control', 'Meta', 'Shift']
/** From this far away cards show only a large title and their numbers. */
const farZoom = 0.6
/** A card that was looked for is shown at least this large. */
const readableZoom = 0.8
/** A wide model opens at its beginning, readable, rather than whole and illegible. */
const firstZoom = 0.42
/** Room between a card put on an edge and its neighbours. */
const cardGap = 72
/** Of a card that was just put down. */
const newCardHeight = 92
/** Below this many nodes the cost of drawing them all is less than the cost of mounting them while panning. */
const cullFrom = 150

interface CanvasProps {
  readonly adaptation: readonly Adaptation[]
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasInside {...props} />
    </ReactFlowProvider>
  )
}

function CanvasInside({ adaptation }: CanvasProps) {
  const t = useText()
  const language = useLanguage()
  const session = useSession()
  const document = useGraph()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const problems = useInference((inference) => inference.byNode)
  const selectedNodes = useView((view) => view.selectedNodes)
  const selectedEdges = useView((view) => view.selectedEdges)
  const showsAdaptation = useView((view) => view.showsAdaptation)
  const [held, setHeld] = useState<Readonly<Record<string, Point>>>({})
  const [sizes, setSizes] = useState<Readonly<Record<string, { width: number; height: number }>>>({})
  const [query, setQuery] = useState('')
  const searchRef = useRef<HTMLInputElement>(null)
  const paneRef = useRef<HTMLElement>(null)
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const far = useStore(({ transform }) => transform[2] < farZoom)

  // What stands inside a frame after it was resized belongs to it.
  const onResizeFrame = useCallback(
    (id: string, box: Box) => {
      const cards = flow.getNodes().filter(({ type }) => type === 'card' || type === 'note')
      const members = cards.filter((card) => isInside(box, boxAt(card))).map((card) => card.id)
      dispatch(resizeGroup(id, { position: box, size: { width: box.width, height: box.height }, members }))
    },
    [dispatch, flow],
  )

  const nodes = useMemo(
    () =>
      toFlowNodes({
        document,
        problems,
        selected: selectedNodes,
        held,
        sizes,
        adaptation: showsAdaptation ? adaptation : [],
        mayEdit,
        onResizeFrame,
        t,
      }),
    [document, problems, selectedNodes, held, sizes, adaptation, showsAdaptation, mayEdit, onResizeFrame, t],
  )
  const edges = useMemo(() => toFlowEdges(document, selectedEdges, t), [document, selectedEdges, t])

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const now = session.document.getState().history.document
      const dropped: Record<string, Point> = {}
      const moving: Record<string, Point> = {}
      const selected = new Set(session.view.getState().selectedNodes)
      const resized = resizesOf(changes)
      for (const change of changes) {
        if (change.type === 'select') {
          if (change.selected) selected.add(change.id)
          else selected.delete(change.id)
        }
        if (change.type !== 'position' || change.position === undefined) continue
        // While an edge is pulled, a frame's or note's corner follows; what is inside stays.
        if (change.id in resized) moving[change.id] = change.position
        else Object.assign(change.dragging === true ? moving : dropped, withFrame(now, change.id, change.position))
      }
      if (changes.some(({ type }) => type === 'select')) session.view.setState({ selectedNodes: selected })
      if (Object.keys(resized).length > 0) setSizes((before) => ({ ...before, ...resized }))
      if (Object.keys(moving).length > 0) setHeld((before) => ({ ...before, ...moving }))
      if (changes.some((change) => change.type === 'dimensions' && change.resizing === false)) {
        setSizes({})
        setHeld({})
      }
      if (Object.keys(dropped).length > 0) {
        // Arrow keys move without a drag: presses that follow each other are one step.
        const move = moveNodes(
          dropped,
          Object.keys(held).length === 0 ? `move:${Object.keys(dropped).join()}` : undefined,
        )
        const boxes = Object.entries(dropped).flatMap(([id, position]) => {
          const card = flow.getNode(id)
          return card === undefined ? [] : [[id, { ...boxAt(card), ...position }] as const]
        })
        dispatch(andRegroup(move, framesAfter(now, new Map(boxes))))
        setHeld({})
      }
    },
    [dispatch, flow, held, session],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<RowsEdge>[]) => {
      const selected = new Set(session.view.getState().selectedEdges)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) selected.add(change.id)
        else selected.delete(change.id)
      }
      session.view.setState({ selectedEdges: selected })
    },
    [session.view],
  )

  const isValidConnection: IsValidConnection<RowsEdge> = useCallback(
    ({ source, sourceHandle, target, targetHandle }) =>
      refuseConnection(session.document.getState().history.document, {
        from: { node: source, port: sourceHandle ?? '' },
        to: { node: target, port: targetHandle ?? '' },
      }) === null,
    [session.document],
  )

  const onConnect = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) =>
      dispatch(connectPorts({ node: source, port: sourceHandle ?? '' }, { node: target, port: targetHandle ?? '' })),
    [dispatch],
  )

  // The whole card is a target: dropped anywhere on it, the wire goes to the first port that takes it.
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle, toHandle }) => {
      if (fromHandle?.type !== 'source' || toHandle !== null) return
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (point === undefined) return
      const card = window.document.elementFromPoint(point.clientX, point.clientY)?.closest('.react-flow__node-card')
      const target = card?.getAttribute('data-id')
      if (target === null || target === undefined) return
      const from = { node: fromHandle.nodeId, port: fromHandle.id ?? '' }
      const port = freeInput(session.document.getState().history.document, from, target)
      if (port !== null) dispatch(connectPorts(from, { node: target, port }))
    },
    [dispatch, session.document],
  )

  /** Fits the whole model if its cards stay legible; otherwise its height, from the left. */
  function openView(): void {
    const box = paneRef.current?.getBoundingClientRect()
    const bounds = flow.getNodesBounds(flow.getNodes())
    if (box === undefined || bounds.width === 0) return
    const whole = Math.min(box.width / (bounds.width + 80), box.height / (bounds.height + 80))
    if (whole >= firstZoom) {
      void flow.fitView(fitOptions)
      return
    }
    const zoom = Math.min(1, Math.max(firstZoom, box.height / (bounds.height + 80)))
    const top = Math.max((box.height - bounds.height * zoom) / 2, 40 * zoom)
    void flow.setViewport({ x: (40 - bounds.x) * zoom, y: top - bounds.y * zoom, zoom })
  }

  function addAt(item: PaletteItem, position: Point, split: SplitEdge | null = null): void {
    const now = session.document.getState().history.document
    const id = freshId(item.type.slice(0, 24), now.nodes)
    const node = newNodeOf(item, language)
    const add =
      split === null
        ? addNode(id, node, position)
        : insertNode({ ...node, id, position }, split.edgeId, { ...split, room: { card: cardWidth, gap: cardGap } })
    const frame = frameUnder(now, { ...position, width: cardWidth, height: newCardHeight })
    dispatch(andRegroup(add, frame === null ? {} : { [id]: frame }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set() })
  }

  function freePlace(): Point {
    const box = paneRef.current?.getBoundingClientRect()
    const middle = flow.screenToFlowPosition({
      x: (box?.left ?? 0) + (box?.width ?? 800) / 2,
      y: (box?.top ?? 0) + (box?.height ?? 600) / 2,
    })
    const { nodes: cards, notes } = session.document.getState().history.document
    const taken = [...cards, ...notes].map(({ position }) => position)
    const covered = (place: Point) =>
      taken.some(({ x, y }) => Math.abs(x - place.x) < cardWidth + 12 && Math.abs(y - place.y) < 110)
    const start = { x: middle.x - cardWidth / 2, y: middle.y - 40 }
    // Rings of places around the middle, nearest first.
    for (let ring = 0; ring < 8; ring++) {
      for (let turn = 0; turn < 8; turn++) {
        const place = {
          x: start.x + Math.round(Math.cos((turn * Math.PI) / 4) * ring * 120),
          y: start.y + Math.round(Math.sin((turn * Math.PI) / 4) * ring * 70),
        }
        if (!covered(place)) return place
      }
    }
    const place = { x: start.x + 28, y: start.y + 28 }
    return place
  }

  function onDrop(event: DragEvent): void {
    const key = event.dataTransfer.getData(paletteDragType)
    if (!mayEdit) return
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    if (key === 'note' || key === 'frame') {
      event.preventDefault()
      if (key === 'note') addNoteAt(point)
      else addFrameAt(point)
      return
    }
    const item = paletteItems(session.catalogue.tables).find((candidate) => candidate.key === key)
    if (item === undefined) return
    event.preventDefault()
    const place = { x: point.x - cardWidth / 2, y: point.y - 20 }
    const edge = edgeToSplit(
      session.document.getState().history.document,
      item,
      edgesUnder(event.clientX, event.clientY),
    )
    if (edge === null) addAt(item, place)
    else addAt(item, place, edge)
  }

  function addNoteAt(position: Point): void {
    const id = freshId('note', document.notes)
    const frame = frameUnder(document, { ...position, ...noteSize })
    dispatch(andRegroup(addNote(id, position), frame === null ? {} : { [id]: frame }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set(), editing: id })
  }

  const framable = () => flow.getNodes().filter(({ type }) => type === 'card' || type === 'note')

  function putFrame(frame: Omit<Parameters<typeof addGroup>[2], 'members'>, cards: readonly FlowNode[]): void {
    const id = freshId('group', groupsOf(document))
    const title = t({ zh: '分组', en: 'Group' })
    dispatch(addGroup(id, title, { ...frame, members: cards.map((card) => card.id) }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set(), editing: id })
  }

  /** Around what is selected; without a selection an empty frame to drag cards into. */
  function addFrame(): void {
    const cards = framable().filter(({ id }) => selectedNodes.has(id))
    if (cards.length > 0) putFrame(frameAround(cards.map(boxAt)), cards)
    else addFrameAt(freePlace())
  }

  /** What stands where the frame comes to lie is in it. */
  function addFrameAt(position: Point): void {
    const box = { ...position, ...emptyFrame }
    putFrame(
      { position, size: emptyFrame },
      framable().filter((card) => isInside(box, boxAt(card))),
    )
  }

  function duplicateSelected(): void {
    const wanted = withMembers(document, selectedNodes)
    const copies = new Map<string, string>()
    const copy = (items: readonly { readonly id: string }[], prefixOf: (id: string) => string) => {
      let taken = items
      for (const { id } of items) {
        if (!wanted.has(id)) continue
        const fresh = freshId(prefixOf(id), taken)
        copies.set(id, fresh)
        taken = [...taken, { id: fresh }]
      }
    }
    copy(document.nodes, (id) => document.nodes.find((node) => node.id === id)?.type.slice(0, 24) ?? 'node')
    copy(document.notes, () => 'note')
    copy(groupsOf(document), () => 'group')
    if (copies.size === 0) return
    dispatch(duplicateNodes(copies, { x: 40, y: 40 }))
    const shown = [...selectedNodes].flatMap((id) => copies.get(id) ?? [])
    session.view.setState({ selectedNodes: new Set(shown), selectedEdges: new Set() })
  }

  function deleteSelected(): void {
    // A collapsed frame stands for what is in it; an open one is only the frame.
    const collapsed = groupsOf(document).filter((group) => group.collapsed && selectedNodes.has(group.id))
    const inside = withMembers(
      document,
      collapsed.map(({ id }) => id),
    )
    dispatch(removeItems([...new Set([...selectedNodes, ...inside])], [...selectedEdges]))
    session.view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })
  }

  /** Enter writes in the selected note, or renames the selected frame. */
  function editSelected(): boolean {
    const [only, ...others] = selectedNodes
    if (only === undefined || others.length > 0) return false
    const writable = [...document.notes, ...groupsOf(document)].some(({ id }) => id === only)
    if (writable) session.view.setState({ editing: only })
    return writable
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isTyping(event.target)) return
    if ((event.key === 'Delete' || event.key === 'Backspace') && mayEdit) {
      if (selectedNodes.size + selectedEdges.size === 0) return
      deleteSelected()
      event.preventDefault()
    } else if (event.key === 'Enter' && mayEdit && !isPressable(event.target)) {
      if (editSelected()) event.preventDefault()
    } else if (event.key.toLowerCase() === 'g' && (event.ctrlKey || event.metaKey) && mayEdit) {
      if (event.shiftKey) for (const { id } of groupsOf(document)) if (selectedNodes.has(id)) dispatch(ungroup(id))
      if (!event.shiftKey) addFrame()
      event.preventDefault()
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey) && mayEdit) {
      duplicateSelected()
      event.preventDefault()
    } else if (event.key === 'Escape') {
      session.view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })
    } else if (/^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && mayEdit) {
      // Typing on the canvas looks for a node. Without an input method in play letters arrive raw, so pinyin finds it.
      setQuery(event.key)
      searchRef.current?.focus()
      event.preventDefault()
    }
  }

  const wanted = useView((view) => view.wantedNode)
  useEffect(() => {
    if (wanted === null) return
    const now = session.document.getState().history.document
    const around = groupAround(now, wanted.nodeId)
    if (around?.collapsed) dispatch(collapseGroup(around.id, false))
    const card = flow.getNode(wanted.nodeId) ?? (around && flow.getNode(around.id))
    if (card === undefined) return
    const { position, width = cardWidth, height = 90 } = card
    void flow.setCenter(position.x + width / 2, position.y + height / 2, {
      zoom: Math.max(flow.getZoom(), readableZoom),
      duration: 160,
    })
    // The keyboard goes on from the card (Delete, arrows), unless a field was asked for.
    if (session.view.getState().wantedField?.field === null) {
      paneRef.current
        ?.querySelector<HTMLElement>(`.react-flow__node[data-id="${wanted.nodeId}"]`)
        ?.focus({ preventScroll: true })
    }
  }, [wanted, flow, dispatch, session])

  return (
    <div className="canvas-with-palette">
      {mayEdit && (
        <Palette
          searchRef={searchRef}
          query={query}
          onQuery={setQuery}
          onAdd={(item) => addAt(item, freePlace())}
          onAddNote={() => addNoteAt(freePlace())}
          onAddFrame={addFrame}
          onLeave={() => paneRef.current?.focus()}
        />
      )}
      <section
        ref={paneRef}
        className="canvas"
        data-far={far || undefined}
        aria-label={t({ zh: '画布', en: 'Canvas' })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes letters and shortcuts, so it must take focus.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDrop={onDrop}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(paletteDragType)) event.preventDefault()
        }}
      >
        <ReactFlow<FlowNode, RowsEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnect={onConnect}
          onConnectEnd={onConnectEnd}
          isValidConnection={isValidConnection}
          connectionLineComponent={ConnectionLine}
          connectOnClick={mayEdit}
          connectionRadius={26}
          deleteKeyCode={null}
          multiSelectionKeyCode={multiSelectionKeys}
          nodesDraggable={mayEdit}
          nodesConnectable={mayEdit}
          onInit={openView}
          minZoom={0.15}
          maxZoom={2}
          snapToGrid
          snapGrid={[4, 4]}
          panOnScroll
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements={document.nodes.length > cullFrom}
          elevateNodesOnSelect={false}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} color="var(--dot)" bgColor="var(--canvas)" />
          <Panel position="bottom-left">
            <CanvasControls hasAdaptation={adaptation.length > 0} fitOptions={fitOptions} />
          </Panel>
          {document.nodes.length === 0 && (
            <Panel position="top-center">
              <p className="canvas-empty">
                {t({
                  zh: '从左侧拖一张逻辑表到这里，或在画布上直接输入拼音首字母。',
                  en: 'Drag a logical table here from the left, or just type on the canvas.',
                })}
              </p>
            </Panel>
          )}
        </ReactFlow>
      </section>
    </div>
  )
}

const boxAt = ({ position, width = cardWidth, height = newCardHeight }: FlowNode): Box => ({
  x: position.x,
  y: position.y,
  width,
  height,
})

/** Where a thing was moved; a frame takes along what is in it. */
function withFrame(document: GraphDocument, id: string, to: Point): Readonly<Record<string, Point>> {
  const group = groupsOf(document).find((frame) => frame.id === id)
  if (group === undefined) return { [id]: to }
  const by = { x: to.x - group.position.x, y: to.y - group.position.y }
  const inside = new Set(group.members)
  const moved = [...document.nodes, ...document.notes].filter((item) => inside.has(item.id))
  return Object.fromEntries([
    ...moved.map(({ id: member, position }) => [member, { x: position.x + by.x, y: position.y + by.y }] as const),
    [id, to],
  ])
}

/** What is being resized now, and to which size. */
function resizesOf(
  changes: readonly NodeChange<FlowNode>[],
): Readonly<Record<string, { width: number; height: number }>> {
  return Object.fromEntries(
    changes.flatMap((change) =>
      change.type === 'dimensions' && change.resizing === true && change.dimensions !== undefined
        ? [[change.id, change.dimensions] as const]
        : [],
    ),
  )
}

/** Enter on a button or a port is a click on it. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, [role="button"].port') !== null

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, .monaco-editor') !== null)
  )
}
