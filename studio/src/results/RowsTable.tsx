import type { Column } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import type { RowsPage } from '../editor/editor-api.ts'
import { formatCount, formatDigits, semanticNames, useText } from '../text/index.ts'
import { type MarkKind, markKinds, outcomeNames, SeverityMark, severityNames } from '../ui/index.ts'

type Cell = RowsPage['rows'][number][number]

/** Rows as the engine gave them: label over type, masked values, numbers to the right, NULL as a dash. */
export function RowsTable({ page, label }: { readonly page: RowsPage; readonly label: string }) {
  const t = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="rows-scroll" tabIndex={0} aria-label={label}>
      <table className="rows-table">
        <thead>
          <tr>
            <th className="row-number" scope="col">
              <span className="visually-hidden">{t({ zh: '序号', en: 'Row number' })}</span>
            </th>
            {page.columns.map((column) => (
              <th key={column.name} scope="col" data-number={isNumber(column) || undefined} title={column.name}>
                {t(column.label)}
                <small>{headOf(column, t)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no id; they are replaced as a whole.
            <tr key={index}>
              <td className="row-number">{index + 1}</td>
              {page.columns.map((column, at) => {
                const value = row[at] ?? null
                return (
                  <td
                    key={column.name}
                    data-number={isNumber(column) || undefined}
                    data-mono={isMono(column) || undefined}
                    data-short={isShort(column, value) || undefined}
                  >
                    <CellText column={column} value={value} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function headOf(column: Column, t: ReturnType<typeof useText>): string {
  const meaning = column.semantic === undefined ? t(nameOfType(column.type)) : t(semanticNames[column.semantic])
  const masked = column.sensitivity === 'personal' || column.sensitivity === 'sensitive'
  return masked ? `${meaning} · ${t({ zh: '脱敏', en: 'masked' })}` : meaning
}

function CellText({ column, value }: { readonly column: Column; readonly value: Cell }) {
  const t = useText()
  if (value === null) return <span className="cell-null">—</span>
  if (column.name === 'severity') {
    const severity: MarkKind = markKinds.find((kind) => kind === value) ?? 'unknown'
    return <SeverityMark severity={severity}>{t(severityNames[severity])}</SeverityMark>
  }
  if (column.name === 'outcome' && typeof value === 'string' && value in outcomeNames) {
    return <>{t(outcomeNames[value as keyof typeof outcomeNames])}</>
  }
  if (typeof value === 'boolean') return <>{value ? t({ zh: '是', en: 'yes' }) : t({ zh: '否', en: 'no' })}</>
  if (typeof value === 'number') return <>{Number.isInteger(value) ? formatCount(value) : String(value)}</>
  if (isNumber(column) && /^-?\d+(\.\d+)?$/.test(value)) return <>{formatDigits(value)}</>
  const code = column.codes?.find((item) => item.value === value)
  return <>{code === undefined ? value : t(code.label)}</>
}

/** So many characters fit into the widest cell, whatever they are. */
const shortText = 24

/** Whether a value surely fits: its cell needs no clip. The browser goes through the clips of all cells in every frame in which
 * something moves on the page, a dragged card for one (4,000 of them: 5 ms). */
const isShort = ({ codes }: Column, value: Cell): boolean => {
  const label = codes?.find((item) => item.value === value)?.label
  const texts = label === undefined ? [String(value)] : [label.zh, label.en]
  return texts.every((text) => text.length <= shortText)
}

const isNumber = ({ type }: Column) => type === 'integer' || type === 'float' || type.startsWith('decimal')
const isMono = ({ type, semantic }: Column) =>
  type === 'date' ||
  type === 'timestamp' ||
  semantic === 'resident-id' ||
  semantic === 'case-number' ||
  semantic === 'credit-code'
