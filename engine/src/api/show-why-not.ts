import { isMasked, maskText, maskValue } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import { type Absence, labelOfCode, type StopReason } from '../leads/index.ts'
import type { ProbedCondition, ProbedValue } from '../sql/index.ts'
import type { WhyNotCondition, WhyNotEnd, WhyNotReason, WhyNotValue } from './wire.ts'

/** The result boundary of "why not": every value passes the mask of its column, as rows do. */
export function showEnds(ends: Absence['ends']): readonly WhyNotEnd[] {
  return ends.map(({ kind, scanNodeId, nodeId, port, path, decisive, because, through, reasons }) => ({
    kind,
    sourceNodeId: scanNodeId,
    nodeId,
    port,
    path,
    decisive,
    because,
    through: through.map(({ reason, ...one }) => ({
      ...one,
      reason: reason && { zh: maskText(reason.zh), en: maskText(reason.en) },
    })),
    reasons: reasons.map(showReason),
  }))
}

function showReason(reason: StopReason): WhyNotReason {
  switch (reason.kind) {
    case 'conditions':
      return { kind: 'conditions', rows: reason.rows.map(showConditions) }
    case 'rules':
      return {
        kind: 'rules',
        rows: reason.rows.map((rules) =>
          rules.map(({ id, title, conditions }) => ({
            id,
            title,
            conditions: conditions.map((one) => ({
              ...showCondition(one, isOnlyBarrier(one, conditions)),
              role: one.role,
              reason: one.reason,
            })),
          })),
        ),
      }
    case 'partner': {
      const { join, side, alone, lostAt } = reason
      return {
        kind: 'partner',
        join,
        side,
        alone,
        keys: reason.keys.map((row) => row.map(showValue)),
        partners: reason.partners.map(({ values, rows }) => ({
          values: values.map(showValue),
          rows: rows.map(({ scanNodeId, row }) => ({ nodeId: scanNodeId, row })),
        })),
        lostAt: lostAt && { nodeId: lostAt.nodeId, after: lostAt.after.nodeId },
        on: reason.on.map(showConditions),
      }
    }
    case 'winner':
      return {
        kind: 'winner',
        rows: reason.rows.map(({ rank, kept, partition, order }) => ({
          rank,
          kept,
          partition: partition.map(showValue),
          order: order.map(({ direction, own, winner }) => ({
            direction,
            own: showValue(own),
            winner: showValue(winner),
          })),
        })),
      }
  }
}

function showConditions(row: readonly ProbedCondition[]): readonly WhyNotCondition[] {
  const failing = row.filter(({ value }) => value !== true)
  return row.map((one) => showCondition(one, failing.length === 1 && failing[0] === one))
}

const showCondition = ({ text, value, operands }: ProbedCondition, alone: boolean): WhyNotCondition => ({
  text,
  value,
  operands: operands.map(showValue),
  alone,
})

type RuleCondition = Extract<StopReason, { kind: 'rules' }>['rows'][number][number]['conditions'][number]

/** Exclusions bar a row if they hold, the condition if it does not. */
function isOnlyBarrier(one: RuleCondition, all: readonly RuleCondition[]): boolean {
  const bars = ({ role, value }: RuleCondition) => (role === 'when' ? value !== true : value === true)
  return bars(one) && all.filter(bars).length === 1
}

function showValue({ text, value, columns, plain }: ProbedValue): WhyNotValue {
  const [column] = columns
  const label = plain && column ? column.label : null
  if (value === null) return { text, label, value }
  if (plain && column) {
    const valueLabel = isMasked(column) ? undefined : labelOfCode(value, column)
    return { text, label, value: String(maskValue(value, column)), ...(valueLabel ? { valueLabel } : {}) }
  }
  return { text, label, value: columns.some(isMasked) ? hidden(value, columns) : value }
}

/** Computed from masked columns: one column's own mask if it fits, else nothing of it. */
function hidden(value: string, columns: readonly Column[]): string {
  const [only, ...others] = columns
  return only?.semantic !== undefined && others.length === 0 ? String(maskValue(value, only)) : '***'
}
