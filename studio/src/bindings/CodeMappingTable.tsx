import type { ColumnBinding, LogicalColumn } from '@jianmo/connectors/words'
import { formatCount, useText } from '../text/index.ts'
import { Choice } from '../ui/Choice.tsx'
import { Tag } from '../ui/Tag.tsx'
import { codesOf, type PhysicalValue, unmappedValues } from './binding-draft.ts'
import './bindings.css'

export interface CodeMappingTableProps {
  readonly column: LogicalColumn
  readonly binding: ColumnBinding
  readonly values: readonly PhysicalValue[]
  readonly onChoose: (value: string, code: string | null) => void
}

const listed = 60

/** The agency's code values, how many rows carry each, and what each means in the province's table. */
export function CodeMappingTable({ column, binding, values, onChoose }: CodeMappingTableProps) {
  const t = useText()
  const open = unmappedValues(binding, values)
  const rowsOpen = open.reduce((sum, { rows }) => sum + rows, 0)
  const options = codesOf(column).map((code) => ({ value: code.value, label: t(code.label) }))
  const label = t({ zh: `代码对应：${t(column.label)}`, en: `Codes of ${t(column.label)}` })

  return (
    <section className="code-mapping" aria-label={label} data-open={open.length > 0}>
      <header>
        <h3>{t(column.label)}</h3>
        <span className="mono muted">
          {column.name} ← {binding.from}
        </span>
        <span className="space" />
        {open.length === 0 ? (
          <Tag tone="ok">{t({ zh: '✓ 全部对应', en: '✓ all mapped' })}</Tag>
        ) : (
          <Tag tone="bad">
            {t({
              zh: `${open.length} 个值未对应，涉及 ${formatCount(rowsOpen)} 行`,
              en: `${open.length} values unmapped, ${formatCount(rowsOpen)} rows`,
            })}
          </Tag>
        )}
      </header>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t({ zh: '本院的值', en: 'Value here' })}</th>
            <th scope="col" className="number">
              {t({ zh: '行数', en: 'Rows' })}
            </th>
            <th scope="col">{t({ zh: '对应为', en: 'Means' })}</th>
          </tr>
        </thead>
        <tbody>
          {values.slice(0, listed).map(({ value, rows }) =>
            value === null || value.trim() === '' ? (
              <tr key="(empty)">
                <td className="muted">{t({ zh: '（空）', en: '(empty)' })}</td>
                <td className="number">{formatCount(rows)}</td>
                <td className="muted">{t({ zh: '保持为空', en: 'stays empty' })}</td>
              </tr>
            ) : (
              <tr key={value} data-unmapped={binding.codes?.[value] === undefined}>
                <td className="mono">{value}</td>
                <td className="number">{formatCount(rows)}</td>
                <td>
                  <Choice
                    label={t({ zh: `“${value}”对应为`, en: `“${value}” means` })}
                    value={binding.codes?.[value] ?? null}
                    options={options}
                    onChange={(code) => onChoose(value, code)}
                    placeholder={t({ zh: '未对应，请选择', en: 'Unmapped, please choose' })}
                    invalid={binding.codes?.[value] === undefined}
                    clearable
                    dense
                    width={220}
                  />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {values.length > listed && (
        <p className="panel-body muted">
          {t({
            zh: `共 ${values.length} 个不同的值，只列出前 ${listed} 个：这一列可能不是代码列，请检查选择。`,
            en: `${values.length} different values, the first ${listed} shown: this may not be a coded column.`,
          })}
        </p>
      )}
    </section>
  )
}
