import type { Severity } from '../api/wire.ts'

/** Worst first. */
const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'blue', 'green']

export function worstSeverity(found: readonly (Severity | null)[]): Severity {
  return severities.find((severity) => found.includes(severity)) ?? 'green'
}

export function countSeverities(leads: readonly { readonly severity: Severity }[]): Readonly<Record<Severity, number>> {
  const counts = { red: 0, orange: 0, yellow: 0, blue: 0, green: 0 }
  for (const { severity } of leads) counts[severity] += 1
  return counts
}
