import { formatShare } from '../text/index.ts'

interface Props {
  readonly part: number
  readonly whole: number
  readonly tone?: 'plain' | 'ok' | 'warn'
  /** What the share is of, for those who do not see the column's title. */
  readonly label: string
}

/** A share as a bar with its figure. */
export function ShareBar({ part, whole, tone = 'plain', label }: Props) {
  const share = formatShare(part, whole)
  const percent = whole === 0 ? 0 : (part / whole) * 100
  return (
    <span className="share-bar" data-tone={tone} title={label}>
      <span className="track" aria-hidden="true">
        <i className="fill" style={{ width: part > 0 ? `max(2px, ${percent}%)` : 0 }} />
      </span>
      <span className="visually-hidden">{label} </span>
      <span className="figure">{share}</span>
    </span>
  )
}
