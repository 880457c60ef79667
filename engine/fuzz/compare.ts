import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import { type Datum, isDecimal, keyOf } from '../src/expression/index.ts'
import type { Row } from '../src/plan/reference/interpret.ts'

/** Bags, NULL-safe, exact for everything but floats (relative 1e-9, absolute 1e-12). Null if they are the same. */
export function differenceOf(
  expected: readonly Row[],
  found: readonly Row[],
  types: readonly ColumnType[],
): { readonly missing: readonly Row[]; readonly extra: readonly Row[] } | null {
  const key = (row: Row) => row.map((value) => keyOf(value)).join()
  const counts = new Map<string, Row[]>()
  for (const row of expected) counts.set(key(row), [...(counts.get(key(row)) ?? []), row])
  const extra: Row[] = []
  for (const row of found) {
    if (!counts.get(key(row))?.pop()) extra.push(row)
  }
  const missing = [...counts.values()].flat()
  const isNear = types.some((type) => typeNameOf(type) === 'float') ? nearlyEqual : null
  // Exact twins are gone: what is left may differ in the last bits of a float.
  const lonely = extra.filter((row) => {
    const twin = isNear ? missing.findIndex((other) => isNear(other, row)) : -1
    if (twin < 0) return true
    missing.splice(twin, 1)
    return false
  })
  return missing.length + lonely.length === 0 ? null : { missing, extra: lonely }
}

function nearlyEqual(left: Row, right: Row): boolean {
  return left.every((a, at) => {
    const b = right[at] ?? null
    if (typeof a !== 'number' || typeof b !== 'number') return keyOf(a) === keyOf(b)
    return Math.abs(a - b) <= 1e-12 || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
  })
}

/** A row as a person reads it in a report. */
export function showRow(row: Row): string {
  return `(${row.map(showDatum).join(', ')})`
}

function showDatum(datum: Datum): string {
  if (datum === null) return 'NULL'
  if (typeof datum === 'bigint') return String(datum)
  return isDecimal(datum) ? datum.toFixed() : JSON.stringify(datum)
}
