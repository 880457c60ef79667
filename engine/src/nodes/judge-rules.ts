import type { Column } from '@jianmo/connectors/words'
import { addedColumn } from '../schema/index.ts'

/** From the most severe to the least. */
export const severities = ['red', 'orange', 'yellow', 'blue', 'green'] as const
export type RuleSeverity = (typeof severities)[number]

export interface Rule {
  /** Short and stable, e.g. `R1`: it is part of what makes two leads the same. */
  readonly id: string
  readonly title: string
  readonly when: string
  /** What it means if `when` is true. */
  readonly outcome: 'violation' | 'suspect'
  readonly severity: RuleSeverity
  /** The most severe of those that hold is taken; it never lowers `severity`. */
  readonly raise: readonly { readonly when: string; readonly severity: RuleSeverity }[]
  /** Date expression or empty. */
  readonly deadline: string
  /** Integer expression or empty. */
  readonly days: string
  /** The day whose law applies. */
  readonly eventDate: string
  /** Key of a legal basis, or empty. */
  readonly statute: string
  /** Reason shown if `when` is unknown. */
  readonly unknown: string
  /** Exclusions: the first that holds makes the row ok, with its reason. */
  readonly unless: readonly { readonly when: string; readonly reason: string }[]
  /** Looked at after the exclusions: the first that holds makes it "cannot determine", with its reason. */
  readonly undetermined: readonly { readonly when: string; readonly reason: string }[]
}

/** A rule that nobody has written yet, under a number that is free. */
export function freshRule(rules: readonly { readonly id?: unknown }[]): Rule {
  const ids = new Set(rules.map(({ id }) => id))
  let number = rules.length + 1
  while (ids.has(`R${number}`)) number += 1
  return {
    id: `R${number}`,
    title: '',
    when: '',
    outcome: 'violation',
    severity: 'orange',
    raise: [],
    deadline: '',
    days: '',
    eventDate: '',
    statute: '',
    unknown: '',
    unless: [],
    undetermined: [],
  }
}

export interface JudgeConfig extends Record<string, unknown> {
  readonly subject: { readonly id: string; readonly name: string }
  /** Columns that tell one event of a subject from another. */
  readonly event: readonly string[]
  /** The supervised unit; empty if none. */
  readonly unit: string
  readonly rules: readonly Rule[]
}

/** The columns that judging adds, in order. `subject_id` and `subject_name` follow the columns that they come from. */
export const verdictColumns: readonly Column[] = [
  addedColumn('rule_id', 'text', { zh: '规则编号', en: 'Rule' }),
  addedColumn('rule_title', 'text', { zh: '规则', en: 'Rule title' }),
  addedColumn('outcome', 'text', { zh: '研判结果', en: 'Outcome' }),
  addedColumn('severity', 'text', { zh: '预警等级', en: 'Severity' }),
  addedColumn('deadline', 'date', { zh: '届满日', en: 'Deadline' }),
  addedColumn('days', 'integer', { zh: '天数', en: 'Days' }),
  addedColumn('event_date', 'date', { zh: '行为日', en: 'Event date' }),
  addedColumn('statute', 'text', { zh: '法律依据', en: 'Legal basis' }),
  addedColumn('reason', 'text', { zh: '理由', en: 'Reason' }),
  { ...addedColumn('subject_id', 'text', { zh: '对象标识', en: 'Subject id' }), sensitivity: 'personal' },
  { ...addedColumn('subject_name', 'text', { zh: '对象', en: 'Subject' }), sensitivity: 'personal' },
  { ...addedColumn('event_key', 'text', { zh: '事件标识', en: 'Event key' }), sensitivity: 'personal' },
  addedColumn('unit', 'text', { zh: '被监督单位', en: 'Supervised unit' }),
]
