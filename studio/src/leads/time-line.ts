import type { LeadDetail } from '@jianmo/engine/api'

type LeadEvent = LeadDetail['timeline'][number]

export interface TimePoint {
  readonly date: string
  readonly labels: readonly string[]
  readonly kind: LeadEvent['kind']
  /** 0…100, share of the drawn width. */
  readonly at: number
}

export interface TimeSpan {
  readonly from: number
  readonly to: number
}

export interface TimeLayout {
  readonly points: readonly TimePoint[]
  /** From the deadline to the end, when the end lies beyond it. */
  readonly over: TimeSpan | null
  /** False if short gaps had to be widened to keep labels apart. */
  readonly toScale: boolean
}

const rank = { event: 0, deadline: 1, end: 2 } satisfies Record<LeadEvent['kind'], number>
const margin = 7

/** Places events of a lead on a line: in proportion to time, but never closer than their labels need. */
export function layOutTime(events: readonly (Omit<LeadEvent, 'label'> & { readonly label: string })[], deadline: string | null): TimeLayout {
  const byDate = new Map<string, { labels: string[]; kind: LeadEvent['kind'] }>()
  for (const { date, label, kind } of [...events].sort((a, b) => a.date.localeCompare(b.date))) {
    const same = byDate.get(date)
    if (same === undefined) byDate.set(date, { labels: [label], kind })
    else {
      if (!same.labels.includes(label)) same.labels.push(label)
      if (rank[kind] > rank[same.kind]) same.kind = kind
    }
  }
  const dates = [...byDate.keys()]
  const first = dates[0]
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return { points: [], over: null, toScale: true }

  const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
  const whole = Math.max(1, day(last) - day(first))
  // Labels alternate above and below the line, so neighbours may stand at half a label's width.
  const least = dates.length > 5 ? 9 : 12
  const width = 100 - 2 * margin
  const gaps = dates.slice(1).map((date, index) => ((day(date) - day(dates[index] ?? date)) / whole) * width)
  const widened = gaps.map((gap) => Math.max(gap, least))
  const scale = width / Math.max(1, widened.reduce((sum, gap) => sum + gap, 0))

  let at = dates.length === 1 ? 50 : margin
  const points = dates.map((date, index) => {
    if (index > 0) at += (widened[index - 1] ?? 0) * scale
    const { labels, kind } = byDate.get(date) ?? { labels: [], kind: 'event' as const }
    return { date, labels, kind, at }
  })

  const limit = points.find((point) => point.date === deadline) ?? points.find(({ kind }) => kind === 'deadline')
  const end = points.findLast(({ kind }) => kind === 'end')
  const over = limit !== undefined && end !== undefined && end.date > limit.date ? { from: limit.at, to: end.at } : null
  return { points, over, toScale: gaps.every((gap) => gap >= least) }
}
