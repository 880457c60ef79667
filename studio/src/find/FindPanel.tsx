import { specOf } from '@jianmo/engine/nodes'
import {
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isImeEvent, NodeTile } from '../canvas/index.ts'
import { findOnCanvas, nodesById, showNode, useGraph, useInference, useSession } from '../document/index.ts'
import { idOf, outlineRows } from '../inspector/index.ts'
import { useText } from '../text/index.ts'
import { useWindowedRows } from '../ui/index.ts'
import { findEntries } from './find-entries.ts'
import { type FindHit, searchEntries } from './search-entries.ts'
import { useFindKeys } from './use-find-keys.ts'
import { useSqlEntries } from './use-sql-entries.ts'
import './find.css'

/** As in find.css. */
const rowHeight = 44
const page = 8

/** Ctrl+F: finds in names, columns, constants, notes and SQL. Nothing typed: everything in the order data flow. */
export function FindPanel() {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLElement>(null)
  const { view } = useSession()
  useFindKeys({ box, open: () => setOpen(true) })
  if (!open) return null
  return (
    <OpenPanel
      box={box}
      onClose={() => {
        setOpen(false)
        findOnCanvas(view, null)
        // The keyboard goes back to where it works: the selected card, or the canvas.
        const canvas = document.querySelector<HTMLElement>('.editor .canvas')
        ;(canvas?.querySelector<HTMLElement>('.react-flow__node[tabindex="0"]') ?? canvas)?.focus({
          preventScroll: true,
        })
      }}
    />
  )
}

interface OpenPanelProps {
  readonly box: React.RefObject<HTMLElement | null>
  readonly onClose: () => void
}

function OpenPanel({ box, onClose }: OpenPanelProps) {
  const t = useText()
  const id = useId()
  const { view } = useSession()
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState<number | null>(null)
  const query = useDeferredValue(typed)
  const { hits, sql } = useHits(query)
  const { first, last, showRow } = useWindowedRows(list, { count: hits.length, height: rowHeight })
  const at = marked === null ? 0 : Math.min(marked, hits.length - 1)
  const best = hits[at]
  const inferring = useInference(({ pending }) => pending)
  // Enter can come before what was typed has been looked for: it goes to what will be found, not to what was there before.
  const isFound = query === typed
  const [hurrying, setHurrying] = useState(false)
  const arrive = useEffectEvent(() => go(best))
  useEffect(() => {
    if (hurrying && isFound) arrive()
  }, [hurrying, isFound])

  // What was found is shown at once; nothing typed and nothing chosen: the view stays where it is.
  const shown = query.trim() === '' && marked === null ? null : (best?.id ?? null)
  const show = useEffectEvent(() => findOnCanvas(view, shown))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hit in the same thing is shown again.
  useEffect(() => show(), [shown, at])

  function mark(index: number): void {
    const next = Math.max(0, Math.min(index, hits.length - 1))
    setMarked(next)
    showRow(next)
  }

  function go(hit: FindHit | undefined): void {
    if (hit === undefined) return
    onClose()
    showNode(view, hit.id, hit.field)
    findOnCanvas(view, hit.id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (isImeEvent(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key]
    if (step !== undefined) mark(marked === null && step > 0 ? 0 : at + step)
    else if (event.key === 'Enter' && isFound) go(best)
    else if (event.key === 'Enter') setHurrying(true)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }

  const rows = hits.slice(first, last).map((hit, index) => ({ hit, index: first + index }))
  if (best !== undefined && (at < first || at >= last)) rows.push({ hit: best, index: at })
  const count = query.trim() === '' ? hits.length : `${hits.length === 0 ? 0 : at + 1} / ${hits.length}`
  return (
    <section ref={box} className="find-panel" aria-label={t({ zh: '查找', en: 'Find' })}>
      <div className="find-head">
        <input
          // biome-ignore lint/a11y/noAutofocus: typing is what it was opened for.
          autoFocus
          role="combobox"
          aria-label={t({ zh: '查找名称、列、常量、便笺和 SQL', en: 'Find names, columns, constants, notes, SQL' })}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={best === undefined ? undefined : `${id}-${at}`}
          placeholder={t({ zh: '名称、列、常量、便笺、SQL', en: 'Names, columns, constants, notes, SQL' })}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setMarked(null)
          }}
          onKeyDown={onKeyDown}
        />
        <output aria-live="polite">{count}</output>
        <button
          type="button"
          aria-label={t({ zh: '关闭查找', en: 'Close' })}
          title={t({ zh: '关闭（Esc）', en: 'Close (Esc)' })}
          onClick={onClose}
        >
          <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" />
          </svg>
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc and the arrows mean the same here as in the field. */}
      <div className="find-scroll" tabIndex={0} onKeyDown={onKeyDown}>
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t({ zh: '找到的', en: 'Found' })}
          style={{ height: hits.length * rowHeight }}
        >
          {rows.map(({ hit, index }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the field, which stays focused.
            // biome-ignore lint/a11y/useFocusableInteractive: it is the field's active descendant.
            <div
              key={`${hit.id} ${hit.kind} ${hit.field ?? ''} ${index}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              aria-setsize={hits.length}
              aria-posinset={index + 1}
              className="find-row"
              style={{ top: index * rowHeight }}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(hit)}
            >
              <HitRow hit={hit} />
            </div>
          ))}
        </div>
        {hits.length === 0 && <p className="find-none">{t({ zh: '没有找到', en: 'Nothing found' })}</p>}
      </div>
      <footer>
        {(inferring || sql === 'loading') && (
          <small role="status">
            {inferring
              ? t({ zh: '正在推断列…', en: 'Working out the columns…' })
              : t({ zh: '正在读取 SQL…', en: 'Reading the SQL…' })}
          </small>
        )}
        <small>
          {t({
            zh: '↑↓ 逐个看　Enter 到那里　再按 Ctrl+F 用浏览器的查找',
            en: '↑↓ look · Enter go · Ctrl+F again: the browser’s own',
          })}
        </small>
      </footer>
    </section>
  )
}

function useHits(query: string) {
  const document = useGraph()
  const columns = useInference((inference) => inference.columns)
  const isSearching = query.trim() !== ''
  const sql = useSqlEntries(isSearching)
  const all = useMemo(() => (isSearching ? findEntries(document, columns) : []), [isSearching, document, columns])
  const hits = useMemo((): readonly FindHit[] => {
    if (isSearching) return searchEntries([...all, ...sql.entries], query)
    return outlineRows(document).map((row) => ({
      id: idOf(row),
      kind: 'name',
      where: 'group' in row ? { zh: '分组框', en: 'Frame' } : (specOf(row.node.type)?.label ?? noLabel),
      text: '',
      field: null,
      before: 'group' in row ? row.group.title : row.node.title,
      match: '',
      after: '',
    }))
  }, [isSearching, all, sql.entries, query, document])
  return { hits, sql: sql.state }
}

const noLabel = { zh: '', en: '' }

function HitRow({ hit }: { readonly hit: FindHit }) {
  const t = useText()
  const document = useGraph()
  const node = nodesById(document).get(hit.id)
  const title = node?.title ?? t({ zh: '便笺', en: 'Note' })
  const found = (
    <span className="find-text">
      {hit.before}
      {hit.match !== '' && <mark>{hit.match}</mark>}
      {hit.after}
    </span>
  )
  return (
    <>
      {node === undefined ? (
        <i aria-hidden="true" />
      ) : (
        <NodeTile type={node.type} family={specOf(node.type)?.family ?? null} kind={node.config.kind} />
      )}
      <div>
        {hit.kind === 'name' ? found : <span className="find-text">{title}</span>}
        <small>
          <b>{t(hit.where)}</b>
          {hit.kind !== 'name' && found}
        </small>
      </div>
    </>
  )
}
