import type { Position as Point } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import type { DragEvent, RefObject } from 'react'
import {
  addGroup,
  addNode,
  addNote,
  andRegroup,
  duplicateNodes,
  freshId,
  groupsOf,
  insertNode,
  noteSize,
  prefilling,
  removeAndHeal,
  removeItems,
  showDropEdge,
  useDispatch,
  useDocumentState,
  useSession,
  withMembers,
} from '../document/index.ts'
import { useLanguage, useText } from '../text/index.ts'
import { boxAt, newCardHeight } from './card-box.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { type Box, emptyFrame, frameAround, frameUnder, isInside } from './frames.ts'
import { cardWidth } from './node-size.ts'
import { draggedKey, paletteDragType } from './palette-drag.ts'
import { newNodeOf, type PaletteItem, paletteItems } from './palette-items.ts'
import { edgesUnder, edgeToSplit, type SplitEdge } from './split-edge.ts'
import type { FlowNode } from './to-flow.ts'

/** Putting things on the canvas, copying them, and taking them off. */
export function usePlacing(paneRef: RefObject<HTMLElement | null>) {
  const t = useText()
  const language = useLanguage()
  const session = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  // From the stores, not as they were drawn: a key may follow a click before anything was drawn again.
  const now = () => session.document.getState().history.document
  const selection = () => session.view.getState()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const { message } = App.useApp()

  function addAt(item: PaletteItem, position: Point, split: SplitEdge | null = null): void {
    const document = now()
    const id = freshId(item.type.slice(0, 24), document.nodes)
    const node = newNodeOf(item, language)
    const add =
      split === null ? addNode(id, node, position) : insertNode({ ...node, id, position }, split.edgeId, split)
    const frame = frameUnder(document, { ...position, width: cardWidth, height: newCardHeight })
    dispatch(prefilling(andRegroup(add, frame === null ? {} : { [id]: frame }), session.catalogue))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set() })
  }

  /** Near a place, or near the middle of what is shown. */
  function freePlace(near?: Point): Point {
    const box = paneRef.current?.getBoundingClientRect()
    const middle = flow.screenToFlowPosition({
      x: (box?.left ?? 0) + (box?.width ?? 800) / 2,
      y: (box?.top ?? 0) + (box?.height ?? 600) / 2,
    })
    const boxes = standing()
    // A new card may have something to complain of, which makes it higher than it would be.
    const covered = (place: Point) => boxes.some((box) => overlaps(box, { ...place, width: cardWidth, height: 124 }))
    const start = near ?? { x: middle.x - cardWidth / 2, y: middle.y - 40 }
    // Rings of places around the middle, nearest first.
    for (let ring = 0; ring < 20; ring++) {
      for (let turn = 0; turn < 8; turn++) {
        const place = {
          x: start.x + Math.round(Math.cos((turn * Math.PI) / 4) * ring * 48),
          y: start.y + Math.round(Math.sin((turn * Math.PI) / 4) * ring * 32),
        }
        if (!covered(place)) return place
      }
    }
    const place = { x: start.x + 28, y: start.y + 28 }
    return place
  }

  /** Data that nobody put anywhere begin a row of their own, left and below what is drawn; null if that says nothing. */
  function newRow({ type }: PaletteItem): Point | null {
    const brings = (kind: string) => Object.keys(specOf(kind)?.inputs ?? {}).length === 0
    const starts = now().nodes.filter((node) => brings(node.type))
    if (!brings(type) || starts.length === 0) return null
    return {
      x: Math.min(...starts.map(({ position }) => position.x)),
      y: Math.max(...standing().map(({ y, height }) => y + height)) + rowGap,
    }
  }

  /** The first height from a card's own downwards at which it would cover no other. */
  function freePlaceBelow({ x, y }: Point, height: number): number {
    const boxes = standing()
    const under = (top: number) => boxes.find((box) => overlaps(box, { x, y: top, width: cardWidth, height }))
    let top = y
    for (let box = under(top); box !== undefined; box = under(top)) top = box.y + box.height + 24
    return top
  }

  const standing = () =>
    flow
      .getNodes()
      .filter(({ type }) => type === 'card' || type === 'note')
      .map(boxAt)

  /** While an entry of the palette is over an edge on which it may be put, the edge shows it. */
  function onDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes(paletteDragType)) return
    event.preventDefault()
    const item = paletteItems(session.catalogue.tables).find(({ key }) => key === draggedKey())
    const document = now()
    const edge = item && edgeToSplit(document, item.type, edgesUnder(event.clientX, event.clientY))
    showDropEdge(session.view, edge?.edgeId ?? null)
  }

  function onDragLeave(event: DragEvent): void {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return
    showDropEdge(session.view, null)
  }

  function onDrop(event: DragEvent): void {
    showDropEdge(session.view, null)
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
    const edge = edgeToSplit(now(), item.type, edgesUnder(event.clientX, event.clientY))
    if (edge === null) addAt(item, place)
    else addAt(item, place, edge)
  }

  function addNoteAt(position: Point): void {
    const document = now()
    const id = freshId('note', document.notes)
    const frame = frameUnder(document, { ...position, ...noteSize })
    dispatch(andRegroup(addNote(id, position), frame === null ? {} : { [id]: frame }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set(), editing: id })
  }

  const framable = () => flow.getNodes().filter(({ type }) => type === 'card' || type === 'note')

  function putFrame(frame: Omit<Parameters<typeof addGroup>[2], 'members'>, cards: readonly FlowNode[]): void {
    const id = freshId('group', groupsOf(now()))
    const title = t({ zh: '分组', en: 'Group' })
    dispatch(addGroup(id, title, { ...frame, members: cards.map((card) => card.id) }))
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set(), editing: id })
  }

  /** Around what is selected; without a selection an empty frame to drag cards into. */
  function addFrame(): void {
    const cards = framable().filter(({ id }) => selection().selectedNodes.has(id))
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
    const document = now()
    const { selectedNodes } = selection()
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

  /** A collapsed frame stands for what is in it; an open one is only the frame. */
  function selectedItems(): readonly string[] {
    const document = now()
    const { selectedNodes } = selection()
    const collapsed = groupsOf(document).filter((group) => group.collapsed && selectedNodes.has(group.id))
    const inside = withMembers(
      document,
      collapsed.map(({ id }) => id),
    )
    return [...new Set([...selectedNodes, ...inside])]
  }

  function deleteSelected(): void {
    dispatch(removeItems(selectedItems(), [...selection().selectedEdges]))
    session.view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })
  }

  /** Takes cards out of the flow and joins what was around them; says where that could not be. */
  function deleteAndHeal(): void {
    const document = now()
    const { command, notHealed } = removeAndHeal(document, selectedItems(), [...selection().selectedEdges])
    dispatch(command)
    session.view.setState({ selectedNodes: new Set(), selectedEdges: new Set() })
    for (const { nodeId, reason } of notHealed) {
      const title = document.nodes.find(({ id }) => id === nodeId)?.title ?? ''
      void message.warning(
        t({ zh: `“${title}”没有接上：${reason.zh}`, en: `“${title}” could not be joined: ${reason.en}` }),
      )
    }
  }

  return {
    addAt,
    freePlace,
    newRow,
    freePlaceBelow,
    onDrop,
    onDragOver,
    onDragLeave,
    addNoteAt,
    addFrame,
    duplicateSelected,
    deleteSelected,
    deleteAndHeal,
  }
}

/** Between two rows of cards. */
const rowGap = 48

/** Whether two things would touch, or nearly. */
const overlaps = (a: Box, b: Box, gap = 12): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
