import { semanticTypes } from '@jianmo/connectors/words'
import type { TablePreview } from '@jianmo/engine/api'
import { dateFormatNames } from '../bindings/date-format-names.ts'
import { formatShare, useText } from '../text/index.ts'
import { Choice } from '../ui/index.ts'
import {
  type ColumnTypeChoice,
  choiceOf,
  type ImportDraft,
  keyOf,
  linesOf,
  type PreviewLine,
  tableDraft,
} from './import-draft.ts'
import { proposedNames } from './source-words.ts'

const shownLines = 60
const types: readonly ColumnTypeChoice[] = ['text', ...semanticTypes, 'date', 'timestamp', 'integer', 'decimal']

interface Props {
  readonly table: TablePreview
  readonly draft: ImportDraft
  readonly onColumn: (column: string, choice: ReturnType<typeof choiceOf>) => void
  /** A row of data is none, or is one again. */
  readonly onToggleRow: (row: number) => void
}

/** The first rows of the file as they lie there. Titles, headers, footers and rejected rows are marked; types stand above. */
export function PreviewGrid({ table, draft, onColumn, onToggleRow }: Props) {
  const t = useText()
  const key = keyOf(table)
  const { skipRows } = tableDraft(draft, key)
  const label = t({ zh: `“${table.table}”的前几行`, en: `First rows of “${table.table}”` })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be one landmark too many
    <div className="table-scroll preview-grid" tabIndex={0} role="group" aria-label={label}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className="row-number">
              {t({ zh: '行', en: 'Row' })}
            </th>
            {table.columns.map((column) => {
              const choice = choiceOf(draft, key, column)
              const { proposal } = column
              const ways = proposal.dateFormats.length > 1 && choice.type === 'date'
              return (
                <th key={column.name} scope="col">
                  <span className="column-name">{column.name}</span>
                  <Choice
                    dense
                    label={t({ zh: `“${column.name}”是`, en: `“${column.name}” is` })}
                    value={choice.type}
                    options={types.map((type) => ({
                      value: type,
                      label: type === 'text' ? t({ zh: '文本', en: 'text' }) : t(proposedNames[type]),
                      ...(type === proposal.type ? { hint: t({ zh: '建议', en: 'proposed' }) } : {}),
                    }))}
                    onChange={(type) => type !== null && onColumn(column.name, { type })}
                    width={136}
                    popupWidth={200}
                  />
                  <small>
                    {proposal.values === 0
                      ? t({ zh: '没有值', en: 'no values' })
                      : proposal.type === 'text'
                        ? t({ zh: `${proposal.values} 个值`, en: `${proposal.values} values` })
                        : t({
                            zh: `${formatShare(proposal.valid, 1)} 符合`,
                            en: `${formatShare(proposal.valid, 1)} fit`,
                          })}
                  </small>
                  {ways && (
                    <Choice
                      dense
                      label={t({ zh: `“${column.name}”的日期写法`, en: `How dates of “${column.name}” are written` })}
                      value={choice.dateFormat ?? null}
                      options={proposal.dateFormats.map((format) => ({
                        value: format,
                        label: t(dateFormatNames[format]),
                      }))}
                      onChange={(dateFormat) =>
                        dateFormat !== null && onColumn(column.name, { type: 'date', dateFormat })
                      }
                      placeholder={t({ zh: '两种读法，请选', en: 'two ways: choose' })}
                      invalid={choice.dateFormat === undefined}
                      width={136}
                      popupWidth={220}
                    />
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {linesOf(table, shownLines).map((line) => (
            <Line
              key={`${line.kind} ${line.row}`}
              line={line}
              table={table}
              skipped={skipRows.includes(line.row)}
              onToggle={() => onToggleRow(line.row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly line: PreviewLine
  readonly table: TablePreview
  readonly skipped: boolean
  readonly onToggle: () => void
}

function Line({ line, table, skipped, onToggle }: LineProps) {
  const t = useText()
  const why = {
    title: t({ zh: '标题', en: 'title' }),
    header: t({ zh: '表头', en: 'header' }),
    numbering: t({ zh: '栏号', en: 'numbering' }),
    footer: t({ zh: '表尾', en: 'footer' }),
    blank: t({ zh: '空行', en: 'blank' }),
    chosen: t({ zh: '不作数据', en: 'left out' }),
  } as const
  const mayToggle = line.kind === 'data' || (line.kind === 'skipped' && line.why === 'chosen')
  const damagedIn = (column: string) => table.damaged.find((each) => each.row === line.row && each.column === column)
  return (
    <tr data-kind={line.kind} data-why={line.kind === 'skipped' ? line.why : undefined}>
      <th scope="row" className="row-number">
        {mayToggle ? (
          <button
            type="button"
            aria-pressed={skipped}
            aria-label={
              skipped
                ? t({ zh: `第 ${line.row} 行：恢复为数据`, en: `Row ${line.row}: data again` })
                : t({ zh: `第 ${line.row} 行：标为不作数据`, en: `Row ${line.row}: leave out` })
            }
            title={
              skipped ? t({ zh: '恢复为数据', en: 'Data again' }) : t({ zh: '标为不作数据', en: 'Leave this row out' })
            }
            onClick={onToggle}
          >
            {line.row}
          </button>
        ) : (
          line.row
        )}
      </th>
      {line.kind === 'data' ? (
        table.columns.map((column, index) => {
          const damaged = damagedIn(column.name)
          return (
            <td key={column.name} className="mono" data-damage={damaged?.kind}>
              {damaged === undefined ? (
                <span className="cell-value">{line.values[index] ?? <span className="muted">—</span>}</span>
              ) : (
                <span className="cell-value" title={t(damaged.reason)}>
                  {damaged.original}
                  <small>
                    {damaged.kind === 'suspect' ? t({ zh: '存疑', en: 'suspect' }) : t({ zh: '损坏', en: 'damaged' })}
                  </small>
                </span>
              )}
            </td>
          )
        })
      ) : (
        <td colSpan={Math.max(1, table.columns.length)}>
          <span className="line-mark">
            {line.kind === 'skipped' ? why[line.why] : t({ zh: '拒收', en: 'rejected' })}
          </span>
          <span className="mono line-text">{line.text}</span>
          {line.kind === 'rejected' && <span className="line-reason">{t(line.reason)}</span>}
        </td>
      )}
    </tr>
  )
}
