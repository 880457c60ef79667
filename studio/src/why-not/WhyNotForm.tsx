import type { WhyNotSought } from '@jianmo/engine/api'
import { Button, Input, type InputRef, Segmented } from 'antd'
import { type FormEvent, type Ref, useState } from 'react'
import { useText } from '../text/index.ts'

interface FormProps {
  readonly pending: boolean
  /** Why the id that was asked for is none. */
  readonly mistyped?: string | null
  readonly onAsk: (sought: WhyNotSought) => void
  readonly field?: Ref<InputRef>
}

/** Whom to look for: an id as it is written anywhere, or another column and its value. */
export function WhyNotForm({ pending, mistyped = null, onAsk, field }: FormProps) {
  const t = useText()
  const [kind, setKind] = useState<WhyNotSought['kind']>('person')
  const [id, setId] = useState('')
  const [column, setColumn] = useState('')
  const [value, setValue] = useState('')
  const [asked, setAsked] = useState('')
  // Gone as soon as the id is typed on.
  const wrong = kind === 'person' && id === asked && !pending ? mistyped : null
  const ready = kind === 'person' ? id.trim() !== '' : column.trim() !== '' && value.trim() !== ''

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (!ready) return
    setAsked(id)
    onAsk(kind === 'person' ? { kind, id } : { kind, column: column.trim(), value: value.trim() })
  }

  return (
    <search>
      <form className="why-form" onSubmit={onSubmit}>
        <Segmented<WhyNotSought['kind']>
          size="small"
          aria-label={t({ zh: '按什么查找', en: 'Look for' })}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'person', label: t({ zh: '证件号码', en: 'Id' }) },
            { value: 'value', label: t({ zh: '按列查找', en: 'Column value' }) },
          ]}
        />
        {kind === 'person' ? (
          <Input
            {...(field ? { ref: field } : {})}
            size="small"
            className="why-id"
            autoComplete="off"
            value={id}
            maxLength={100}
            aria-label={t({ zh: '证件号码', en: 'Id' })}
            aria-invalid={wrong !== null}
            {...(wrong === null ? {} : { status: 'error' as const })}
            placeholder={t({
              zh: '18 位或 15 位，全角、空格都可以',
              en: '18 or 15 characters, any width, spaces are fine',
            })}
            onChange={(event) => setId(event.target.value)}
          />
        ) : (
          <>
            <Input
              size="small"
              className="why-column"
              value={column}
              maxLength={80}
              aria-label={t({ zh: '列名', en: 'Column' })}
              placeholder={t({ zh: '列名，如 姓名、case_no', en: 'Column, e.g. case_no' })}
              onChange={(event) => setColumn(event.target.value)}
            />
            <Input
              size="small"
              className="why-column"
              autoComplete="off"
              value={value}
              maxLength={200}
              aria-label={t({ zh: '值', en: 'Value' })}
              placeholder={t({ zh: '值', en: 'Value' })}
              onChange={(event) => setValue(event.target.value)}
            />
          </>
        )}
        <Button size="small" type="primary" htmlType="submit" loading={pending} disabled={!ready}>
          {t({ zh: '查原因', en: 'Why not?' })}
        </Button>
        {wrong === null ? (
          <span className="muted">{t({ zh: '查询会记入审计', en: 'Each look-up is recorded' })}</span>
        ) : (
          <span className="why-mistyped" role="alert">
            {wrong}
          </span>
        )}
      </form>
    </search>
  )
}
