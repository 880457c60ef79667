import type { LeadDetail, Severity } from '@jianmo/engine/api'
import { useLanguage, useText } from '../text/use-text.ts'
import { overdueText } from './lead-sentence.ts'
import { layOutTime } from './time-line.ts'
import './leads.css'

export interface LeadTimeLineProps {
  readonly timeline: LeadDetail['timeline']
  readonly deadline: string | null
  readonly days: number | null
  readonly severity: Severity
}

/** The time line of a lead: what happened when, the limit, and the days beyond it. */
export function LeadTimeLine({ timeline, deadline, days, severity }: LeadTimeLineProps) {
  const t = useText()
  const language = useLanguage()
  const { points, over, toScale } = layOutTime(
    timeline.map((event) => ({ ...event, label: t(event.label) })),
    deadline,
  )
  if (points.length === 0) return null
  const beyond = days !== null && days > 0 ? overdueText(days, language) : null

  return (
    <figure className="time-line" data-severity={severity}>
      <div className="time-line-box">
        <i className="time-line-axis" />
        {over !== null && (
          <>
            <i className="time-line-over" style={{ left: `${over.from}%`, width: `${over.to - over.from}%` }} />
            {beyond !== null && (
              <span className="time-line-days" style={{ left: `${(over.from + over.to) / 2}%` }}>
                {beyond}
              </span>
            )}
          </>
        )}
        <ol>
          {points.map((point, index) => (
            <li key={point.date} data-kind={point.kind} data-over={over !== null && point.at >= over.from} data-side={index % 2 === 0 ? 'above' : 'below'} style={{ left: `${point.at}%` }}>
              <i className="time-line-point" />
              <span className="time-line-label">
                <b>{point.labels.join(language === 'zh' ? '、' : ', ')}</b>
                <time dateTime={point.date}>{point.date}</time>
              </span>
            </li>
          ))}
        </ol>
      </div>
      {!toScale && <figcaption>{t({ zh: '间隔按先后示意，不按比例。', en: 'Gaps show the order, not the scale.' })}</figcaption>}
    </figure>
  )
}
