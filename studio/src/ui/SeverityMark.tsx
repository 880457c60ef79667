import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { type MarkKind, severityNames } from './severity.ts'

/** Colour and shape together: octagon, triangle, diamond, circle, ring, dashed ring. */
const shapes = {
  red: <path d="M4.3 1h5.4L13 4.3v5.4L9.7 13H4.3L1 9.7V4.3z" fill="currentColor" />,
  orange: <path d="M7 1.2l6 11H1z" fill="currentColor" />,
  yellow: <path d="M7 .8L13.2 7 7 13.2.8 7z" fill="currentColor" />,
  blue: <circle cx="7" cy="7" r="5.6" fill="currentColor" />,
  green: <circle cx="7" cy="7" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  unknown: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 2" />,
} satisfies Record<MarkKind, ReactNode>

export interface SeverityMarkProps {
  readonly severity: MarkKind
  /** Words beside the shape. Without them the shape carries its name for screen readers. */
  readonly children?: ReactNode
  readonly size?: number
}

export function SeverityMark({ severity, children, size = 13 }: SeverityMarkProps) {
  const t = useText()
  const name = t(severityNames[severity])
  const style = { width: size, height: size }
  return (
    <span className="mark" data-severity={severity}>
      {children === undefined ? (
        <svg viewBox="0 0 14 14" style={style} role="img" aria-label={name}>
          <title>{name}</title>
          {shapes[severity]}
        </svg>
      ) : (
        <svg viewBox="0 0 14 14" style={style} aria-hidden="true">
          {shapes[severity]}
        </svg>
      )}
      {children}
    </span>
  )
}
