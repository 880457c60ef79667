import type { Text } from '@jianmo/connectors/words'
import { Tooltip } from 'antd'
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react'
import { useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { type DrawnItem, DrawnTile, drawnItems } from './drawn-items.tsx'
import { isImeEvent } from './is-ime-event.ts'
import { NodeTile } from './node-icons.tsx'
import { endDrag, startDrag } from './palette-drag.ts'
import { families, familyLabels, type PaletteItem, paletteItems, searchPalette } from './palette-items.ts'

const words = {
  region: { zh: '节点库', en: 'Node palette' },
  search: { zh: '添加节点', en: 'Add a node' },
  hint: { zh: '拼音也可以', en: 'any key' },
  nothing: { zh: '没有这样的节点', en: 'No such node' },
  add: (label: string): Text => ({ zh: `添加 ${label}`, en: `Add ${label}` }),
} as const

interface PaletteProps {
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly onAdd: (item: PaletteItem) => void
  readonly onAddNote: () => void
  readonly onAddFrame: () => void
  readonly onLeave: () => void
}

/** Node families at the left: drag onto the canvas, click, or type and press Enter. */
export function Palette({ searchRef, query, onQuery, onAdd, onAddNote, onAddFrame, onLeave }: PaletteProps) {
  const t = useText()
  const { catalogue } = useSession()
  const items = useMemo(() => paletteItems(catalogue.tables), [catalogue.tables])
  const found = useMemo(
    () => [...searchPalette(items, query), ...(query.trim() === '' ? [] : searchPalette(drawnItems, query))],
    [items, query],
  )
  const draw = { note: onAddNote, frame: onAddFrame }
  const choose = (item: PaletteItem | DrawnItem) => ('path' in item ? draw[item.key]() : onAdd(item))
  const [marked, setMarked] = useState(0)
  const searching = query.trim() !== ''
  const best = searching ? found[Math.min(marked, found.length - 1)] : undefined

  function onKeyDown(event: KeyboardEvent) {
    if (isImeEvent(event)) return
    if (event.key === 'ArrowDown') setMarked((now) => Math.min(now + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setMarked((now) => Math.max(now - 1, 0))
    else if (event.key === 'Enter' && best !== undefined) {
      onQuery('')
      // A note or a frame takes the keyboard for its text.
      if (!('path' in best)) onLeave()
      choose(best)
    } else if (event.key === 'Escape') {
      onQuery('')
      onLeave()
    } else return
    event.preventDefault()
  }

  return (
    <aside className="palette" aria-label={t(words.region)}>
      <div className="palette-search">
        <input
          ref={searchRef}
          type="search"
          value={query}
          placeholder={t(words.search)}
          aria-label={t(words.search)}
          onChange={(event) => {
            onQuery(event.target.value)
            setMarked(0)
          }}
          onKeyDown={onKeyDown}
        />
        {query === '' && <kbd>{t(words.hint)}</kbd>}
      </div>
      <div className="palette-list">
        {searching && found.length === 0 && <p className="palette-empty">{t(words.nothing)}</p>}
        {searching
          ? found.map((item) =>
              'path' in item ? (
                <DrawnButton key={item.key} item={item} marked={item === best} onAdd={choose} />
              ) : (
                <PaletteButton key={item.key} item={item} marked={item === best} onAdd={onAdd} />
              ),
            )
          : families.map((family) => {
              const members = items.filter((item) => item.family === family)
              return members.length === 0 ? null : (
                <section key={family}>
                  <h2>{t(familyLabels[family])}</h2>
                  {members.map((item) => (
                    <PaletteButton key={item.key} item={item} marked={false} onAdd={onAdd} />
                  ))}
                </section>
              )
            })}
      </div>
      <div className="palette-drawn">
        {drawnItems.map((item) => (
          <DrawnButton key={item.key} item={item} marked={false} onAdd={choose} />
        ))}
      </div>
    </aside>
  )
}

interface DrawnButtonProps {
  readonly item: DrawnItem
  readonly marked: boolean
  readonly onAdd: (item: DrawnItem) => void
}

function DrawnButton({ item, marked, onAdd }: DrawnButtonProps) {
  const t = useText()
  return (
    <Tooltip title={t(item.about)} placement="right" mouseEnterDelay={0.6}>
      <button
        type="button"
        className="palette-item palette-note"
        data-marked={marked || undefined}
        draggable
        onDragStart={(event) => startDrag(event, item.key)}
        onDragEnd={endDrag}
        aria-label={t(words.add(t(item.label)))}
        onClick={() => onAdd(item)}
      >
        <DrawnTile item={item} />
        <span className="palette-label">{t(item.label)}</span>
        {item.mark.zh !== '' && <small>{t(item.mark)}</small>}
      </button>
    </Tooltip>
  )
}

interface PaletteButtonProps {
  readonly item: PaletteItem
  readonly marked: boolean
  readonly onAdd: (item: PaletteItem) => void
}

function PaletteButton({ item, marked, onAdd }: PaletteButtonProps) {
  const t = useText()
  return (
    <Tooltip title={t(item.about)} placement="right" mouseEnterDelay={0.6}>
      <button
        type="button"
        className="palette-item"
        data-marked={marked || undefined}
        draggable
        onDragStart={(event) => startDrag(event, item.key)}
        onDragEnd={endDrag}
        onClick={() => onAdd(item)}
        aria-label={t(words.add(t(item.label)))}
      >
        <NodeTile type={item.type} family={item.family} kind={item.config.kind} />
        <span className="palette-label">{t(item.label)}</span>
        {item.mark.zh !== '' && <small>{t(item.mark)}</small>}
      </button>
    </Tooltip>
  )
}
