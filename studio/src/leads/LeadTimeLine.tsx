import type { LeadDetail, Severity } from '@jianmo/engine/api'
import { useLanguage, useText } from '../text/use-text.ts'
import { overdueText } from './lead-sentence.ts'
import { labelWidth, layOutTime, leastWidth, type TimePoint } from './time-line.ts'
import './leads.css'

export interface LeadTimeLineProps {
  readonly timeline: LeadDetail['timeline']
  readonly deadline: string | null
  readonly days: number | null
  readonly severity: Severity
}

/** Height (px) of a row of labels: two lines and the date; and of the strip that holds the days over. */
const rowHeight = 58
const strip = 26

/** The time line of a lead: what happened when, the limit, and the days beyond it. */
export function LeadTimeLine({ timeline, deadline, days, severity }: LeadTimeLineProps) {
  const t = useText()
  const language = useLanguage()
  const { points, over, toScale, rows } = layOutTime(
    timeline.map((event) => ({ ...event, label: t(event.label) })),
    deadline,
  )
  if (points.length === 0) return null
  const beyond = days !== null && days > 0 ? overdueText(days, language) : null
  const axis = rows.above * rowHeight + strip
  const height = axis + 14 + rows.below * rowHeight

  return (
    <figure className="time-line" data-severity={severity}>
      <div className="time-line-box" style={{ height, minWidth: leastWidth }}>
        <i className="time-line-axis" style={{ top: axis - 1 }} />
        {over !== null && (
          <i
            className="time-line-over"
            style={{ left: `${over.from}%`, width: `${over.to - over.from}%`, top: axis - 5 }}
          />
        )}
        <ol>
          {points.map((point) => (
            <li
              key={point.date}
              data-kind={point.kind}
              data-over={over !== null && point.at >= over.from && point.at <= over.to}
              data-side={point.side}
              style={{ left: `${point.at}%` }}
            >
              <i className="time-line-leader" style={leaderOf(point, axis)} />
              <i className="time-line-point" style={{ top: axis - 8 }} />
              <span className="time-line-label" style={{ width: labelWidth, ...placeOf(point, axis, height) }}>
                <b>{point.labels.join(language === 'zh' ? '、' : ', ')}</b>
                <time dateTime={point.date}>{point.date}</time>
              </span>
            </li>
          ))}
        </ol>
        {over !== null && beyond !== null && (
          <span className="time-line-days" style={{ left: `${(over.from + over.to) / 2}%`, top: axis - 25 }}>
            {beyond}
          </span>
        )}
      </div>
      {!toScale && (
        <figcaption>{t({ zh: '间隔按先后示意，不按比例。', en: 'Gaps show the order, not the scale.' })}</figcaption>
      )}
    </figure>
  )
}

function placeOf({ side, row }: TimePoint, axis: number, height: number) {
  return side === 'above' ? { bottom: height - axis + strip + row * rowHeight } : { top: axis + 14 + row * rowHeight }
}

/** A thin line from the point to its label. */
function leaderOf({ side, row }: TimePoint, axis: number) {
  const length = side === 'above' ? strip - 4 + row * rowHeight : 10 + row * rowHeight
  return side === 'above' ? { top: axis - length, height: length } : { top: axis, height: length }
}
