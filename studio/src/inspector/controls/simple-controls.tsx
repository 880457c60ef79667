import type { Text } from '@jianmo/connectors/words'
import { conditionParts } from '@jianmo/engine/expression'
import { Input, Segmented, Select } from 'antd'
import { useMemo, useRef } from 'react'
import { ExpressionField } from '../../expression/index.ts'
import { useText } from '../../text/index.ts'
import { enterText } from '../enter-field.ts'
import { ColumnSelect, ColumnsSelect } from './ColumnSelect.tsx'
import { ConditionRows } from './ConditionRows.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import { itemOf, problemsAt, problemsUnder, textOf, textsOf } from './read-config.ts'

export function TextControl({ field, label, hint, value, onChange, onSettle, readOnly, problems }: FieldProps) {
  const t = useText()
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={problemsUnder(problems, field)}>
      <Input
        aria-label={label}
        value={textOf(value)}
        readOnly={readOnly}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onSettle}
      />
    </FieldFrame>
  )
}

export function ExpressionControl({
  field,
  label,
  hint,
  value,
  onChange,
  onSettle,
  readOnly,
  problems,
  scope,
}: FieldProps) {
  const t = useText()
  const root = useRef<HTMLDivElement>(null)
  const here = problemsUnder(problems, field)
  const text = textOf(value)
  const conditions = useMemo(() => conditionParts(text), [text])
  const inRows = conditions.parts.length > 1
  return (
    <FieldFrame
      label={label}
      path={field}
      help={hint.help && t(hint.help)}
      problems={inRows ? here.filter(({ span }) => span === undefined) : here}
    >
      <div ref={root}>
        <ExpressionField
          label={label}
          value={text}
          onChange={onChange}
          onSettle={onSettle}
          scope={scope}
          problems={here}
          readOnly={readOnly}
          placeholder={t({ zh: '列名、$参数、函数…', en: 'columns, $parameters, functions…' })}
        />
      </div>
      {inRows && (
        <ConditionRows
          conditions={conditions}
          problems={here}
          onEnter={(span) => root.current && enterText(root.current, span)}
        />
      )}
    </FieldFrame>
  )
}

export function ColumnControl({ field, label, hint, value, onChange, readOnly, problems, columns }: FieldProps) {
  const t = useText()
  const here = problemsUnder(problems, field)
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={here}>
      <ColumnSelect
        label={label}
        columns={columns}
        value={textOf(value)}
        onChange={onChange}
        disabled={readOnly}
        clearable
        failing={here.length > 0}
      />
    </FieldFrame>
  )
}

export function ColumnsControl({ field, label, hint, value, onChange, readOnly, problems, columns }: FieldProps) {
  const t = useText()
  const here = problemsUnder(problems, field)
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={here}>
      <ColumnsSelect
        label={label}
        columns={columns}
        value={textsOf(value)}
        onChange={onChange}
        disabled={readOnly}
        failing={here.some(({ severity }) => severity === 'error')}
      />
    </FieldFrame>
  )
}

export function LogicalTableControl({ field, label, value, onChange, readOnly, problems, tables }: FieldProps) {
  const t = useText()
  const here = problemsUnder(problems, field)
  const table = tables.find(({ id }) => id === value)
  return (
    <FieldFrame label={label} path={field} problems={here} help={table && `${t(table.agency)}。${t(table.about)}`}>
      <Select
        aria-label={label}
        className="column-select"
        showSearch={{ optionFilterProp: 'search' }}
        placeholder={t({ zh: '选择逻辑表', en: 'Choose a logical table' })}
        {...(textOf(value) === '' ? { value: null } : { value: textOf(value) })}
        disabled={readOnly}
        status={here.length > 0 ? 'error' : ''}
        options={tables.map((item) => ({
          value: item.id,
          label: `${item.id} ${t(item.label)}`,
          search: `${item.id} ${item.name} ${item.label.zh} ${item.label.en}`,
        }))}
        onChange={(next: string | null) => onChange(next ?? '')}
      />
    </FieldFrame>
  )
}

const joinKinds: readonly { readonly value: string; readonly label: Text; readonly about: Text }[] = [
  {
    value: 'inner',
    label: { zh: '都有', en: 'Both' },
    about: { zh: '两边都有的才保留。', en: 'Keeps rows that both sides have.' },
  },
  {
    value: 'left',
    label: { zh: '补充', en: 'Look up' },
    about: { zh: '左边全部保留，右边有的补上。', en: 'Keeps every left row; adds what the right has.' },
  },
  {
    value: 'semi',
    label: { zh: '存在于', en: 'Found in' },
    about: {
      zh: '左边的行，右边有的保留，不取右边的列。',
      en: 'Keeps left rows that the right has, without its columns.',
    },
  },
  {
    value: 'anti',
    label: { zh: '应有未有', en: 'Missing' },
    about: {
      zh: '左边的行，右边没有的保留；身份不明的从“待核”端口出去，不算没有。',
      en: 'Keeps left rows that the right lacks; unidentified rows leave through their own port.',
    },
  },
]

export function JoinKindControl({ field, label, value, onChange, readOnly, problems }: FieldProps) {
  const t = useText()
  const chosen = joinKinds.find((kind) => kind.value === value)
  return (
    <FieldFrame label={label} path={field} problems={problemsUnder(problems, field)} help={chosen && t(chosen.about)}>
      <Segmented
        aria-label={label}
        block
        value={textOf(value)}
        disabled={readOnly}
        options={joinKinds.map((kind) => ({ value: kind.value, label: t(kind.label) }))}
        onChange={onChange}
      />
    </FieldFrame>
  )
}

export function SubjectControl({ field, label, hint, value, onChange, readOnly, problems, columns }: FieldProps) {
  const t = useText()
  const subject = itemOf(value)
  const parts = [
    { key: 'id', label: { zh: '证件号列', en: 'Id column' } },
    { key: 'name', label: { zh: '姓名列', en: 'Name column' } },
  ]
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={problemsAt(problems, field)}>
      <div className="pair">
        {parts.map((part) => (
          <div key={part.key} data-path={`${field}.${part.key}`}>
            <span className="sub-label">{t(part.label)}</span>
            <ColumnSelect
              label={`${label}：${t(part.label)}`}
              columns={columns}
              value={textOf(subject[part.key])}
              disabled={readOnly}
              failing={problemsAt(problems, `${field}.${part.key}`).length > 0}
              onChange={(next) => onChange({ ...subject, [part.key]: next })}
            />
          </div>
        ))}
      </div>
    </FieldFrame>
  )
}
