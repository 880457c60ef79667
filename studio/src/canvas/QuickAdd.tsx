import type { NodeFamily } from '@jianmo/engine/nodes'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useText } from '../text/index.ts'
import { DrawnTile, isAction } from './drawn-items.tsx'
import { isImeEvent } from './is-ime-event.ts'
import { NodeTile } from './node-icons.tsx'
import { familyLabels, searchPalette } from './palette-items.ts'
import type { QuickAddEntry } from './quick-add.ts'

interface QuickAddProps {
  /** What it is for, as its heading says. */
  readonly title: string
  readonly showsTitle: boolean
  readonly entries: readonly QuickAddEntry[]
  /** Left and top within the canvas. */
  readonly place: { readonly left: number; readonly top: number }
  readonly onChoose: (entry: QuickAddEntry) => void
  /** By Esc or Tab: the keyboard goes back to the canvas. */
  readonly onClose: () => void
  /** The focus went elsewhere, and stays there. */
  readonly onLeave: () => void
}

const words = {
  search: { zh: '名称、拼音或首字母', en: 'Name or part of it' },
  nothing: { zh: '没有合适的节点', en: 'Nothing fits' },
  keys: { zh: '↑↓ 选择　Enter 确定　Esc 关闭', en: '↑↓ choose · Enter add · Esc close' },
  drawn: { zh: '标注', en: 'Notes' },
  action: { zh: '整理', en: 'Arrange' },
  suggested: { zh: '接下来常用', en: 'Often next' },
} as const

/** Rows that Page Up and Page Down go. */
const page = 8

/** A list at a place of the canvas: type, choose, and it is there. */
export function QuickAdd({ title, showsTitle, entries, place, onChoose, onClose, onLeave }: QuickAddProps) {
  const t = useText()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [marked, setMarked] = useState(0)
  const searching = query.trim() !== ''
  const groups = useMemo(() => groupsOf(entries), [entries])
  // In the order in which they stand, so that arrows go down the list.
  const found = useMemo(
    () => (searching ? searchPalette(entries, query) : groups.flatMap(({ members }) => members)),
    [entries, groups, query, searching],
  )
  const at = Math.min(marked, found.length - 1)
  const best = found[at]

  useEffect(() => {
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && box.current?.contains(target) === false) onLeave()
    }
    window.addEventListener('pointerdown', outside, true)
    return () => window.removeEventListener('pointerdown', outside, true)
  }, [onLeave])

  useEffect(() => {
    box.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (isImeEvent(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key]
    if (step !== undefined) setMarked(Math.max(0, Math.min(at + step, found.length - 1)))
    else if (event.key === 'Enter' && best !== undefined) onChoose(best)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }

  const option = (entry: QuickAddEntry) => {
    const index = found.indexOf(entry)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the search field, which stays focused.
      // biome-ignore lint/a11y/useFocusableInteractive: it is the field's active descendant.
      <div
        key={entry.key}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === at}
        data-index={index}
        className="quick-add-option"
        onPointerDown={(event) => event.preventDefault()}
        onPointerMove={() => setMarked(index)}
        onClick={() => onChoose(entry)}
      >
        {'path' in entry ? (
          <DrawnTile item={entry} />
        ) : (
          <NodeTile type={entry.type} family={entry.family} kind={entry.config.kind} />
        )}
        <span className="palette-label">{t(entry.label)}</span>
        {entry.cost !== undefined ? (
          <small data-cost>{t(entry.cost)}</small>
        ) : (
          entry.mark.zh !== '' && <small>{t(entry.mark)}</small>
        )}
      </div>
    )
  }

  return (
    <div ref={box} className="quick-add nopan nowheel" role="dialog" aria-label={title} style={place}>
      {showsTitle && <h2>{title}</h2>}
      <input
        // biome-ignore lint/a11y/noAutofocus: typing is what it was opened for.
        autoFocus
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={best === undefined ? undefined : `${id}-${at}`}
        placeholder={t(words.search)}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // The window lost the focus, not the field.
          if (event.target !== window.document.activeElement) onLeave()
        }}
      />
      <div className="quick-add-list" id={`${id}-list`} role="listbox" aria-label={title}>
        {searching
          ? found.map(option)
          : groups.map(({ key, label, members }) => (
              // biome-ignore lint/a11y/useSemanticElements: options stand in groups of a listbox, not in fieldsets.
              <div key={key} role="group" aria-label={t(label)}>
                <b aria-hidden="true">{t(label)}</b>
                {members.map(option)}
              </div>
            ))}
      </div>
      {found.length === 0 && <p className="palette-empty">{t(words.nothing)}</p>}
      <footer>
        {best !== undefined && <p>{t(best.about)}</p>}
        <small>{t(words.keys)}</small>
      </footer>
    </div>
  )
}

/** By family, in the order in which the entries come. */
function groupsOf(entries: readonly QuickAddEntry[]) {
  const kindOf = (entry: QuickAddEntry): NodeFamily | 'drawn' | 'action' | 'suggested' => {
    if ('path' in entry) return isAction(entry) ? 'action' : 'drawn'
    return entry.suggested ? 'suggested' : entry.family
  }
  return [...new Set(entries.map(kindOf))].map((key) => ({
    key,
    label: key === 'drawn' || key === 'action' || key === 'suggested' ? words[key] : familyLabels[key],
    members: entries.filter((entry) => kindOf(entry) === key),
  }))
}
