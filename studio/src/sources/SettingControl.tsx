import type { SettingField } from '@jianmo/connectors/words'
import { Checkbox, Input, InputNumber } from 'antd'
import { useText } from '../text/use-text.ts'
import { Choice } from '../ui/Choice.tsx'

export type SettingValue = string | number | boolean | null | undefined

interface Props {
  readonly field: SettingField
  readonly value: SettingValue
  readonly onChange: (value: SettingValue) => void
  readonly invalid: boolean
  /** A secret that is kept: left empty, it stays. */
  readonly kept?: boolean
  readonly id: string
  readonly describedBy?: string | undefined
}

/** The control of one setting, as the connector's form asks for it. */
export function SettingControl({ field, value, onChange, invalid, kept = false, id, describedBy }: Props) {
  const t = useText()
  const label = t(field.label)
  const status = invalid ? ({ status: 'error' } as const) : {}
  const aria = {
    id,
    'aria-invalid': invalid,
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  } as const
  switch (field.control) {
    case 'text':
      return (
        <Input
          {...aria}
          {...status}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )
    case 'password':
      return (
        <Input.Password
          {...aria}
          {...status}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="new-password"
          placeholder={kept ? t({ zh: '已保存；留空则不变', en: 'kept; leave empty to keep it' }) : ''}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...aria}
          {...status}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next)}
          style={{ width: 160 }}
        />
      )
    case 'checkbox':
      return (
        <Checkbox {...aria} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {label}
        </Checkbox>
      )
    case 'choice':
      return (
        <Choice
          id={id}
          label={label}
          value={typeof value === 'string' ? value : null}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: t(choice.label) }))}
          onChange={onChange}
          invalid={invalid}
          placeholder={t({ zh: '默认', en: 'default' })}
        />
      )
  }
}
