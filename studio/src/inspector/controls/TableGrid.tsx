import type { Problem } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import { type CellType, cellTypes, inlineLimits } from '@jianmo/engine/nodes'
import { type ClipboardEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { freeName, parsePasted, pasteInto, type TypedColumn, type TypedTable } from '../../document/index.ts'
import { useText } from '../../text/index.ts'
import { AddButton } from './FieldFrame.tsx'
import { problemsAt } from './read-config.ts'
import { removeColumn, removeRow, setCell } from './typed-table.ts'

interface TableGridProps {
  readonly label: string
  readonly path: string
  readonly table: TypedTable
  readonly problems: readonly Problem[]
  readonly readOnly: boolean
  readonly large: boolean
  readonly onChange: (table: TypedTable) => void
  readonly onSettle: () => void
  /** Names a column anew, and with it whatever downstream means it. */
  readonly onRename: (column: number, name: string) => void
}

interface Place {
  readonly row: number
  readonly column: number
}

/**
 * Cells are plain text; the one that is entered is an input, so that input methods work from the first key. Arrows, Tab and Enter
 * walk; typing replaces, F2 or a second click edits; Escape takes back; a pasted range fills from the cell on.
 */
export function TableGrid({
  label,
  path,
  table,
  problems,
  readOnly,
  large,
  onChange,
  onSettle,
  onRename,
}: TableGridProps) {
  const t = useText()
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const [entered, setEntered] = useState(false)
  const { columns, rows } = table
  const lastRow = rows.length - 1
  const lastColumn = columns.length - 1
  const row = Math.max(0, Math.min(active.row, lastRow))
  const column = Math.max(0, Math.min(active.column, lastColumn))

  function goTo(place: Place): void {
    setEntered(true)
    setActive({
      row: Math.min(Math.max(place.row, 0), lastRow),
      column: Math.min(Math.max(place.column, 0), lastColumn),
    })
  }

  function addRow(): void {
    if (rows.length >= inlineLimits.rows) return
    onChange({ ...table, rows: [...rows, columns.map(() => '')] })
    setEntered(true)
    setActive({ row: rows.length, column: 0 })
  }

  function addColumn(): void {
    const name = freeName(new Set(columns.map((each) => each.name.toLowerCase())))
    onChange({
      columns: [...columns, { name, label: '', type: 'text' }],
      rows: rows.map((cells) => [...columns.map((_, at) => cells[at] ?? ''), '']),
    })
  }

  function changeColumn(at: number, part: Partial<TypedColumn>): void {
    if (part.name !== undefined) onRename(at, part.name)
    else onChange({ ...table, columns: columns.map((old, index) => (index === at ? { ...old, ...part } : old)) })
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = parsePasted(event.clipboardData.getData('text/plain'))
    if (readOnly || (pasted.length === 1 && pasted[0]?.length === 1)) return
    event.preventDefault()
    onChange(pasteInto(table, { pasted, row, column }, inlineLimits))
  }

  function walk(event: KeyboardEvent<HTMLInputElement>, editing: boolean): boolean {
    const steps: Readonly<Record<string, Place | undefined>> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ...(editing ? {} : { ArrowLeft: { row, column: column - 1 }, ArrowRight: { row, column: column + 1 } }),
      ...(editing ? {} : { Home: { row, column: 0 }, End: { row, column: lastColumn } }),
      PageUp: { row: row - 10, column },
      PageDown: { row: row + 10, column },
    }
    const step = steps[event.key]
    if (step) goTo(step)
    else if (event.key === 'Enter' && row === lastRow && !readOnly) addRow()
    else if (event.key === 'Enter') goTo({ row: row + 1, column })
    else if (event.key === 'Tab') {
      const back = event.shiftKey
      const at = row * columns.length + column + (back ? -1 : 1)
      // Before the first and behind the last cell, Tab leaves the table.
      if (at < 0 || at >= rows.length * columns.length) return false
      goTo({ row: Math.floor(at / columns.length), column: at % columns.length })
    } else return false
    return true
  }

  const full = rows.length >= inlineLimits.rows
  return (
    <div className="table-editor" data-large={large || undefined}>
      <div className="table-scroll" onPaste={onPaste}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked by arrows is a grid. */}
        <table role="grid" aria-label={label} aria-rowcount={rows.length + 1} aria-readonly={readOnly}>
          <thead>
            <tr>
              <th className="row-number" scope="col">
                <span className="visually-hidden">{t({ zh: '行号', en: 'Row' })}</span>
              </th>
              {columns.map((each, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no id of their own; names change while typed.
                <th key={at} scope="col" data-path={`${path}.columns.${at}`}>
                  <ColumnHead
                    column={each}
                    place={at + 1}
                    readOnly={readOnly}
                    failing={problemsAt(problems, `${path}.columns.${at}.name`).length > 0}
                    onChange={(part) => changeColumn(at, part)}
                    onSettle={onSettle}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              <TableRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are what their place says.
                key={at}
                cells={cells}
                width={columns.length}
                index={at}
                active={at === row ? column : null}
                entered={entered}
                wrong={wrongIn(problems, `${path}.rows.${at}`)}
                path={`${path}.rows.${at}`}
                columns={columns}
                readOnly={readOnly}
                onGo={goTo}
                onWalk={walk}
                onLeave={onSettle}
                onType={(across, text) => onChange(setCell(table, { row: at, column: across }, text))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-tools">
        {!readOnly && (
          <>
            <AddButton disabled={full} onClick={addRow}>
              {t({ zh: '行', en: 'Row' })}
            </AddButton>
            <AddButton disabled={columns.length >= inlineLimits.columns} onClick={addColumn}>
              {t({ zh: '列', en: 'Column' })}
            </AddButton>
            <button
              type="button"
              className="text-button"
              disabled={rows.length === 0}
              onClick={() => onChange(removeRow(table, row))}
            >
              {t({ zh: `删第 ${row + 1} 行`, en: `Delete row ${row + 1}` })}
            </button>
            <button type="button" className="text-button" onClick={() => onChange(removeColumn(table, column))}>
              {t({ zh: `删第 ${column + 1} 列`, en: `Delete column ${column + 1}` })}
            </button>
          </>
        )}
        <output data-full={full || undefined}>
          {rows.length} / {inlineLimits.rows} {t({ zh: '行', en: 'rows' })}
        </output>
      </div>
    </div>
  )
}

/** Columns of a row with a wrong value, as text, so that rows compare cheaply. */
function wrongIn(problems: readonly Problem[], path: string): string {
  return problems.flatMap(({ field }) => (field?.startsWith(`${path}.`) ? [field.slice(path.length + 1)] : [])).join()
}

interface ColumnHeadProps {
  readonly column: TypedColumn
  readonly place: number
  readonly readOnly: boolean
  readonly failing: boolean
  readonly onChange: (part: Partial<TypedColumn>) => void
  readonly onSettle: () => void
}

function ColumnHead({ column, place, readOnly, failing, onChange, onSettle }: ColumnHeadProps) {
  const t = useText()
  const named = (text: { zh: string; en: string }) => `${t(text)} ${place}`
  return (
    <div className="column-head">
      <input
        aria-label={named({ zh: '显示名', en: 'Label' })}
        placeholder={t({ zh: '显示名', en: 'Label' })}
        value={column.label}
        readOnly={readOnly}
        onChange={(event) => onChange({ label: event.target.value.slice(0, 80) })}
        onBlur={onSettle}
      />
      <input
        className="name-input"
        aria-label={named({ zh: '列名', en: 'Name' })}
        aria-invalid={failing}
        value={column.name}
        readOnly={readOnly}
        onChange={(event) => onChange({ name: event.target.value })}
        onBlur={onSettle}
      />
      <select
        aria-label={named({ zh: '类型', en: 'Type' })}
        value={column.type}
        disabled={readOnly}
        onChange={(event) => onChange({ type: event.target.value as CellType })}
      >
        {cellTypes.map((type) => (
          <option key={type} value={type}>
            {t(nameOfType(type))}
          </option>
        ))}
      </select>
    </div>
  )
}

interface TableRowProps {
  readonly cells: readonly string[]
  readonly columns: readonly TypedColumn[]
  readonly width: number
  readonly index: number
  /** Which of its cells is the one that the keyboard is at. */
  readonly active: number | null
  readonly entered: boolean
  readonly wrong: string
  readonly path: string
  readonly readOnly: boolean
  readonly onGo: (place: Place) => void
  readonly onWalk: (event: KeyboardEvent<HTMLInputElement>, editing: boolean) => boolean
  readonly onLeave: () => void
  readonly onType: (column: number, text: string) => void
}

const TableRow = memo(
  function TableRow(props: TableRowProps) {
    const { cells, columns, width, index, active, entered, wrong, path, readOnly, onGo, onWalk, onLeave, onType } =
      props
    const failing = new Set(wrong === '' ? [] : wrong.split(',').map(Number))
    return (
      <tr>
        <th className="row-number" scope="row">
          {index + 1}
        </th>
        {Array.from({ length: width }, (_, at) => {
          const text = cells[at] ?? ''
          const number = ['integer', 'decimal'].includes(columns[at]?.type ?? '')
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard walks to the cell from the one it is at.
            <td
              // biome-ignore lint/suspicious/noArrayIndexKey: cells are what their place says.
              key={at}
              data-active={active === at || undefined}
              data-wrong={failing.has(at) || undefined}
              data-number={number || undefined}
              data-path={`${path}.${at}`}
              onClick={() => onGo({ row: index, column: at })}
            >
              {active === at ? (
                <CellInput
                  text={text}
                  label={`${index + 1} / ${columns[at]?.label || columns[at]?.name || at + 1}`}
                  failing={failing.has(at)}
                  focused={entered}
                  readOnly={readOnly}
                  onWalk={onWalk}
                  onLeave={onLeave}
                  onType={(next) => onType(at, next)}
                />
              ) : (
                text
              )}
            </td>
          )
        })}
      </tr>
    )
  },
  // Handlers close over the newest table only where they are used: in the active row. Others are drawn from their cells alone.
  (before, after) =>
    before.active === null &&
    after.active === null &&
    before.cells === after.cells &&
    before.columns === after.columns &&
    before.wrong === after.wrong &&
    before.readOnly === after.readOnly,
)

interface CellInputProps {
  readonly text: string
  readonly label: string
  readonly failing: boolean
  readonly focused: boolean
  readonly readOnly: boolean
  readonly onWalk: TableRowProps['onWalk']
  readonly onLeave: () => void
  readonly onType: (text: string) => void
}

function CellInput({ text, label, failing, focused, readOnly, onWalk, onLeave, onType }: CellInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const [before] = useState(text)
  const [editing, setEditing] = useState(false)
  useEffect(() => {
    if (!focused) return
    input.current?.focus()
    input.current?.select()
  }, [focused])

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // While an input method composes, every key is its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'F2') {
      setEditing(true)
      const end = text.length
      event.currentTarget.setSelectionRange(end, end)
    } else if (event.key === 'Escape' && editing) {
      onType(before)
      setEditing(false)
      // The dialog around it stays open: only the cell is left.
      event.stopPropagation()
    } else if (event.key === 'Delete' && !editing && !readOnly) onType('')
    else if (!onWalk(event, editing)) return
    event.preventDefault()
  }

  return (
    <input
      ref={input}
      aria-label={label}
      aria-invalid={failing}
      value={text}
      readOnly={readOnly}
      maxLength={inlineLimits.cell}
      onChange={(event) => {
        setEditing(true)
        onType(event.target.value)
      }}
      onDoubleClick={() => setEditing(true)}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    />
  )
}
