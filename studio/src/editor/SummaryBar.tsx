import { Button } from 'antd'
import { Link } from 'react-router'
import { shownError } from '../app/problem-of.ts'
import { useView } from '../document/index.ts'
import { formatCount, formatSeconds, formatTime, useLanguage, useText } from '../text/index.ts'
import { type MarkKind, outcomeNames, SeverityMark } from '../ui/index.ts'
import type { RecountControl } from './use-recount.ts'

const shown: readonly MarkKind[] = ['red', 'orange', 'yellow', 'blue']

/** What the last run found, in leads and not in rows, and the way to them. */
export function SummaryBar({ hidden, recount }: { readonly hidden: boolean; readonly recount: RecountControl }) {
  const t = useText()
  const language = useLanguage()
  const figures = useView((view) => view.figures)
  const cards = useView((view) => view.stale)
  if (hidden || figures === null) return null
  const stale = cards.size > 0
  const counts = [
    ...(figures.outcomes === null
      ? [{ key: 'leads', label: t({ zh: '线索', en: 'Leads' }), count: figures.leads }]
      : [
          { key: 'violation', label: t(outcomeNames.violation), count: figures.outcomes.violation },
          { key: 'suspect', label: t(outcomeNames.suspect), count: figures.outcomes.suspect },
        ]),
    { key: 'undetermined', label: t(outcomeNames['cannot-determine']), count: figures.undetermined },
    { key: 'unidentified', label: t({ zh: '待核身份', en: 'Identity to verify' }), count: figures.unidentified },
  ]
  return (
    <section
      className="summary-bar"
      aria-label={t({ zh: '运行结果', en: 'Run result' })}
      data-stale={stale || undefined}
    >
      <span className="summary-mode">
        {figures.mode === 'trial' ? t({ zh: '试算', en: 'Trial' }) : t({ zh: '正式', en: 'Formal' })}
      </span>
      {counts.map(({ key, label, count }) => (
        <span key={key} data-key={key}>
          {label} <b>{formatCount(count)}</b>
        </span>
      ))}
      <span className="summary-severities">
        {shown.map((severity) => {
          const count = severity === 'unknown' ? 0 : figures.severities[severity]
          return count === 0 ? null : (
            <SeverityMark key={severity} severity={severity} size={12}>
              {formatCount(count)}
            </SeverityMark>
          )
        })}
      </span>
      <span className="space" />
      <span className="muted">
        {stale ? `${t({ zh: '模型已改动，结果可能过时', en: 'The model changed since' })} · ` : ''}
        {figures.recount !== null &&
          `${t({
            zh: `${formatTime(figures.recount.at)} 重新计算了 ${formatCount(figures.recount.nodes)} 个节点，线索仍是运行时的`,
            en: `${formatCount(figures.recount.nodes)} cards counted again ${formatTime(figures.recount.at)}; the leads are the run's`,
          })} · `}
        {figures.finishedAt !== null && `${formatTime(figures.finishedAt)} · `}
        {formatSeconds(figures.seconds, language)}
      </span>
      {(recount.start !== null || recount.pending) && (
        <Button size="small" loading={recount.pending} onClick={() => recount.start?.()}>
          {t({
            zh: `只重新计算 ${formatCount(recount.waiting)} 个过时节点`,
            en: `Count ${formatCount(recount.waiting)} stale cards again`,
          })}
        </Button>
      )}
      {recount.error !== null && (
        <span className="summary-error" role="alert">
          {t(shownError(recount.error).text)}
        </span>
      )}
      <Link to={`/runs/${figures.runId}`}>
        {t({ zh: `查看 ${formatCount(figures.leads)} 条线索`, en: `See ${formatCount(figures.leads)} leads` })}
      </Link>
    </section>
  )
}
