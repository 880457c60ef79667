import type { LeadDetail } from '@jianmo/engine/api'

type LeadEvent = LeadDetail['timeline'][number]

export interface TimePoint {
  readonly date: string
  readonly labels: readonly string[]
  readonly kind: LeadEvent['kind']
  /** 0…100, share of the drawn width. */
  readonly at: number
  /** Where its label stands: row 0 is next to the line. */
  readonly side: 'above' | 'below'
  readonly row: number
}

export interface TimeSpan {
  readonly from: number
  readonly to: number
}

export interface TimeLayout {
  readonly points: readonly TimePoint[]
  /** From the deadline to the end, when the end lies beyond it. */
  readonly over: TimeSpan | null
  /** False if gaps had to be widened or shortened to keep labels apart. */
  readonly toScale: boolean
  /** Rows of labels above and below the line. */
  readonly rows: { readonly above: number; readonly below: number }
}

/** The line is drawn at least this wide (px), so that what is apart here is apart on the screen. */
export const leastWidth = 760
/** Labels break after this width (px). */
export const labelWidth = 132
const margin = 8

const rank = { event: 0, deadline: 1, end: 2 } satisfies Record<LeadEvent['kind'], number>

/** Places events of a lead on a line: in proportion to time, but never closer than can be told apart, and labels in rows
 * so that none lies on another. */
export function layOutTime(
  events: readonly (Omit<LeadEvent, 'label'> & { readonly label: string })[],
  deadline: string | null,
): TimeLayout {
  const days = mergeDays(events)
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined)
    return { points: [], over: null, toScale: true, rows: { above: 0, below: 0 } }

  const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
  const width = 100 - 2 * margin
  // What lies beyond the end (say, a sentence that ends in five years) must not press the span that matters together.
  const endIndex = days.findLastIndex(({ kind }) => kind === 'end')
  const horizon = endIndex > 0 ? (days[endIndex] ?? last) : last
  const whole = Math.max(1, dayOf(horizon.date) - dayOf(first.date))
  const least = Math.min(9, width / Math.max(1, days.length - 1))
  const gaps = days
    .slice(1)
    .map((day, index) => ((dayOf(day.date) - dayOf(days[index]?.date ?? day.date)) / whole) * width)
  const widened = gaps.map((gap, index) =>
    endIndex > 0 && index >= endIndex ? Math.min(Math.max(gap, least), 14) : Math.max(gap, least),
  )
  const scale =
    width /
    Math.max(
      1,
      widened.reduce((sum, gap) => sum + gap, 0),
    )
  const places: number[] = []
  for (const index of days.keys())
    places.push(
      days.length === 1 ? 50 : index === 0 ? margin : (places[index - 1] ?? 0) + (widened[index - 1] ?? 0) * scale,
    )

  const taken = new Map<string, number>()
  const points = days.map((day, index): TimePoint => {
    const at = places[index] ?? margin
    const half = (Math.min(labelWidth, Math.max(74, widthOf(day.labels.join('、')))) / leastWidth) * 50 + 0.6
    const lane = lanesFrom(index).find(({ side, row }) => (taken.get(`${side} ${row}`) ?? -Infinity) <= at - half) ?? {
      side: 'below' as const,
      row: 2,
    }
    taken.set(`${lane.side} ${lane.row}`, at + half)
    return { ...day, at, ...lane }
  })

  const limit = points.find((point) => point.date === deadline) ?? points.find(({ kind }) => kind === 'deadline')
  const end = points.findLast(({ kind }) => kind === 'end')
  const rowsOf = (wanted: TimePoint['side']) =>
    Math.max(0, ...points.filter(({ side }) => side === wanted).map(({ row }) => row + 1))
  return {
    points,
    over: limit !== undefined && end !== undefined && end.date > limit.date ? { from: limit.at, to: end.at } : null,
    toScale: gaps.every((gap, index) => Math.abs(gap - (widened[index] ?? gap)) < 0.01),
    rows: { above: rowsOf('above'), below: rowsOf('below') },
  }
}

/** One entry a day; what happened on the same day shares a point, and the weightiest kind gives it its look. */
function mergeDays(events: readonly (Omit<LeadEvent, 'label'> & { readonly label: string })[]) {
  const byDate = new Map<string, { readonly date: string; readonly labels: string[]; kind: LeadEvent['kind'] }>()
  for (const { date, label, kind } of events.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const same = byDate.get(date)
    if (same === undefined) byDate.set(date, { date, labels: [label], kind })
    else {
      if (!same.labels.includes(label)) same.labels.push(label)
      if (rank[kind] > rank[same.kind]) same.kind = kind
    }
  }
  return [...byDate.values()]
}

/** Sides alternate, near rows before far ones. */
function lanesFrom(index: number): readonly { readonly side: TimePoint['side']; readonly row: number }[] {
  const sides = index % 2 === 0 ? (['above', 'below'] as const) : (['below', 'above'] as const)
  return [0, 1, 2].flatMap((row) => sides.map((side) => ({ side, row })))
}

/** Width of a text of 12 px, roughly: Chinese characters are square, others a little over half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[⺀-￯]/.test(character) ? 12.2 : 7), 0)
}
