import type { Binding, DateFormat, LogicalColumn, LogicalTable, SourceTable } from '@jianmo/connectors/words'
import { dateFormats } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import { semanticNames, useText } from '../text/index.ts'
import { Choice } from '../ui/Choice.tsx'
import { Tag } from '../ui/Tag.tsx'
import { isCoded, isDated, type PhysicalValue, unmappedValues } from './binding-draft.ts'
import { dateFormatNames } from './date-format-names.ts'

export interface ColumnMappingTableProps {
  readonly table: LogicalTable
  readonly physical: SourceTable
  readonly draft: Binding
  /** First rows of the physical table, in the order of its columns; masked. */
  readonly sample: readonly (readonly (string | null)[])[]
  readonly valuesOf: (column: string) => readonly PhysicalValue[] | undefined
  readonly onColumn: (column: LogicalColumn, from: string | null) => void
  readonly onDateFormat: (column: string, format: DateFormat) => void
}

/** Logical column ← physical column, one line each. */
export function ColumnMappingTable({
  table,
  physical,
  draft,
  sample,
  valuesOf,
  onColumn,
  onDateFormat,
}: ColumnMappingTableProps) {
  const t = useText()
  const samplesOf = (name: string) => {
    const index = physical.columns.findIndex((column) => column.name === name)
    const values = sample
      .map((row) => row[index])
      .filter((value): value is string => value !== null && value !== undefined && value !== '')
    return [...new Set(values)].slice(0, 3)
  }
  const options = physical.columns.map((column) => ({
    value: column.name,
    label: column.comment === undefined || column.comment === '' ? column.name : `${column.name} ${column.comment}`,
    hint: samplesOf(column.name).join('　'),
  }))
  const formats = dateFormats.map((format) => ({ value: format, label: t(dateFormatNames[format]) }))

  return (
    <div className="table-scroll">
      <table className="table bind-table" aria-label={t({ zh: `${table.id} 列对应`, en: `Columns of ${table.id}` })}>
        <thead>
          <tr>
            <th scope="col">{t({ zh: '省院统一的列', en: 'Column of the province' })}</th>
            <th scope="col">{t({ zh: '类型', en: 'Type' })}</th>
            <th scope="col">{t({ zh: '本院的列', en: 'Column here' })}</th>
            <th scope="col">{t({ zh: '示例值（脱敏）', en: 'Samples (masked)' })}</th>
            <th scope="col">{t({ zh: '格式与代码', en: 'Format and codes' })}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column) => {
            const binding = draft.columns[column.name] ?? { from: null }
            const missing = column.required && binding.from === null
            const name = t(column.label)
            return (
              <tr key={column.name} data-missing={missing}>
                <td className="column-name nowrap">
                  <b>{name}</b>
                  {column.required && (
                    <span className="required-star" title={t({ zh: '必填', en: 'required' })}>
                      *<span className="visually-hidden">{t({ zh: '必填', en: 'required' })}</span>
                    </span>
                  )}
                  <span className="mono">{column.name}</span>
                </td>
                <td className="nowrap soft">
                  {column.semantic === undefined ? t(nameOfType(column.type)) : t(semanticNames[column.semantic])}
                </td>
                <td>
                  <Choice
                    label={t({ zh: `${name} 对应的列`, en: `Column for ${name}` })}
                    value={binding.from}
                    options={options}
                    onChange={(from) => onColumn(column, from)}
                    placeholder={
                      missing
                        ? t({ zh: '必填，未对应', en: 'Required, unmapped' })
                        : t({ zh: '不对应', en: 'Not mapped' })
                    }
                    invalid={missing}
                    clearable
                    searchable
                    dense
                    width={230}
                    popupWidth={380}
                  />
                </td>
                <td className="sample">
                  {binding.from === null
                    ? ''
                    : samplesOf(binding.from).join('　') || (
                        <span className="muted">{t({ zh: '前几行为空', en: 'first rows empty' })}</span>
                      )}
                </td>
                <td className="nowrap">
                  {missing && <Tag tone="bad">{t({ zh: '缺少这一列', en: 'missing' })}</Tag>}
                  {binding.from !== null && isDated(column) && (
                    <Choice
                      label={t({ zh: `${name} 的日期写法`, en: `Date format of ${name}` })}
                      value={binding.dateFormat ?? 'auto'}
                      options={formats}
                      onChange={(format) => onDateFormat(column.name, format ?? 'auto')}
                      dense
                      width={180}
                    />
                  )}
                  {binding.from !== null && isCoded(column) && (
                    <CodeState values={valuesOf(column.name)} binding={binding} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function CodeState({
  values,
  binding,
}: {
  readonly values: readonly PhysicalValue[] | undefined
  readonly binding: Binding['columns'][string]
}) {
  const t = useText()
  if (values === undefined) return <span className="muted">{t({ zh: '正在读取代码值……', en: 'Reading values…' })}</span>
  const open = unmappedValues(binding, values).length
  return open === 0 ? (
    <Tag tone="ok">{t({ zh: '✓ 代码已对应', en: '✓ mapped' })}</Tag>
  ) : (
    <Tag tone="bad">{t({ zh: `${open} 个代码未对应`, en: `${open} unmapped` })}</Tag>
  )
}
