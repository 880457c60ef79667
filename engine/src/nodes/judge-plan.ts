import { build, type TypedExpression } from '../expression/index.ts'
import { extend, type Plan, unionOf } from '../plan/index.ts'
import { boundColumn, emptyAs, projectTo } from './bind-columns.ts'
import { typedField } from './check-fields.ts'
import type { Columns } from './define-node.ts'
import { type JudgeConfig, type Rule, severities, verdictColumns } from './judge-rules.ts'
import type { AskedRule, InferContext } from './node-spec.ts'

const { call, choose, column, integer, text } = build

/** What a verdict column holds: one small number instead of outcome and reason, so that conditions are computed once. */
const verdict = { ok: 0, fired: 1, unknown: 2, nameless: 3, unless: 10, undetermined: 1000 } as const

/** Leads are one per subject: without one, rows of different people would become one lead. */
const namelessReason = '监督对象的标识为空，无法确定是谁'

export interface JudgeRequest {
  readonly config: JudgeConfig
  readonly input: Plan
  readonly columns: Columns
  readonly outputs: Readonly<Record<string, Columns>>
  readonly context: InferContext
  readonly nodeId: string
}

/** The number that a rule gave a row. */
const verdictId = (nodeId: string, index: number) => `${nodeId}.__verdict_${index}`

const verdictColumn = (nodeId: string, index: number) => column({ id: verdictId(nodeId, index), type: 'integer' })

/** All rows with one verdict per rule (kept once), then one row per row and rule that fired or could not be decided. */
export function lowerJudge(request: JudgeRequest): Readonly<Record<string, Plan>> {
  const { config, input, outputs, nodeId } = request
  const origin = [nodeId]
  const wide = extend(
    input,
    config.rules.map((rule, index) => ({
      id: verdictId(nodeId, index),
      name: `__verdict_${index}`,
      expression: verdictOf(rule, request),
    })),
    origin,
  )
  const judged: Plan = { op: 'share', nodeId, port: 'leads', name: 'judged', input: wide, origin }
  const output = (kind: 'leads' | 'undetermined'): Plan => {
    const columns = outputs[kind] ?? []
    const parts = config.rules.map((rule, index): Plan => {
      const found = verdictColumn(nodeId, index)
      const fired = build.equal(found, integer(verdict.fired))
      const rows: Plan = { op: 'filter', input: judged, where: kind === 'leads' ? fired : isOpen(found), origin }
      const values = valuesOfRule(rule, index, { ...request, kind })
      return projectTo(rows, columns, {
        origin,
        compute: ({ name }) => (verdictColumns.some((one) => one.name === name) ? values[name] : undefined),
      })
    })
    return unionOf(parts, origin) ?? emptyAs(input, columns, origin)
  }
  return { leads: output('leads'), undetermined: output('undetermined') }
}

/** The verdict in plain words, for counting: outcome and reason of a rule from its number. */
export function wordsOfVerdict(
  rule: Rule,
  index: number,
  nodeId: string,
): { readonly outcome: TypedExpression; readonly reason: TypedExpression } {
  const found = verdictColumn(nodeId, index)
  const is = (value: number) => build.equal(found, integer(value))
  return {
    outcome: choose(
      'text',
      [
        { when: is(verdict.fired), gives: text(rule.outcome) },
        { when: isOpen(found), gives: text('cannot-determine') },
      ],
      text('ok'),
    ),
    reason: reasonOf(rule, index, nodeId),
  }
}

/** Every condition of every rule, for telling a person which one decided. */
export function rulesAsked({ config, columns, context }: Pick<JudgeRequest, 'config' | 'columns' | 'context'>) {
  const condition = (source: string) => build.castTo('boolean', typedField(source, columns, context))
  return config.rules.map(
    ({ id, title, unless, undetermined, when, unknown }): AskedRule => ({
      id,
      title,
      conditions: [
        ...unless.map((item) => ({ role: 'unless' as const, reason: item.reason, condition: condition(item.when) })),
        ...undetermined.map((item) => ({
          role: 'undetermined' as const,
          reason: item.reason,
          condition: condition(item.when),
        })),
        { role: 'when', reason: unknown || null, condition: condition(when) },
      ],
    }),
  )
}

function isOpen(found: TypedExpression): TypedExpression {
  return build.anyOf([
    build.equal(found, integer(verdict.unknown)),
    build.equal(found, integer(verdict.nameless)),
    call('>=', 'boolean', found, integer(verdict.undetermined)),
  ])
}

function reasonOf(rule: Rule, index: number, nodeId: string): TypedExpression {
  const found = verdictColumn(nodeId, index)
  const branch = (value: number, reason: string) => ({ when: build.equal(found, integer(value)), gives: text(reason) })
  return choose(
    'text',
    [
      branch(verdict.unknown, rule.unknown),
      branch(verdict.nameless, namelessReason),
      ...rule.unless.map(({ reason }, at) => branch(verdict.unless + at, reason)),
      ...rule.undetermined.map(({ reason }, at) => branch(verdict.undetermined + at, reason)),
    ],
    build.nullOf('text'),
  )
}

/** Exclusions, then missing data, then the condition in three values. */
function verdictOf(rule: Rule, { config, input, columns, context }: JudgeRequest): TypedExpression {
  const subject = boundColumn(input, columns, config.subject.id)
  const nameless = subject === undefined || subject.verified ? [] : [build.isNull(column(subject))]
  const condition = (source: string) => build.castTo('boolean', typedField(source, columns, context))
  const when = condition(rule.when)
  return choose(
    'integer',
    [
      ...rule.unless.map((item, at) => ({ when: condition(item.when), gives: integer(verdict.unless + at) })),
      ...rule.undetermined.map((item, at) => ({
        when: condition(item.when),
        gives: integer(verdict.undetermined + at),
      })),
      ...nameless.map((isNameless) => ({
        when: build.allOf([when, isNameless]),
        gives: integer(verdict.nameless),
      })),
      { when, gives: integer(verdict.fired) },
      { when: build.not(when), gives: integer(verdict.ok) },
    ],
    integer(verdict.unknown),
  )
}

function valuesOfRule(
  rule: Rule,
  index: number,
  { config, input, columns, context, nodeId, kind }: JudgeRequest & { readonly kind: 'leads' | 'undetermined' },
): Readonly<Record<string, TypedExpression>> {
  const typed = (source: string) => typedField(source, columns, context)
  const asText = (name: string) => {
    const found = boundColumn(input, columns, name)
    return found ? build.castTo('text', column(found)) : build.nullOf('text')
  }
  return {
    rule_id: text(rule.id),
    rule_title: text(rule.title),
    outcome: text(kind === 'leads' ? rule.outcome : 'cannot-determine'),
    severity: kind === 'leads' ? severityOf(rule, typed) : build.nullOf('text'),
    deadline: build.castTo('date', typed(rule.deadline)),
    days: build.castTo('integer', typed(rule.days)),
    event_date: build.castTo('date', typed(rule.eventDate)),
    statute: rule.statute === '' ? build.nullOf('text') : text(rule.statute),
    reason: kind === 'leads' ? build.nullOf('text') : reasonOf(rule, index, nodeId),
    subject_id: asText(config.subject.id),
    subject_name: asText(config.subject.name),
    event_key: joined(config.event.map((name) => call('coalesce', 'text', asText(name), text('')))),
    unit: asText(config.unit),
  }
}

/** The most severe colour that holds; a raise never lowers. */
function severityOf(rule: Rule, typed: (source: string) => TypedExpression): TypedExpression {
  const base = severities.indexOf(rule.severity)
  const raises = rule.raise
    .filter(({ severity }) => severities.indexOf(severity) < base)
    .sort((left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity))
    .map(({ when, severity }) => ({ when: build.castTo('boolean', typed(when)), gives: text(severity) }))
  return raises.length === 0 ? text(rule.severity) : choose('text', raises, text(rule.severity))
}

function joined(parts: readonly TypedExpression[]): TypedExpression {
  const [first, ...rest] = parts
  if (!first) return text('')
  return rest.length === 0 ? first : call('concat', 'text', first, ...rest.flatMap((part) => [text('|'), part]))
}
