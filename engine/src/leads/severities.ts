import type { Outcome, RunDetail, Severity } from '../api/wire.ts'

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

/** Leads of each kind: a lead on which several rules fired is one. */
export function countOutcomes(leads: readonly { readonly outcome: string }[]): NonNullable<RunDetail['outcomes']> {
  const count = (outcome: Outcome) => leads.filter((lead) => lead.outcome === outcome).length
  return { violation: count('violation'), suspect: count('suspect') }
}
