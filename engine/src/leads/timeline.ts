import type { TimelineEntry } from '@jianmo/catalog'
import { isMasked } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import type { FiredRule } from '../api/wire.ts'
import type { Row } from '../execution/index.ts'

interface TimelineRequest {
  readonly row: Row
  readonly rules: readonly FiredRule[]
  readonly columns: readonly Column[]
  /** Names of the date columns that the model shows, in its own order. */
  readonly dates: readonly string[]
  readonly runDate: string
}

/** What happened when, the deadlines between, and the run date as the end; in order of date. */
export function timelineOf({ row, rules, columns, dates, runDate }: TimelineRequest): readonly TimelineEntry[] {
  const events = dates.flatMap((name): readonly TimelineEntry[] => {
    const column = columns.find((each) => each.name === name)
    const value = row[name]
    // A time line shows days as they are: a birthday has no place on it.
    if (column === undefined || isMasked(column) || value === null || value === undefined) return []
    return [{ label: column.label, date: String(value).slice(0, 10), kind: 'event' }]
  })
  const deadlines = rules.flatMap(({ title, deadline }): readonly TimelineEntry[] =>
    deadline === null
      ? []
      : [{ label: { zh: `期限：${title}`, en: `Deadline: ${title}` }, date: deadline, kind: 'deadline' }],
  )
  const end: TimelineEntry = { label: { zh: '运行日期', en: 'Run date' }, date: runDate, kind: 'end' }
  return [...events, ...deadlines, end].sort((left, right) =>
    left.date < right.date ? -1 : left.date > right.date ? 1 : 0,
  )
}
