import { nameOfType } from '@jianmo/engine/expression'
import { InputNumber, Segmented, Select } from 'antd'
import { useText } from '../../text/index.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import { problemsUnder, textOf, textsOf } from './read-config.ts'

/** One of the few settings that the node type names; what the chosen one means stands below. */
export function ChoiceControl({ field, label, hint, value, onChange, readOnly, problems }: FieldProps) {
  const t = useText()
  const choices = hint.choices ?? []
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0]
  return (
    <FieldFrame
      label={label}
      path={field}
      problems={problemsUnder(problems, field)}
      help={chosen?.about && t(chosen.about)}
    >
      <Segmented
        aria-label={label}
        block
        value={chosen?.value ?? ''}
        disabled={readOnly}
        options={choices.map((choice) => ({ value: choice.value, label: t(choice.label) }))}
        onChange={onChange}
      />
    </FieldFrame>
  )
}

/** A whole number from 1 on. Empty says what the hint says, and is kept as null; without such words it is not offered. */
export function CountControl({ field, label, hint, value, onChange, onSettle, readOnly, problems }: FieldProps) {
  const t = useText()
  const here = problemsUnder(problems, field)
  const count = typeof value === 'number' ? value : null
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={here}>
      <InputNumber
        aria-label={label}
        className="count-input"
        min={1}
        precision={0}
        value={count ?? (hint.empty ? null : 1)}
        placeholder={hint.empty ? t(hint.empty) : ''}
        readOnly={readOnly}
        status={here.some(({ severity }) => severity === 'error') ? 'error' : ''}
        suffix={t({ zh: '行', en: 'rows' })}
        onChange={(next) => {
          if (next !== null || hint.empty) onChange(next)
        }}
        onBlur={onSettle}
      />
    </FieldFrame>
  )
}

/** Parameters of the model, by their labels. */
export function ParametersControl({ field, label, hint, value, onChange, readOnly, problems, scope }: FieldProps) {
  const t = useText()
  const here = problemsUnder(problems, field)
  const none = scope.parameters.length === 0
  const help = none
    ? t({ zh: '模型还没有参数，请在右上角“参数”里添加。', en: 'The model has no parameters yet; add one at the top.' })
    : hint.help && t(hint.help)
  return (
    <FieldFrame label={label} path={field} help={help} problems={here}>
      <Select
        mode="multiple"
        aria-label={label}
        className="column-select"
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'search' }}
        placeholder={t({ zh: '选择一个或多个参数', en: 'Choose parameters' })}
        notFoundContent={t({ zh: '没有参数', en: 'No parameters' })}
        value={[...textsOf(value)]}
        disabled={readOnly}
        status={here.some(({ severity }) => severity === 'error') ? 'error' : ''}
        optionLabelProp="text"
        labelRender={({ value: name }) => {
          const found = scope.parameters.find((parameter) => parameter.name === name)
          return found?.label ? t(found.label) : `$${textOf(name)}`
        }}
        options={scope.parameters.map((parameter) => ({
          value: parameter.name,
          search: `${parameter.name} ${parameter.label?.zh ?? ''} ${parameter.label?.en ?? ''}`,
          label: (
            <span className="column-option">
              <span>{parameter.label ? t(parameter.label) : parameter.name}</span>
              <code>${parameter.name}</code>
              <small>{t(nameOfType(parameter.type))}</small>
            </span>
          ),
        }))}
        onChange={(next: string[]) => onChange(next)}
      />
    </FieldFrame>
  )
}
