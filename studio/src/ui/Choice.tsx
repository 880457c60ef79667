import { Select } from 'antd'
import type { ReactNode } from 'react'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** Beside the label, smaller: e.g. sample values. */
  readonly hint?: string
}

export interface ChoiceProps<Value extends string> {
  /** Accessible name of the box and of its list. */
  readonly label: string
  readonly value: Value | null
  readonly options: readonly ChoiceOption<Value>[]
  /** Null when the choice is taken back; only with `clearable`. */
  readonly onChange: (value: Value | null) => void
  readonly placeholder?: string
  readonly id?: string
  readonly clearable?: boolean
  readonly searchable?: boolean
  readonly invalid?: boolean
  readonly disabled?: boolean
  readonly loading?: boolean
  readonly dense?: boolean
  readonly width?: number | string
  readonly popupWidth?: number
  readonly whenEmpty?: ReactNode
}

/** Ant Design's Select gives the list no name (axe: aria-input-field-name), so it is named when it opens. */
const nameList = (label: string) => (element: HTMLElement | null) => {
  for (const list of element?.querySelectorAll('[role="listbox"]') ?? []) list.setAttribute('aria-label', label)
}

/** One value of a list, chosen by mouse or by typing. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const {
    label,
    value,
    options,
    onChange,
    clearable = false,
    searchable = false,
    invalid = false,
    dense = false,
  } = props
  return (
    <Select<Value | null>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={label}
      value={value}
      options={options.map((option) => ({
        value: option.value,
        label: option.label,
        title: option.label,
        hint: option.hint,
      }))}
      onChange={(next) => onChange(next ?? null)}
      placeholder={props.placeholder}
      allowClear={clearable}
      showSearch={searchable ? { optionFilterProp: 'label' } : false}
      virtual={false}
      disabled={props.disabled ?? false}
      loading={props.loading ?? false}
      size={dense ? 'small' : 'middle'}
      style={{ width: props.width ?? '100%' }}
      popupMatchSelectWidth={props.popupWidth ?? true}
      notFoundContent={props.whenEmpty}
      popupRender={(menu) => <div ref={nameList(label)}>{menu}</div>}
      optionRender={({ label: shown, data }) => (
        <span className="option-with-hint">
          <span>{shown}</span>
          {data.hint !== undefined && <span className="muted mono">{data.hint}</span>}
        </span>
      )}
      {...(invalid ? { status: 'error' as const } : {})}
    />
  )
}
