import type { Column } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useText } from '../../text/index.ts'

interface ColumnSelectProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
  readonly clearable?: boolean
  readonly failing?: boolean
  readonly placeholder?: string
}

function useColumnOptions(columns: readonly Column[]) {
  const t = useText()
  return useMemo(
    () =>
      columns.map((column) => ({
        value: column.name,
        search: `${column.name} ${column.label.zh} ${column.label.en}`.toLowerCase(),
        text: t(column.label),
        label: (
          <span className="column-option">
            <span>{t(column.label)}</span>
            <code>{column.name}</code>
            <small>{t(nameOfType(column.type))}</small>
          </span>
        ),
      })),
    [columns, t],
  )
}

const filterOption = (input: string, option?: { search: string }) =>
  option?.search.includes(input.toLowerCase()) ?? false

/** One column by its Chinese label; a column that is gone stays shown, in red, by its name. */
export function ColumnSelect({
  label,
  columns,
  value,
  onChange,
  disabled = false,
  clearable = false,
  failing = false,
  placeholder,
}: ColumnSelectProps) {
  const t = useText()
  const options = useColumnOptions(columns)
  const missing = value !== '' && !columns.some(({ name }) => name === value)
  return (
    <Select
      aria-label={label}
      className="column-select"
      popupMatchSelectWidth={false}
      showSearch={{ filterOption, optionFilterProp: 'search' }}
      placeholder={placeholder ?? t({ zh: '选择列', en: 'Choose a column' })}
      {...(value === '' ? { value: null } : { value })}
      options={options}
      optionLabelProp="text"
      labelRender={({ value: name }) => options.find((option) => option.value === name)?.text ?? String(name ?? '')}
      status={missing || failing ? 'error' : ''}
      allowClear={clearable}
      disabled={disabled}
      onChange={(next: string | null) => onChange(next ?? '')}
    />
  )
}

interface ColumnsSelectProps extends Omit<ColumnSelectProps, 'value' | 'onChange' | 'clearable'> {
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

export function ColumnsSelect({
  label,
  columns,
  value,
  onChange,
  disabled = false,
  failing = false,
}: ColumnsSelectProps) {
  const t = useText()
  const options = useColumnOptions(columns)
  return (
    <Select
      mode="multiple"
      aria-label={label}
      className="column-select"
      popupMatchSelectWidth={false}
      showSearch={{ filterOption, optionFilterProp: 'search' }}
      placeholder={t({ zh: '选择一列或多列', en: 'Choose columns' })}
      value={[...value]}
      options={options}
      optionLabelProp="text"
      labelRender={({ value: name }) => options.find((option) => option.value === name)?.text ?? String(name ?? '')}
      status={failing ? 'error' : ''}
      disabled={disabled}
      onChange={(next: string[]) => onChange(next)}
    />
  )
}
