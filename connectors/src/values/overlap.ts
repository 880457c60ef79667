import { dayNumber, isDay } from './days.ts'
import { found, none, type Outcome } from './outcome.ts'

export type OverlapReason = 'missing' | 'bad-date' | 'reversed' | 'open'

/**
 * Days that two periods share, both ends counted: 01-01..01-10 and 01-10..01-20 share 1. An end that is null is open: the period
 * still runs. Two open ends share days without end (`open`). A start that is null is `missing`: nobody knows. A period that
 * ends before it starts is `reversed`.
 */
export function overlapDays(
  ...[a1, a2, b1, b2]: readonly [string | null, string | null, string | null, string | null]
): Outcome<number, OverlapReason> {
  if (a1 === null || b1 === null) return none('missing')
  if (![a1, a2, b1, b2].every((day) => day === null || isDay(day))) return none('bad-date')
  if ((a2 !== null && a2 < a1) || (b2 !== null && b2 < b1)) return none('reversed')
  if (a2 === null && b2 === null) return none('open')
  const first = Math.max(dayNumber(a1), dayNumber(b1))
  const last = Math.min(...[a2, b2].filter((end) => end !== null).map(dayNumber))
  return found(Math.max(0, last - first + 1))
}
