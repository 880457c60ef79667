import type { ConnectorKind, SettingProblem } from '@jianmo/engine/api'
import { Input } from 'antd'
import { type ReactNode, useId } from 'react'
import { useText } from '../text/use-text.ts'
import { Choice } from '../ui/Choice.tsx'
import { SettingControl } from './SettingControl.tsx'
import { SourceIcon } from './SourceIcon.tsx'
import type { SourceDraft } from './source-draft.ts'
import { intervals } from './source-words.ts'

interface Props {
  readonly kinds: readonly ConnectorKind[]
  readonly draft: SourceDraft
  readonly onChange: (draft: SourceDraft) => void
  /** Refused settings by field. */
  readonly problems: Readonly<Record<string, SettingProblem>>
  /** Name and agency are needed to store, not to test. */
  readonly missing: { readonly name: boolean; readonly agency: boolean }
  /** A stored source keeps its kind, and its secrets if they are left empty. */
  readonly stored: boolean
}

/** What a source is. The fields come from the connector: a new kind needs no change here. */
export function SourceForm({ kinds, draft, onChange, problems, missing, stored }: Props) {
  const t = useText()
  const kind = kinds.find((candidate) => candidate.kind === draft.kind)
  const settings = draft.settings[draft.kind] ?? {}
  const set = (field: string, value: unknown) =>
    onChange({ ...draft, settings: { ...draft.settings, [draft.kind]: { ...settings, [field]: value as string } } })
  const needed = t({ zh: '请填写。', en: 'Please fill this in.' })

  return (
    <div className="source-form">
      {!stored && (
        <fieldset className="kind-cards">
          <legend>{t({ zh: '种类', en: 'Kind' })}</legend>
          {kinds.map((candidate) => (
            <label key={candidate.kind} data-chosen={candidate.kind === draft.kind}>
              <input
                type="radio"
                name="kind"
                value={candidate.kind}
                checked={candidate.kind === draft.kind}
                onChange={() => onChange({ ...draft, kind: candidate.kind })}
              />
              <SourceIcon reading={candidate.reading} />
              <span>{t(candidate.label)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {kind !== undefined && <p className="about">{t(kind.about)}</p>}
      <div className="form-grid">
        <Field label={t({ zh: '名称', en: 'Name' })} problem={missing.name ? needed : null}>
          {(aria) => (
            <Input
              {...aria}
              maxLength={80}
              value={draft.name}
              onChange={(event) => onChange({ ...draft, name: event.target.value })}
              placeholder={t({ zh: '例如：看守所在押台账', en: 'e.g. detention register' })}
            />
          )}
        </Field>
        <Field label={t({ zh: '来源机关', en: 'Agency' })} problem={missing.agency ? needed : null}>
          {(aria) => (
            <Input
              {...aria}
              maxLength={80}
              value={draft.agency}
              onChange={(event) => onChange({ ...draft, agency: event.target.value })}
              placeholder={t({ zh: '例如：甲县看守所', en: 'e.g. detention centre' })}
            />
          )}
        </Field>
        {Object.entries(kind?.form ?? {}).map(([name, field]) => (
          <Field
            key={`${draft.kind} ${name}`}
            label={field.control === 'checkbox' ? null : t(field.label)}
            help={field.help && t(field.help)}
            problem={problems[name] === undefined ? null : t(problems[name].text)}
          >
            {({ id, 'aria-describedby': describedBy }) => (
              <SettingControl
                id={id}
                field={field}
                value={settings[name]}
                onChange={(value) => set(name, value)}
                invalid={problems[name] !== undefined}
                kept={stored && (kind?.secrets.includes(name) ?? false)}
                describedBy={describedBy}
              />
            )}
          </Field>
        ))}
        <Field
          label={t({ zh: '应多久更新一次', en: 'New data are expected' })}
          help={t({
            zh: '到期没有新数据时，列表中提示“逾期未更新”',
            en: 'The list warns when no new data came in time',
          })}
          problem={null}
        >
          {({ id }) => (
            <Choice
              id={id}
              label={t({ zh: '应多久更新一次', en: 'New data are expected' })}
              value={draft.expectedDays === null ? null : String(draft.expectedDays)}
              options={intervals.map(({ days, label }) => ({ value: String(days), label: t(label) }))}
              onChange={(days) => onChange({ ...draft, expectedDays: days === null ? null : Number(days) })}
              clearable
              placeholder={t({ zh: '不要求', en: 'not said' })}
              width={220}
            />
          )}
        </Field>
      </div>
    </div>
  )
}

interface FieldProps {
  readonly label: string | null
  readonly help?: string | undefined
  readonly problem: string | null
  readonly children: (aria: {
    readonly id: string
    readonly status: '' | 'error'
    readonly 'aria-invalid': boolean
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

/** Label, control, then help or what is wrong. */
function Field({ label, help, problem, children }: FieldProps) {
  const id = useId()
  const note = `${id}-note`
  const described = problem !== null || help !== undefined ? note : undefined
  return (
    <div className="form-row" data-problem={problem !== null}>
      {label === null ? <span /> : <label htmlFor={id}>{label}</label>}
      <div>
        {children({
          id,
          status: problem === null ? '' : 'error',
          'aria-invalid': problem !== null,
          'aria-describedby': described,
        })}
        {described !== undefined && (
          <small id={note} {...(problem === null ? {} : { role: 'alert' })}>
            {problem ?? help}
          </small>
        )}
      </div>
    </div>
  )
}
