import type { ReactNode } from 'react'
import { formatCount } from '../text/format.ts'

export interface SideChoice<Value> {
  readonly value: Value
  readonly label: ReactNode
  /** For screen readers when the label is more than words. */
  readonly name: string
  readonly count: number
}

export interface SideFilterProps<Value> {
  readonly title: string
  readonly choices: readonly SideChoice<Value>[]
  readonly value: Value | null
  /** Choosing the chosen one again lifts the filter. */
  readonly onChange: (value: Value | null) => void
}

/** A group of filters at the left of a list, with how many rows each would leave. */
export function SideFilter<Value extends string>({ title, choices, value, onChange }: SideFilterProps<Value>) {
  return (
    <fieldset className="side-group" style={{ border: 0, marginInline: 0, padding: 0 }}>
      <legend className="side-legend">{title}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="side-item"
          aria-pressed={value === choice.value}
          aria-label={`${choice.name} ${choice.count}`}
          onClick={() => onChange(value === choice.value ? null : choice.value)}
        >
          <span className="name">{choice.label}</span>
          <span className="count">{formatCount(choice.count)}</span>
        </button>
      ))}
    </fieldset>
  )
}
