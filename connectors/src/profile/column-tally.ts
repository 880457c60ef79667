import type { ColumnProfile, ValueCount } from '../words/profile.ts'
import { codePointLength, compareByCodePoint } from './code-points.ts'
import { countValues, longestShown, type NamedColumn, toColumnProfile } from './column-profile.ts'

/** Distinct values that one column keeps in memory; beyond, only those whose hash ends in ever more zero bits. */
const mostKept = 20_000

/** Figures of one column while rows go by. */
export interface ColumnTally {
  add(value: string | null): void
  /** `sample`: this column's values in the rows that were kept; with all of `rows` among them everything is exact. */
  profile(kept: { readonly sample: readonly (string | null)[]; readonly topValues: number }): ColumnProfile
}

/** Counts a column of texts in one pass: everything exact but, beyond `mostKept` distinct values, their number. */
export function openColumnTally(column: NamedColumn): ColumnTally {
  const counts = new Map<string, number>()
  let level = 0
  let [rows, nulls, empties, characters] = [0, 0, 0, 0]
  let [shortest, longest] = [Number.POSITIVE_INFINITY, 0]
  let min: string | null = null
  let max: string | null = null

  function count(value: string): void {
    const key = keyOf(value)
    const known = counts.get(key)
    if (known !== undefined) {
      counts.set(key, known + 1)
      return
    }
    if (!isKept(key, level)) return
    counts.set(key, 1)
    while (counts.size > mostKept) {
      level++
      for (const other of counts.keys()) if (!isKept(other, level)) counts.delete(other)
    }
  }

  return {
    add(value) {
      rows++
      if (value === null) {
        nulls++
        return
      }
      if (value === '') {
        empties++
        return
      }
      if (min === null || compareByCodePoint(value, min) < 0) min = value
      if (max === null || compareByCodePoint(value, max) > 0) max = value
      const length = codePointLength(value)
      characters += length
      if (length < shortest) shortest = length
      if (length > longest) longest = length
      count(value)
    },
    profile({ sample, topValues }) {
      const present = rows - nulls - empties
      const complete = level === 0
      const seen: readonly ValueCount[] = complete
        ? [...counts].map(([value, inRows]) => ({ value, rows: inRows }))
        : countValues(sample.map((value) => (value === null ? null : keyOf(value))))
      const distinct = Math.min(counts.size * 2 ** level, present)
      return toColumnProfile(column, {
        exact: {
          nulls,
          empties,
          distinct: { count: distinct, trust: complete ? 'exact' : 'estimated' },
          lengths: present === 0 ? null : { min: shortest, max: longest, mean: characters / present },
          min,
          max,
        },
        seen: { values: seen, trust: complete ? 'exact' : 'sampled' },
        topValues,
      })
    },
  }
}

/** Long texts are told apart by their beginning, their length and a hash. */
function keyOf(value: string): string {
  return value.length <= longestShown ? value : `${value.slice(0, longestShown)}… ${value.length} ${hashOf(value)}`
}

/** Of 2^level values one is kept, always the same one. */
function isKept(key: string, level: number): boolean {
  return level === 0 || hashOf(key) % 2 ** level === 0
}

/** FNV-1a over UTF-16 with murmur's last mixing: 32 bits, every bit of which depends on every character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
