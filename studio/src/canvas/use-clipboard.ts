import type { Position as Point } from '@jianmo/engine/graph'
import { inlineLimits, specOf } from '@jianmo/engine/nodes'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import { type RefObject, useEffect } from 'react'
import {
  addNode,
  andRegroup,
  type Command,
  clip,
  clipboardType,
  freshId,
  insertCard,
  parsePasted,
  paste,
  readableText,
  readClipping,
  removeItems,
  tableOf,
  useDispatch,
  useDocumentState,
  useSession,
  withMembers,
} from '../document/index.ts'
import { useLanguage, useText } from '../text/index.ts'
import { isTyping } from './is-typing.ts'
import { cardWidth } from './node-size.ts'
import { edgeForCard, edgesUnder } from './split-edge.ts'
import type { PointerPlace } from './use-pointer-place.ts'

/** A card lies with the middle of its head under the pointer. */
const onPointer = ({ x, y }: Point): Point => ({ x: x - cardWidth / 2, y: y - 20 })

/**
 * Copy, cut and paste by the browser's own events: they need no permission, work without https, and leave Ctrl+C to a text
 * that somebody selected. What is copied goes between models, tabs and windows; cells of a spreadsheet become a table.
 */
export function useClipboard(paneRef: RefObject<HTMLElement | null>, place: PointerPlace) {
  const t = useText()
  const language = useLanguage()
  const session = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const flow = useReactFlow()
  const { message } = App.useApp()

  useEffect(() => {
    const isOurs = () => {
      const focused = window.document.activeElement
      const onCanvas = focused === window.document.body || paneRef.current?.contains(focused) === true
      return onCanvas && !isTyping(focused) && window.getSelection()?.isCollapsed !== false
    }
    const now = () => session.document.getState().history.document
    const select = (ids: ReadonlySet<string>) => session.view.setState({ selectedNodes: ids, selectedEdges: new Set() })
    const selected = () => withMembers(now(), session.view.getState().selectedNodes)

    function onCopy(event: ClipboardEvent): void {
      if (!isOurs()) return
      const clipping = clip(now(), selected())
      if (clipping === null || event.clipboardData === null) return
      event.clipboardData.setData('text/plain', readableText(clipping, language))
      event.clipboardData.setData(clipboardType, JSON.stringify(clipping))
      event.preventDefault()
      if (event.type !== 'cut' || !mayEdit) return
      dispatch(removeItems([...selected()]))
      select(new Set())
    }

    function onPaste(event: ClipboardEvent): void {
      if (!isOurs() || !mayEdit || event.clipboardData === null) return
      const at = place()
      const clipping = readClipping(event.clipboardData.getData(clipboardType))
      if (clipping !== null) {
        const { command, ids } = paste(now(), clipping, at)
        dispatch(pastedOnEdge(command, ids, at) ?? command)
        select(ids)
      } else if (!pasteTable(event.clipboardData.getData('text/plain'), at)) return
      event.preventDefault()
    }

    /** One card that is pasted on an edge is put between what the edge joined. */
    function pastedOnEdge(command: Command, ids: ReadonlySet<string>, at: Point): Command | null {
      const [id, ...others] = ids
      const pasted = command.apply(now())
      const card = pasted.nodes.find((node) => node.id === id)
      if (card === undefined || others.length > 0) return null
      const { x, y } = flow.flowToScreenPosition(at)
      const split = edgeForCard(pasted, card.id, edgesUnder(x, y))
      if (split === null) return null
      const insertion = insertCard({ ...card, position: onPointer(at) }, split.edgeId, split)
      return { name: insertion.name, apply: (document) => insertion.apply(command.apply(document)) }
    }

    /** Cells are apart by tabs, rows by lines; one word alone is not a table. */
    function pasteTable(text: string, at: Point): boolean {
      if (!/[\t\n]/.test(text.trim())) return false
      const cells = parsePasted(text)
      const table = tableOf(cells, inlineLimits)
      const spec = specOf('inline-table')
      if (spec === undefined || table.columns.length === 0) return false
      const id = freshId('inline-table', now().nodes)
      const node = { type: spec.type, title: spec.label[language], config: { table } }
      dispatch(andRegroup(addNode(id, node, onPointer(at)), {}))
      select(new Set([id]))
      const lost = cells.length - 1 - inlineLimits.rows
      if (lost > 0)
        void message.warning(
          t({
            zh: `手填表最多 ${inlineLimits.rows} 行，另有 ${lost} 行没有粘贴。大表请作为数据源导入。`,
            en: `A typed-in table holds ${inlineLimits.rows} rows; ${lost} were not pasted. Import large tables as a source.`,
          }),
        )
      return true
    }

    window.addEventListener('copy', onCopy)
    window.addEventListener('cut', onCopy)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('copy', onCopy)
      window.removeEventListener('cut', onCopy)
      window.removeEventListener('paste', onPaste)
    }
  }, [dispatch, flow, language, mayEdit, message, paneRef, place, session, t])
}
