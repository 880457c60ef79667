import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import type { BindingCheck } from '@jianmo/engine/api'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { DataTable, Notice, Panel, Tag } from '../ui/index.ts'

/** What the source says to a binding: counted over all its rows. */
export function CheckResult({
  check,
  table,
  binding,
}: {
  readonly check: BindingCheck
  readonly table: LogicalTable
  readonly binding: Binding
}) {
  const t = useText()
  const labelOf = (name: string) => {
    const column = table.columns.find((candidate) => candidate.name === name)
    return column === undefined ? name : t(column.label)
  }
  const filled = check.preview.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => (binding.columns[column.name]?.from ?? null) !== null)
  const clean = check.problems.length === 0 && check.unmappedCodes.length === 0 && check.unreadDates.length === 0
  return (
    <Panel
      title={t({ zh: '检查结果', en: 'Check' })}
      hint={t({ zh: '对全部行计数，预览已脱敏', en: 'Counted over all rows, preview masked' })}
    >
      <div className="check-figures">
        <span>
          <b>{formatCount(check.rows)}</b> {t({ zh: '行', en: 'rows' })}
        </span>
        {clean && <Tag tone="ok">{t({ zh: '✓ 代码和日期都能读懂', en: '✓ all codes and dates are read' })}</Tag>}
        {check.identity.map(({ column, valid, invalid, missing }) => {
          const all = valid + invalid + missing
          return (
            <span key={column} style={{ display: 'inline-flex', gap: 10, alignItems: 'center' }}>
              {labelOf(column)}
              <span className="identity-bar" aria-hidden="true">
                <i style={{ width: formatWidth(valid, all), background: 'var(--ok)' }} />
                <i style={{ width: formatWidth(invalid, all), background: 'var(--bad)' }} />
              </span>
              <span className="soft">
                {t({
                  zh: `有效 ${formatShare(valid, all)} · 无效 ${formatCount(invalid)} · 空 ${formatCount(missing)}`,
                  en: `valid ${formatShare(valid, all)} · invalid ${formatCount(invalid)} · empty ${formatCount(missing)}`,
                })}
              </span>
            </span>
          )
        })}
      </div>
      <div className="panel-body" style={{ paddingBottom: 2 }}>
        {check.problems.map((problem) => (
          <Notice key={`${problem.code} ${problem.field ?? ''} ${problem.text.zh}`} tone={problem.severity}>
            {t(problem.text)}
          </Notice>
        ))}
        {check.unmappedCodes.map(({ column, value, rows }) => (
          <Notice key={`${column} ${value}`} tone="error">
            {t({
              zh: `“${labelOf(column)}”的值“${value}”没有对应，涉及 ${formatCount(rows)} 行。`,
              en: `The value “${value}” of “${labelOf(column)}” is not mapped: ${formatCount(rows)} rows.`,
            })}
          </Notice>
        ))}
        {check.unreadDates.map(({ column, rows, examples }) => (
          <Notice key={column} tone="warning">
            {t({
              zh: `“${labelOf(column)}”有 ${formatCount(rows)} 行读不成日期，例如 ${examples.map((example) => `“${example}”`).join('、')}；这些行按空值处理，进入待补数据。`,
              en: `${formatCount(rows)} rows of “${labelOf(column)}” are not read as dates, e.g. ${examples.join(', ')}; they count as empty.`,
            })}
          </Notice>
        ))}
      </div>
      {check.preview.rows.length > 0 && (
        <DataTable
          label={t({ zh: '预览', en: 'Preview' })}
          rows={check.preview.rows.slice(0, 10).map((cells, index) => ({ cells, index }))}
          rowKey={(row) => row.index}
          columns={filled.map(({ column, index }) => ({
            key: column.name,
            title: t(column.label),
            hint: column.name,
            kind: column.type === 'text' ? ('nowrap' as const) : ('mono' as const),
            render: (row: { readonly cells: readonly (string | null)[] }) =>
              row.cells[index] ?? <span className="muted">—</span>,
          }))}
        />
      )}
    </Panel>
  )
}

function formatWidth(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${(part / whole) * 100}%`
}
