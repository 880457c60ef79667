import type { Position as Point } from '@jianmo/engine/graph'
import { inlineLimits, specOf } from '@jianmo/engine/nodes'
import { App } from 'antd'
import { type RefObject, useEffect } from 'react'
import {
  addNode,
  andRegroup,
  clip,
  clipboardType,
  freshId,
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
import type { PointerPlace } from './use-pointer-place.ts'

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
        dispatch(command)
        select(ids)
      } else if (!pasteTable(event.clipboardData.getData('text/plain'), at)) return
      event.preventDefault()
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
      dispatch(andRegroup(addNode(id, node, { x: at.x - cardWidth / 2, y: at.y - 20 }), {}))
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
  }, [dispatch, language, mayEdit, message, paneRef, place, session, t])
}
