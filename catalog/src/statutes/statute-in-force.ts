import type { Statute } from '@jianmo/connectors/words'

/** The text of `key` that is in force on `date` (`yyyy-mm-dd`, both ends of a window inclusive); null if there is none. */
export function statuteInForce(statutes: readonly Statute[], key: string, date: string): Statute | null {
  return (
    statutes.find(
      (statute) =>
        statute.key === key &&
        (statute.inForceFrom === null || statute.inForceFrom <= date) &&
        (statute.inForceTo === null || date <= statute.inForceTo),
    ) ?? null
  )
}
