import type { WhyNot, WhyNotEnd } from '@jianmo/engine/api'
import { Link } from 'react-router'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { Notice, SeverityMark, severityNames } from '../ui/index.ts'
import { ReasonView } from './ReasonView.tsx'
import { answersOf, endText, verdictText } from './why-not-words.ts'

interface AnswerProps {
  readonly answer: WhyNot
  /** Brings a node into view; without it nodes are only named. */
  readonly onShow?: ((nodeId: string) => void) | undefined
  readonly linkOf: (rowId: string) => string
}

/** Where somebody is, or where each path stopped and what decided there. */
export function WhyNotAnswer({ answer, onShow, linkOf }: AnswerProps) {
  const t = useText()
  const titleOf = (nodeId: string) => answer.nodes.find((node) => node.nodeId === nodeId)?.title ?? nodeId
  const answers = answersOf(answer.ends)
  const isFound = answer.verdict === 'lead' || answer.verdict === 'undetermined'
  const shown = isFound ? [] : answers
  const others = answer.ends.filter((end) => !shown.includes(end) && end.kind !== 'lead' && end.kind !== 'undetermined')
  return (
    <article className="why-answer" aria-label={t({ zh: '查找结果', en: 'Answer' })}>
      <header data-verdict={answer.verdict}>
        <h3>{t(verdictText(answer))}</h3>
        <p>
          <code>{answer.understood.text}</code>
          {answer.understood.reason !== null && ` · ${t(answer.understood.reason)}`} ·{' '}
          {t({ zh: `数据读于 ${formatTime(answer.computedAt)}`, en: `data of ${formatTime(answer.computedAt)}` })}
        </p>
      </header>
      {!answer.sameModel && (
        <Notice tone="info">
          {t({
            zh: '模型在这次运行之后改过：这里按现在的模型、当时的数据回答。',
            en: 'The model changed after that run: this answers for the model as it is now, over the data of then.',
          })}
        </Notice>
      )}
      {answer.leads.length > 0 && (
        <ul className="why-leads">
          {answer.leads.map(({ rowId, rule, title, severity }) => (
            <li key={`${rule} ${rowId}`}>
              {severity !== null && <SeverityMark severity={severity}>{t(severityNames[severity])}</SeverityMark>}
              {rule} · {title}{' '}
              {rowId === null ? (
                <span className="muted">
                  {t({ zh: '那次运行里没有，重新运行后可打开', en: 'Not in that run; run again to open it' })}
                </span>
              ) : (
                <Link to={linkOf(rowId)}>{t({ zh: '打开线索', en: 'Open the lead' })}</Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown.map((end) => (
        <EndView key={keyOf(end)} end={end} titleOf={titleOf} onShow={onShow} />
      ))}
      {others.length > 0 && (
        <details className="why-others">
          <summary>
            {t({
              zh: `其他 ${others.length} 条路径（由上面引起，或只用于比对）`,
              en: `${others.length} other paths (they follow from the above, or are only looked up)`,
            })}
          </summary>
          {others.map((end) => (
            <EndView key={keyOf(end)} end={end} titleOf={titleOf} onShow={onShow} />
          ))}
        </details>
      )}
      <Sources answer={answer} titleOf={titleOf} onShow={onShow} />
    </article>
  )
}

const keyOf = ({ sourceNodeId, nodeId, port, kind, path }: WhyNotEnd) =>
  [sourceNodeId, nodeId, port, kind, ...path.map((step) => step.nodeId)].join(' ')

interface EndProps extends Pick<AnswerProps, 'onShow'> {
  readonly end: WhyNotEnd
  readonly titleOf: (nodeId: string) => string
}

function EndView({ end, titleOf, onShow }: EndProps) {
  const t = useText()
  const stops = end.kind === 'stopped' || end.kind === 'left' || end.kind === 'broken'
  const passed = end.path.some(({ nodeId }) => nodeId === end.nodeId)
  return (
    <section className="why-end" aria-label={t(endText(end, titleOf))}>
      <ol className="why-path" aria-label={t({ zh: '经过的节点', en: 'Nodes that were passed' })}>
        {end.path.map(({ nodeId, port, rows }) => (
          <li key={`${nodeId}.${port}`} data-passed="">
            <NodeName nodeId={nodeId} titleOf={titleOf} onShow={onShow} />
            <small>{t({ zh: `${formatCount(rows)} 行`, en: `${formatCount(rows)} rows` })}</small>
          </li>
        ))}
        {!passed && (
          <li data-stopped={stops || undefined} aria-current={stops ? 'step' : undefined}>
            <NodeName nodeId={end.nodeId} titleOf={titleOf} onShow={onShow} />
            {stops && <small>{t({ zh: '停在这里', en: 'stops here' })}</small>}
          </li>
        )}
      </ol>
      <p className="why-sentence">{t(endText(end, titleOf))}</p>
      {end.because !== null && (
        <p className="muted">
          {t({ zh: `原因在“${titleOf(end.because)}”`, en: `It follows from "${titleOf(end.because)}"` })}
        </p>
      )}
      {end.reasons.map((reason) => (
        <ReasonView key={reason.kind} reason={reason} titleOf={titleOf} />
      ))}
    </section>
  )
}

function NodeName({ nodeId, titleOf, onShow }: Omit<EndProps, 'end'> & { readonly nodeId: string }) {
  const t = useText()
  if (onShow === undefined) return <span>{titleOf(nodeId)}</span>
  return (
    <button type="button" onClick={() => onShow(nodeId)} title={t({ zh: '在画布上显示', en: 'Show on the canvas' })}>
      {titleOf(nodeId)}
    </button>
  )
}

function Sources({ answer, titleOf, onShow }: Pick<AnswerProps, 'answer' | 'onShow'> & Pick<EndProps, 'titleOf'>) {
  const t = useText()
  return (
    <details className="why-sources" open={answer.verdict === 'nowhere'}>
      <summary>{t({ zh: '在哪些数据源里找过', en: 'Where it was looked for' })}</summary>
      <table className="why-table">
        <thead>
          <tr>
            <th>{t({ zh: '数据源', en: 'Source' })}</th>
            <th>{t({ zh: '批次', en: 'Batch' })}</th>
            <th>{t({ zh: '读取', en: 'Read' })}</th>
            <th>{t({ zh: '比对的列', en: 'Columns' })}</th>
            <th>{t({ zh: '找到', en: 'Found' })}</th>
          </tr>
        </thead>
        <tbody>
          {answer.sources.map((source) => (
            <SourceRow key={source.nodeId} source={source} titleOf={titleOf} onShow={onShow} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function SourceRow({
  source: { nodeId, sourceName, batch, total, rows, capped, columns, near },
  ...names
}: Omit<EndProps, 'end'> & { readonly source: WhyNot['sources'][number] }) {
  const t = useText()
  return (
    <tr>
      <td>
        <NodeName nodeId={nodeId} {...names} />
        <small>{sourceName}</small>
      </td>
      <td className="why-batch" title={batch}>
        {batch}
      </td>
      <td>{total === null ? '—' : t({ zh: `${formatCount(total)} 行`, en: `${formatCount(total)} rows` })}</td>
      <td>
        {columns.length === 0
          ? t({ zh: '没有可比对的列', en: 'nothing to compare' })
          : columns.map((one) => t(one)).join('、')}
      </td>
      <td>{foundText()}</td>
    </tr>
  )

  function foundText(): string {
    if (rows.length > 0) {
      const listed = rows.slice(0, 5).join('、') + (rows.length > 5 ? '…' : '')
      return capped
        ? t({ zh: `超过 ${rows.length} 行，只跟踪前面的`, en: `more than ${rows.length} rows; the first are followed` })
        : t({ zh: `第 ${listed} 行`, en: `row ${listed}` })
    }
    if (near.length === 0) return t({ zh: '没有', en: 'none' })
    return t({
      zh: `没有；第 ${near.join('、')} 行前 17 位相同，只差校验位`,
      en: `none; row ${near.join(', ')} has the same first 17 digits`,
    })
  }
}
