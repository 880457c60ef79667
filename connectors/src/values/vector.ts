/**
 * One proved case of a rule: what goes in, what must come out, and the reasoning that leads there. The engine proves its functions
 * with the same cases on every database, so everything here is plain JSON.
 */
export interface Vector {
  /** The function of this room. A calendar is not among the arguments: it is always `chinaCalendar`. */
  readonly call: string
  readonly args: readonly unknown[]
  readonly expected: unknown
  /** Why there is no value; null if there is one. */
  readonly reason: string | null
  /** The article or standard that decides. */
  readonly article: string
  readonly why: string
}

/** Arguments, expected value, reasoning, and the reason code if nothing is expected. */
export type VectorRow = readonly [args: readonly unknown[], expected: unknown, why: string, reason?: string]

export function vectorsOf(call: string, article: string, rows: readonly VectorRow[]): readonly Vector[] {
  return rows.map(([args, expected, why, reason = null]) => ({ call, args, expected, reason, article, why }))
}
