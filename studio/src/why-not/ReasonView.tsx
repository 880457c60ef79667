import type { Text } from '@jianmo/connectors/words'
import type { WhyNotCondition, WhyNotReason, WhyNotRule, WhyNotValue } from '@jianmo/engine/api'
import { useText } from '../text/index.ts'

/** What decided at a node, with the values: conditions, rules, a partner, or the row that won. */
export function ReasonView({
  reason,
  titleOf,
}: {
  readonly reason: WhyNotReason
  readonly titleOf: (nodeId: string) => string
}) {
  switch (reason.kind) {
    case 'conditions':
      return <RowList rows={reason.rows} render={(row) => <Conditions conditions={row} />} />
    case 'rules':
      return <RowList rows={reason.rows} render={(row) => <Rules rules={row} />} />
    case 'winner':
      return <RowList rows={reason.rows} render={(row) => <Winner row={row} />} />
    case 'partner':
      return <Partner reason={reason} titleOf={titleOf} />
  }
}

/** Several rows of one person stand below each other, numbered. */
function RowList<Row>({
  rows,
  render,
}: {
  readonly rows: readonly Row[]
  readonly render: (row: Row) => React.ReactNode
}) {
  const t = useText()
  return (
    <>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id of their own and are replaced as a whole.
        <div key={index} className="why-row">
          {rows.length > 1 && <h4>{t({ zh: `第 ${index + 1} 行`, en: `Row ${index + 1}` })}</h4>}
          {render(row)}
        </div>
      ))}
    </>
  )
}

/** A computed yes or no has no column that would name it. */
const truth: Readonly<Record<string, Text>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } }

function Values({ values }: { readonly values: readonly WhyNotValue[] }) {
  const t = useText()
  return (
    <ul className="why-values">
      {values.map(({ text, label, value, valueLabel }) => (
        <li key={text}>
          <span title={text}>{label === null ? <code>{text}</code> : t(label)}</span>
          {value === null ? (
            <i>{t({ zh: '空', en: 'empty' })}</i>
          ) : (
            <b>{valueLabel ? t(valueLabel) : truth[value] ? t(truth[value]) : value}</b>
          )}
        </li>
      ))}
    </ul>
  )
}

const roles = {
  unless: { zh: '排除', en: 'Unless' },
  undetermined: { zh: '待补', en: 'Undetermined' },
  when: { zh: '条件', en: 'When' },
} as const

type AnyCondition = WhyNotCondition & Partial<Pick<WhyNotRule['conditions'][number], 'role' | 'reason'>>

function Conditions({ conditions }: { readonly conditions: readonly AnyCondition[] }) {
  const t = useText()
  const withRoles = conditions.some(({ role }) => role !== undefined)
  return (
    <table className="why-table">
      <thead>
        <tr>
          {withRoles && <th>{t({ zh: '类别', en: 'Kind' })}</th>}
          <th>{t({ zh: '条件', en: 'Condition' })}</th>
          <th>{t({ zh: '结果', en: 'Result' })}</th>
          <th>{t({ zh: '用到的值', en: 'Values' })}</th>
        </tr>
      </thead>
      <tbody>
        {conditions.map((condition, index) => {
          const { text, value, operands, alone, role, reason } = condition
          const barred = role === 'unless' || role === 'undetermined' ? value === true : value !== true
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: one condition may be written twice; their order is the drawer's.
            <tr key={index} data-barred={barred || undefined}>
              {withRoles && <td>{role && t(roles[role])}</td>}
              <td>
                <code>{text}</code>
                {reason !== null && reason !== undefined && barred && <em>{reason}</em>}
                {alone && (
                  <em className="why-would">
                    {role === 'unless' || role === 'undetermined'
                      ? t({ zh: '只因这一条；不成立就会通过', en: 'This alone; it would pass if it did not hold' })
                      : t({ zh: '只差这一条；成立就会通过', en: 'This alone; it would pass if it held' })}
                  </em>
                )}
              </td>
              <td>
                <Outcome value={value} />
              </td>
              <td>
                <Values values={operands} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Outcome({ value }: { readonly value: boolean | null }) {
  const t = useText()
  const words =
    value === null
      ? { zh: '？不明（有空值）', en: '? unknown (empty value)' }
      : value
        ? { zh: '✓ 成立', en: '✓ true' }
        : { zh: '✗ 不成立', en: '✗ false' }
  return (
    <span className="why-outcome" data-value={String(value)}>
      {t(words)}
    </span>
  )
}

function Rules({ rules }: { readonly rules: readonly WhyNotRule[] }) {
  return (
    <>
      {rules.map(({ id, title, conditions }) => (
        <div key={id} className="why-rule">
          <h4>
            {id} · {title}
          </h4>
          <Conditions conditions={conditions} />
        </div>
      ))}
    </>
  )
}

function Winner({ row }: { readonly row: Extract<WhyNotReason, { kind: 'winner' }>['rows'][number] }) {
  const t = useText()
  const { rank, kept, partition, order } = row
  return (
    <>
      {partition.length > 0 && <Values values={partition} />}
      <table className="why-table">
        <thead>
          <tr>
            <th>{t({ zh: '排序依据', en: 'Ordered by' })}</th>
            <th>{t({ zh: `这一行（第 ${rank}）`, en: `This row (${rank})` })}</th>
            <th>{t({ zh: `留下的行（第 ${kept}）`, en: `Row that was kept (${kept})` })}</th>
          </tr>
        </thead>
        <tbody>
          {order.map(({ direction, own, winner }) => (
            <tr key={own.text}>
              <td>
                {own.label === null ? <code>{own.text}</code> : t(own.label)}{' '}
                <small>
                  {direction === 'ascending'
                    ? t({ zh: '从小到大', en: 'ascending' })
                    : t({ zh: '从大到小', en: 'descending' })}
                </small>
              </td>
              <td>{own.value ?? '—'}</td>
              <td>{winner.value ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {order.every(({ own, winner }) => own.value === winner.value) && (
        <p className="muted">
          {t({
            zh: '两行并列，按来源行号先后留下一行。',
            en: 'The two tie; the one that comes first in its source is kept.',
          })}
        </p>
      )}
    </>
  )
}

function Partner({
  reason: { join, keys, alone, partners, on },
  titleOf,
}: {
  readonly reason: Extract<WhyNotReason, { kind: 'partner' }>
  readonly titleOf: (nodeId: string) => string
}) {
  const t = useText()
  const [first = []] = keys
  return (
    <>
      {first.length > 0 && (
        <table className="why-table">
          <thead>
            <tr>
              <th>{t({ zh: '比对的键', en: 'Key' })}</th>
              <th>{t({ zh: '这一行的值', en: 'Value of this row' })}</th>
              <th>{t({ zh: '另一侧有没有', en: 'On the other side' })}</th>
            </tr>
          </thead>
          <tbody>
            {first.map((key, index) => (
              <tr key={key.text} data-barred={(join === 'anti' ? alone[index] : !alone[index]) || undefined}>
                <td>{key.label === null ? <code>{key.text}</code> : t(key.label)}</td>
                <td>{[...new Set(keys.map((row) => row[index]?.value ?? '—'))].join('、')}</td>
                <td>{alone[index] ? t({ zh: '有', en: 'yes' }) : t({ zh: '没有', en: 'no' })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {partners.map(({ values, rows }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: partners have no id of their own and are replaced as a whole.
        <div key={index} className="why-row">
          <h4>
            {join === 'anti'
              ? t({ zh: '排除它的行', en: 'The row that excluded it' })
              : t({ zh: '只有部分键相同的行', en: 'A row that agrees in some keys' })}
            <small>
              {rows
                .map(({ nodeId, row }) =>
                  t({ zh: `${titleOf(nodeId)} 第 ${row} 行`, en: `${titleOf(nodeId)} row ${row}` }),
                )
                .join('、')}
            </small>
          </h4>
          <Values values={values} />
        </div>
      ))}
      {on.length > 0 && <RowList rows={on} render={(row) => <Conditions conditions={row} />} />}
    </>
  )
}
