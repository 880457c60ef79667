import { specOf } from '@jianmo/engine/nodes'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { NodeTile } from '../canvas/index.ts'
import { showNode, useFigures, useGraph, useProblems, useSession, useView } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { useWindowedRows } from '../ui/index.ts'
import { type CardRow, type FrameRow, idOf, outlineRows } from './outline-rows.ts'

/** As in inspector.css. */
const rowHeight = 27
const page = 12

/** A way around a wide canvas, and the canvas in words for a screen reader: every card has a row here, whether the canvas shows
 * it or not. Of a long list only the rows in view are made; each says which it is of how many. One tab stop: arrows go on. */
export function Outline() {
  const t = useText()
  const { view } = useSession()
  const document = useGraph()
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const rows = useMemo(() => outlineRows(document), [document])
  const { first, last, showRow } = useWindowedRows(list, { count: rows.length, height: rowHeight })
  if (rows.length === 0) return null
  const stop = Math.min(at, rows.length - 1)

  function onKeyDown(event: KeyboardEvent): void {
    const to = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + page,
      PageUp: stop - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(to, rows.length - 1))
    showRow(next)
    // The row must be there before it takes the focus.
    flushSync(() => setAt(next))
    list.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: true })
  }

  const shown = rows.slice(first, last).map((row, index) => ({ row, index: first + index }))
  // The row that Tab comes to is always there.
  const apart = rows[stop]
  if (apart !== undefined && (stop < first || stop >= last)) shown.push({ row: apart, index: stop })

  return (
    <nav className="outline" aria-label={t({ zh: '大纲', en: 'Outline' })}>
      <h3>{t({ zh: '大纲', en: 'Outline' })}</h3>
      <ol ref={list} style={{ height: rows.length * rowHeight }} onKeyDown={onKeyDown}>
        {shown.map(({ row, index }) => (
          <li
            key={idOf(row)}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            data-framed={('node' in row && row.framed) || undefined}
            style={{ top: index * rowHeight }}
          >
            <button
              type="button"
              data-row={index}
              tabIndex={index === stop ? 0 : -1}
              onFocus={() => setAt(index)}
              onClick={() => showNode(view, idOf(row))}
            >
              {'group' in row ? <FrameText {...row} /> : <CardText {...row} />}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function FrameText({ group, cards }: FrameRow) {
  const t = useText()
  return (
    <>
      <i aria-hidden="true" data-tint={group.colour} />
      <span data-frame>{group.title || t({ zh: '未命名分组', en: 'Untitled group' })}</span>
      <small>{t({ zh: `${cards} 个节点`, en: `${cards} nodes` })}</small>
    </>
  )
}

function CardText({ node }: CardRow) {
  const t = useText()
  const failing = useProblems(node.id).some(({ severity }) => severity === 'error')
  const rows = Object.values(useFigures(node.id)?.rows ?? {})[0]
  const stale = useView((state) => state.stale.has(node.id))
  return (
    <>
      <NodeTile type={node.type} family={specOf(node.type)?.family ?? null} kind={node.config.kind} />
      <span data-failing={failing || undefined}>{node.title}</span>
      {rows !== undefined && (
        <small data-stale={stale || undefined}>
          {stale && <span className="visually-hidden">{t({ zh: '已过时', en: 'stale' })} </span>}
          {formatCount(rows)}
        </small>
      )}
    </>
  )
}
