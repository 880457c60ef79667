import type { ColumnProfile } from '@jianmo/connectors/words'
import { formatCount, useText } from '../text/index.ts'
import { axisText, histogramText } from './profile-words.ts'

const width = 320
const gap = 2

/** Equal ranges as bars; the sentence beside the picture says the same. */
export function Histogram({
  histogram,
  height,
}: {
  readonly histogram: NonNullable<ColumnProfile['histogram']>
  readonly height: number
}) {
  const t = useText()
  const { bins } = histogram
  const most = Math.max(1, ...bins.map(({ rows }) => rows))
  const step = width / Math.max(1, bins.length)
  const words = t(histogramText(histogram))
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t({ zh: `分布：${words}`, en: `Distribution: ${words}` })}
      style={{ height }}
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
      {bins.map((bin, index) => {
        // What is not nothing is seen, however little it is.
        const tall = bin.rows === 0 ? 0 : Math.max(2, (bin.rows / most) * (height - 2))
        return (
          <rect
            key={bin.from}
            x={index * step + gap / 2}
            width={Math.max(1, step - gap)}
            y={height - 1 - tall}
            height={tall}
          >
            <title>{`${axisText(bin.from)} — ${axisText(bin.to)}: ${formatCount(bin.rows)}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
