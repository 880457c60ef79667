import { isMasked } from '@jianmo/connectors/values'
import { z } from 'zod'
import { nearestName, type Scope } from '../expression/index.ts'
import { findColumn, renamed, repeatedNames, withColumns } from '../schema/index.ts'
import { checkColumn, checkField, scopeOf } from './check-fields.ts'
import { ColumnName, ColumnNames, ConfigText, defineNode } from './define-node.ts'
import { identityColumns } from './identity-columns.ts'
import { lowerJudge, rulesAsked } from './judge-plan.ts'
import { freshRule, type JudgeConfig, type Rule, severities, verdictColumns } from './judge-rules.ts'
import { nodeProblem, nodeWarning } from './node.problems.ts'
import type { InferContext, Report } from './node-spec.ts'

const severity = z.enum(severities)
const reasoned = z
  .array(z.object({ when: ConfigText, reason: z.string().max(400) }))
  .max(20)
  .default([])
const RuleShape = z.object({
  id: z.string().max(40),
  title: z.string().max(200),
  when: ConfigText,
  outcome: z.enum(['violation', 'suspect']),
  severity,
  raise: z
    .array(z.object({ when: ConfigText, severity }))
    .max(10)
    .default([]),
  deadline: ConfigText.default(''),
  days: ConfigText.default(''),
  eventDate: ConfigText.default(''),
  statute: z.string().max(100).default(''),
  unknown: z.string().max(400).default(''),
  unless: reasoned,
  undetermined: reasoned,
})

const rulesLabel = { zh: '规则', en: 'Rules' }

export const judge = defineNode<JudgeConfig>({
  type: 'judge',
  family: 'judge',
  label: { zh: '研判', en: 'Judge' },
  about: {
    zh: '按规则逐行研判，结果为：疑似、预警、待补（数据不足，无法判断）、未见异常。先看排除情形，再看数据是否足够，最后看条件。',
    en: 'Judges every row by rules: suspected violation, warning, cannot determine, or nothing unusual. Exclusions first, then whether the data suffice, then the condition.',
  },
  inputs: { rows: { label: { zh: '行', en: 'Rows' } } },
  outputs: {
    leads: { label: { zh: '疑似与预警', en: 'Leads' } },
    undetermined: { label: { zh: '待补数据', en: 'Cannot determine' } },
  },
  config: z.object({
    subject: z.object({ id: ColumnName, name: ColumnName }),
    event: ColumnNames,
    unit: ColumnName.default(''),
    rules: z.array(RuleShape).max(50),
  }),
  initial: { subject: { id: '', name: '' }, event: [], unit: '', rules: [] },
  form: {
    subject: { label: { zh: '监督对象', en: 'Subject' }, control: 'subject', of: 'rows' },
    event: {
      label: { zh: '区分事件的列', en: 'Columns that identify the event' },
      control: 'columns',
      of: 'rows',
      help: { zh: '同一对象、同一事件、同一规则只算一条线索。', en: 'One subject, event and rule make one lead.' },
    },
    unit: { label: { zh: '被监督单位', en: 'Supervised unit' }, control: 'column', of: 'rows' },
    rules: { label: rulesLabel, control: 'rules', of: 'rows' },
  },
  prefill({ inputs }) {
    const rows = inputs['rows'] ?? []
    const [id, ...others] = identityColumns(rows)
    const name = rows.find(({ semantic }) => semantic === 'person-name')
    const known = id !== undefined && others.length === 0
    return {
      ...(known ? { subject: { id: id.name, name: name?.name ?? '' } } : {}),
      // A judge without a rule is nothing.
      rules: [freshRule([])],
    }
  },
  describe: ({ rules }) =>
    rules.length === 0
      ? { zh: '未添加规则', en: 'No rules' }
      : {
          zh: `${rules.length} 条规则：${rules.map(({ id }) => id).join('、')}`,
          en: `${rules.length} rule(s): ${rules.map(({ id }) => id).join(', ')}`,
        },
  infer({ config, inputs, context, report }) {
    const rows = inputs['rows'] ?? []
    const subject = { zh: '监督对象', en: 'Subject' }
    const id = checkColumn(config.subject.id, rows, { report, field: 'subject.id', label: subject })
    const name =
      config.subject.name === ''
        ? null
        : checkColumn(config.subject.name, rows, { report, field: 'subject.name', label: subject })
    for (const [index, column] of config.event.entries()) {
      checkColumn(column, rows, { report, field: `event.${index}`, label: { zh: '事件列', en: 'Event column' } })
    }
    if (config.unit !== '') {
      const label = { zh: '被监督单位', en: 'Supervised unit' }
      const unit = checkColumn(config.unit, rows, { report, field: 'unit', label })
      // The unit stands in every list as it is: a column of persons would come through there unmasked.
      if (unit && isMasked(unit)) report(nodeProblem('unit-is-personal', { column: unit.name }, { field: 'unit' }))
    }
    if (config.rules.length === 0) report(nodeProblem('setting-missing', { label: rulesLabel }, { field: 'rules' }))
    for (const rule of repeatedNames(config.rules.map((one) => one.id))) {
      report(
        nodeProblem(
          'duplicate-rule',
          { rule },
          { field: `rules.${config.rules.findLastIndex((one) => one.id === rule)}.id` },
        ),
      )
    }
    for (const [index, rule] of config.rules.entries())
      checkRule(rule, { scope: scopeOf(rows, context), context, report, field: `rules.${index}` })
    if (rows.length === 0) return { leads: [], undetermined: [] }

    for (const { name: column } of verdictColumns) {
      if (findColumn(rows, column) && !isReused(column, config)) report(nodeWarning('column-replaced', { column }))
    }
    const added = verdictColumns.map((column) => {
      const from = column.name === 'subject_id' ? id : column.name === 'subject_name' ? name : null
      return from ? renamed({ ...from, type: 'text' }, column.name, column.label) : column
    })
    const judged = withColumns(rows, added)
    return { leads: judged, undetermined: judged }
  },
  lower({ config, inputs, columns, outputs, context, nodeId }) {
    const input = inputs['rows']
    return input ? lowerJudge({ config, input, columns: columns['rows'] ?? [], outputs, context, nodeId }) : {}
  },
  rules: ({ config, columns, context }) => rulesAsked({ config, columns: columns['rows'] ?? [], context }),
})

interface RulePlace {
  readonly scope: Scope
  readonly context: InferContext
  readonly report: Report
  readonly field: string
}

function checkRule(rule: Rule, { scope, context, report, field }: RulePlace): void {
  const need = (value: string, name: string, label: { zh: string; en: string }) => {
    if (value.trim() === '') report(nodeProblem('setting-missing', { label }, { field: `${field}.${name}` }))
  }
  const condition = (text: string, name: string) =>
    checkField(text, scope, { report, field: `${field}.${name}`, expected: 'boolean' })
  const optional = (text: string, name: string, expected: 'date' | 'integer') => {
    if (text.trim() !== '') checkField(text, scope, { report, field: `${field}.${name}`, expected })
  }
  need(rule.id, 'id', { zh: '规则编号', en: 'Rule id' })
  need(rule.title, 'title', { zh: '规则名称', en: 'Rule title' })
  need(rule.unknown, 'unknown', { zh: '无法判断时的理由', en: 'Reason if unknown' })
  condition(rule.when, 'when')
  for (const [index, item] of rule.raise.entries()) condition(item.when, `raise.${index}.when`)
  for (const list of ['unless', 'undetermined'] as const) {
    for (const [index, item] of rule[list].entries()) {
      condition(item.when, `${list}.${index}.when`)
      need(item.reason, `${list}.${index}.reason`, { zh: '理由', en: 'Reason' })
    }
  }
  optional(rule.deadline, 'deadline', 'date')
  optional(rule.days, 'days', 'integer')
  optional(rule.eventDate, 'eventDate', 'date')
  checkStatute(rule, { scope, context, report, field })
}

function checkStatute(rule: Rule, { context, report, field }: RulePlace): void {
  // An empty catalogue means that it is not loaded yet.
  if (rule.statute === '' || context.statutes.length === 0) return
  const records = context.statutes.filter(({ key }) => key === rule.statute)
  if (records.length === 0) {
    const nearest = nearestName(
      rule.statute,
      context.statutes.map(({ key }) => key),
    )
    report(nodeProblem('statute-unknown', { statute: rule.statute, nearest }, { field: `${field}.statute` }))
  } else if (records.some(({ standing }) => standing === 'unverified')) {
    report(nodeWarning('statute-unverified', { statute: rule.statute }, { field: `${field}.statute` }))
  }
  if (rule.eventDate.trim() === '') {
    report(
      nodeProblem(
        'setting-missing',
        { label: { zh: '适用法律的日期', en: 'Event date' } },
        { field: `${field}.eventDate` },
      ),
    )
  }
}

/** A column that the verdict takes over by its own name is not lost. */
function isReused(column: string, { unit, rules }: JudgeConfig): boolean {
  const own: Readonly<Record<string, (rule: Rule) => string>> = {
    deadline: (rule) => rule.deadline,
    days: (rule) => rule.days,
    event_date: (rule) => rule.eventDate,
  }
  return column === unit || rules.some((rule) => own[column]?.(rule).trim() === column)
}
