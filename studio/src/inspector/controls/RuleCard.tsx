import type { Problem, Statute } from '@jianmo/connectors/words'
import type { Scope } from '@jianmo/engine/expression'
import { Input, Segmented, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RuleFigure } from '../../document/index.ts'
import { ExpressionField } from '../../expression/index.ts'
import { formatCount, useText } from '../../text/index.ts'
import { type MarkKind, markKinds, outcomeNames, SeverityMark, severityNames } from '../../ui/index.ts'
import { AddButton, FieldProblems, IconButton } from './FieldFrame.tsx'
import { type ConfigItem, itemsOf, problemsAt, problemsUnder, removeAt, replaceAt, textOf } from './read-config.ts'
import { StatuteNote } from './StatuteNote.tsx'

export interface RuleCardProps {
  readonly rule: ConfigItem
  readonly number: number
  readonly path: string
  readonly scope: Scope
  readonly problems: readonly Problem[]
  readonly statutes: readonly Statute[]
  readonly figures: readonly RuleFigure[]
  readonly readOnly: boolean
  readonly startsOpen?: boolean
  readonly onChange: (rule: ConfigItem) => void
  readonly onRemove: () => void
  readonly onMoveUp: (() => void) | null
  readonly onSettle: () => void
}

const severities = markKinds.filter((kind) => kind !== 'unknown' && kind !== 'green')

/** One rule: what it finds, when, unless; the law it rests on; and what it found the last time. */
export function RuleCard(props: RuleCardProps) {
  const { rule, number, path, problems, readOnly, onChange, startsOpen = true } = props
  const t = useText()
  const failing = problemsUnder(problems, path).some(({ severity }) => severity === 'error')
  const [open, setOpen] = useState(startsOpen || failing)
  const severity = severityOf(rule)
  const outcome = rule.outcome === 'suspect' ? 'suspect' : 'violation'
  const title = textOf(rule.title) || t({ zh: '未命名', en: 'Untitled' })
  const name = t({ zh: `规则 ${number}`, en: `Rule ${number}` })

  return (
    <article className="rule-card" data-failing={failing || undefined} aria-label={`${name} ${title}`} data-path={path}>
      <header>
        <button type="button" className="rule-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          <SeverityMark severity={severity} />
          <b>
            {name} · {t(outcomeNames[outcome])}
          </b>
          <span className="rule-title">{title}</span>
          <svg
            className="rule-chevron"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <path d="M5 6.5 8 9.5l3-3" />
          </svg>
        </button>
        {!readOnly && (
          <span className="rule-tools">
            {props.onMoveUp !== null && (
              <IconButton icon="up" name={`${t({ zh: '上移', en: 'Move up' })} ${name}`} onClick={props.onMoveUp} />
            )}
            <IconButton icon="remove" name={`${t({ zh: '删除', en: 'Remove' })} ${name}`} onClick={props.onRemove} />
          </span>
        )}
      </header>
      {open ? (
        <RuleBody {...props} name={name} />
      ) : (
        <p className="rule-summary">{textOf(rule.when) || t({ zh: '还没有写条件', en: 'No condition yet' })}</p>
      )}
      <RuleFigures figures={props.figures} />
      {open && (
        <div className="rule-statute">
          <Select
            aria-label={`${name}：${t({ zh: '依据', en: 'Legal basis' })}`}
            allowClear
            disabled={readOnly}
            placeholder={t({ zh: '选择依据条文', en: 'Choose a legal basis' })}
            {...(textOf(rule.statute) === '' ? { value: null } : { value: textOf(rule.statute) })}
            options={statuteOptions(props.statutes, t)}
            onChange={(next: string | null) => onChange({ ...rule, statute: next ?? '' })}
          />
          <FieldProblems problems={problemsAt(problems, `${path}.statute`)} />
        </div>
      )}
      <StatuteNote statutes={props.statutes.filter(({ key }) => key === rule.statute)} />
    </article>
  )
}

function statuteOptions(statutes: readonly Statute[], t: ReturnType<typeof useText>) {
  const byKey = new Map(statutes.map((statute) => [statute.key, statute]))
  return [...byKey.values()].map((statute) => ({
    value: statute.key,
    label: `${t(statute.law)} ${t(statute.article)}`,
  }))
}

function severityOf(rule: ConfigItem): MarkKind {
  return markKinds.find((kind) => kind === rule.severity) ?? 'unknown'
}

function RuleBody({
  rule,
  path,
  scope,
  problems,
  readOnly,
  onChange,
  onSettle,
  name,
}: RuleCardProps & { readonly name: string }) {
  const t = useText()
  const expression = (field: string, label: string, placeholder = '') => {
    const here = problemsAt(problems, `${path}.${field}`)
    return (
      <Line label={label} path={`${path}.${field}`} problems={here}>
        <ExpressionField
          label={`${name}：${label}`}
          value={textOf(rule[field])}
          scope={scope}
          problems={here}
          readOnly={readOnly}
          placeholder={placeholder}
          onChange={(next) => onChange({ ...rule, [field]: next })}
          onSettle={onSettle}
        />
      </Line>
    )
  }
  return (
    <div className="rule-body">
      <div className="rule-line">
        <span className="sub-label">{t({ zh: '名称', en: 'Title' })}</span>
        <div>
          <Input
            aria-label={`${name}：${t({ zh: '名称', en: 'title' })}`}
            value={textOf(rule.title)}
            readOnly={readOnly}
            onChange={(event) => onChange({ ...rule, title: event.target.value })}
            onBlur={onSettle}
          />
          <FieldProblems problems={[...problemsAt(problems, `${path}.title`), ...problemsAt(problems, `${path}.id`)]} />
        </div>
      </div>
      <div className="rule-line">
        <span className="sub-label">{t({ zh: '结论', en: 'Finds' })}</span>
        <div className="rule-outcome">
          <Segmented
            aria-label={`${name}：${t({ zh: '结论', en: 'outcome' })}`}
            value={textOf(rule.outcome)}
            disabled={readOnly}
            options={(['violation', 'suspect'] as const).map((value) => ({ value, label: t(outcomeNames[value]) }))}
            onChange={(outcome) => onChange({ ...rule, outcome })}
          />
          <SeveritySelect
            label={`${name}：${t({ zh: '严重程度', en: 'severity' })}`}
            value={textOf(rule.severity)}
            disabled={readOnly}
            onChange={(severity) => onChange({ ...rule, severity })}
          />
        </div>
      </div>
      {expression('when', t({ zh: '当', en: 'When' }), t({ zh: '满足什么条件', en: 'the condition' }))}
      <ReasonList
        rule={rule}
        field="unless"
        title={t({ zh: '除外', en: 'Unless' })}
        reasonLabel={t({ zh: '除外理由', en: 'why it is left out' })}
        {...{ name, path, scope, problems, readOnly, onChange, onSettle }}
      />
      <ReasonList
        rule={rule}
        field="undetermined"
        title={t({ zh: '待补', en: 'Undecided' })}
        reasonLabel={t({ zh: '缺什么', en: 'what is missing' })}
        {...{ name, path, scope, problems, readOnly, onChange, onSettle }}
      />
      <div className="rule-line">
        <span className="sub-label">{t({ zh: '算不出时', en: 'If unknown' })}</span>
        <div>
          <Input
            aria-label={`${name}：${t({ zh: '算不出时', en: 'if unknown' })}`}
            value={textOf(rule.unknown)}
            readOnly={readOnly}
            placeholder={t({ zh: '缺少哪项数据', en: 'which fact is missing' })}
            onChange={(event) => onChange({ ...rule, unknown: event.target.value })}
            onBlur={onSettle}
          />
          <FieldProblems problems={problemsAt(problems, `${path}.unknown`)} />
        </div>
      </div>
      {expression('eventDate', t({ zh: '事件日', en: 'Event date' }))}
      {expression('deadline', t({ zh: '期限', en: 'Deadline' }))}
      {expression('days', t({ zh: '天数', en: 'Days' }))}
      <RaiseList {...{ rule, name, path, scope, problems, readOnly, onChange, onSettle }} />
    </div>
  )
}

interface LineProps {
  readonly label: string
  readonly path: string
  readonly problems: readonly Problem[]
  readonly children: ReactNode
}

function Line({ label, path, problems, children }: LineProps) {
  return (
    <div className="rule-line" data-path={path}>
      <span className="sub-label">{label}</span>
      <div>
        {children}
        <FieldProblems problems={problems} />
      </div>
    </div>
  )
}

interface PartsProps
  extends Pick<RuleCardProps, 'rule' | 'path' | 'scope' | 'problems' | 'readOnly' | 'onChange' | 'onSettle'> {
  readonly name: string
}

/** Conditions with a reason each: excluded for that reason, or not decidable for it. */
function ReasonList({
  rule,
  field,
  title,
  reasonLabel,
  name,
  path,
  scope,
  problems,
  readOnly,
  onChange,
  onSettle,
}: PartsProps & { readonly field: 'unless' | 'undetermined'; readonly title: string; readonly reasonLabel: string }) {
  const t = useText()
  const items = itemsOf(rule[field])
  const change = (next: readonly ConfigItem[]) => onChange({ ...rule, [field]: next })
  return (
    <div className="rule-line" data-path={`${path}.${field}`}>
      <span className="sub-label">{title}</span>
      <div className="rule-parts">
        {items.map((item, index) => {
          const here = `${path}.${field}.${index}`
          const label = `${name}：${title} ${index + 1}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a rule have no id; the place is what they are.
            <div key={index} className="rule-part">
              <ExpressionField
                label={label}
                value={textOf(item.when)}
                scope={scope}
                path={`${here}.when`}
                problems={problemsAt(problems, `${here}.when`)}
                readOnly={readOnly}
                onChange={(when) => change(replaceAt(items, index, { ...item, when }))}
                onSettle={onSettle}
              />
              <div className="rule-reason">
                <Input
                  size="small"
                  aria-label={`${label} ${reasonLabel}`}
                  placeholder={reasonLabel}
                  value={textOf(item.reason)}
                  readOnly={readOnly}
                  onChange={(event) => change(replaceAt(items, index, { ...item, reason: event.target.value }))}
                  onBlur={onSettle}
                />
                {!readOnly && (
                  <IconButton
                    icon="remove"
                    name={`${t({ zh: '删除', en: 'Remove' })} ${label}`}
                    onClick={() => change(removeAt(items, index))}
                  />
                )}
              </div>
              <FieldProblems problems={problemsUnder(problems, here)} />
            </div>
          )
        })}
        {!readOnly && (
          <AddButton disabled={false} onClick={() => change([...items, { when: '', reason: '' }])}>
            {title}
          </AddButton>
        )}
      </div>
    </div>
  )
}

/** Raises the severity when a further condition holds. */
function RaiseList({ rule, name, path, scope, problems, readOnly, onChange, onSettle }: PartsProps) {
  const t = useText()
  const items = itemsOf(rule.raise)
  const title = t({ zh: '升级', en: 'Raise' })
  const change = (raise: readonly ConfigItem[]) => onChange({ ...rule, raise })
  return (
    <div className="rule-line" data-path={`${path}.raise`}>
      <span className="sub-label">{title}</span>
      <div className="rule-parts">
        {items.map((item, index) => {
          const here = `${path}.raise.${index}`
          const label = `${name}：${title} ${index + 1}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: see ReasonList.
            <div key={index} className="rule-part">
              <div className="rule-reason">
                <SeveritySelect
                  label={`${label} ${t({ zh: '严重程度', en: 'severity' })}`}
                  value={textOf(item.severity)}
                  disabled={readOnly}
                  onChange={(severity) => change(replaceAt(items, index, { ...item, severity }))}
                />
                {!readOnly && (
                  <IconButton
                    icon="remove"
                    name={`${t({ zh: '删除', en: 'Remove' })} ${label}`}
                    onClick={() => change(removeAt(items, index))}
                  />
                )}
              </div>
              <ExpressionField
                label={label}
                value={textOf(item.when)}
                scope={scope}
                path={`${here}.when`}
                problems={problemsAt(problems, `${here}.when`)}
                readOnly={readOnly}
                onChange={(when) => change(replaceAt(items, index, { ...item, when }))}
                onSettle={onSettle}
              />
              <FieldProblems problems={problemsUnder(problems, here)} />
            </div>
          )
        })}
        {!readOnly && (
          <AddButton disabled={false} onClick={() => change([...items, { when: '', severity: 'red' }])}>
            {title}
          </AddButton>
        )}
      </div>
    </div>
  )
}

interface SeveritySelectProps {
  readonly label: string
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (value: string) => void
}

function SeveritySelect({ label, value, disabled, onChange }: SeveritySelectProps) {
  const t = useText()
  return (
    <Select
      aria-label={label}
      className="severity-select"
      value={value}
      disabled={disabled}
      options={severities.map((severity) => ({
        value: severity,
        label: <SeverityMark severity={severity}>{t(severityNames[severity])}</SeverityMark>,
      }))}
      onChange={onChange}
    />
  )
}

function RuleFigures({ figures }: { readonly figures: readonly RuleFigure[] }) {
  const t = useText()
  if (figures.length === 0) return null
  const sum = (...outcomes: readonly string[]) =>
    figures.reduce((total, item) => total + (outcomes.includes(item.outcome) ? item.rows : 0), 0)
  return (
    <p className="rule-figures">
      <span>
        {t({ zh: '成立', en: 'holds' })} <b>{formatCount(sum('violation', 'suspect'))}</b>
      </span>
      <span>
        {t({ zh: '不成立', en: 'does not' })} <b>{formatCount(sum('ok'))}</b>
      </span>
      <span data-waiting={sum('cannot-determine') > 0 || undefined}>
        {t({ zh: '无法判断', en: 'undecided' })} <b>{formatCount(sum('cannot-determine'))}</b>
      </span>
      <span>{t({ zh: '（行）', en: '(rows)' })}</span>
    </p>
  )
}
