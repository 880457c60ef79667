import type { SourceColumn } from '../words/column.ts'
import type { ColumnProfile, Trust, ValueCount } from '../words/profile.ts'
import { compareByCodePoint } from './code-points.ts'
import { histogramOf } from './histogram.ts'
import { proposeType } from './propose-type.ts'

/** What a column is called; its type, if the source has types. */
export type NamedColumn = Pick<SourceColumn, 'name' | 'comment'> & Partial<Pick<SourceColumn, 'type'>>

/** What was computed over all rows of the table. */
export type ExactFigures = Pick<ColumnProfile, 'nulls' | 'empties' | 'lengths' | 'min' | 'max' | 'distinct'>

/** The values of a column that were looked at, without NULL and empty texts; `exact` if these are all. */
export interface SeenValues {
  readonly values: readonly ValueCount[]
  readonly trust: Trust
}

/** Rows that a profile of a larger table looks at closely: a share is then known to half a percent. */
export const sampleRows = 10_000

/** A longer value is cut to this many characters: a profile shows values, it does not copy documents. */
export const longestShown = 500

export function toColumnProfile(
  column: NamedColumn,
  { exact, seen, topValues }: { readonly exact: ExactFigures; readonly seen: SeenValues; readonly topValues: number },
): ColumnProfile {
  const { trust } = seen
  const semantic = proposeType(seen.values, { hint: hintOf(column), trust })
  return {
    column: column.name,
    ...exact,
    min: exact.min?.slice(0, longestShown) ?? null,
    max: exact.max?.slice(0, longestShown) ?? null,
    top: {
      values: seen.values
        .toSorted(byFrequency)
        .slice(0, topValues)
        .map(({ value, rows }) => ({ value: value.slice(0, longestShown), rows })),
      trust,
    },
    semantic,
    histogram: histogramOf(seen.values, { type: semantic?.type ?? null, trust }),
  }
}

/** A date column is one, even if it holds little more than placeholders such as 9999-12-31. */
function hintOf({ name, comment = '', type }: NamedColumn): string {
  return [name, comment, ...(type === 'date' || type === 'timestamp' ? [type] : [])].join(' ')
}

/** Counts of the values that are neither NULL nor empty. */
export function countValues(values: Iterable<string | null>): readonly ValueCount[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, rows]) => ({ value, rows }))
}

function byFrequency(a: ValueCount, b: ValueCount): number {
  return b.rows - a.rows || compareByCodePoint(a.value, b.value)
}
