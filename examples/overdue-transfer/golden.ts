import { readFileSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ExpectedLead, ExpectedUndetermined } from './generator/world.ts'

const read = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')

/** The hand-written statements: macros, views of one district over `raw_t01` … `raw_t19`, and `findings`. */
export function goldenSql(district: 'a' | 'b'): string {
  return [read('reading.sql'), read(`district-${district}.sql`), read('golden.sql')].join('\n')
}

export interface Findings {
  readonly leads: readonly ExpectedLead[]
  readonly cannotDetermine: readonly ExpectedUndetermined[]
}

/** Reads the table `findings` that `goldenSql` made. */
export const findingsQuery =
  'SELECT subject, rule, outcome, CAST(deadline AS VARCHAR), CAST(days AS INTEGER), severity, reason FROM findings ORDER BY rule, subject'

export function toFindings(rows: readonly (readonly unknown[])[]): Findings {
  const leads: ExpectedLead[] = []
  const cannotDetermine: ExpectedUndetermined[] = []
  for (const [subject, rule, outcome, deadline, days, severity, reason] of rows) {
    if (outcome === 'cannot-determine') cannotDetermine.push({ subject, rule, reason } as ExpectedUndetermined)
    else leads.push({ subject, rule, outcome, deadline, days, severity } as ExpectedLead)
  }
  return { leads, cannotDetermine }
}

export async function readFindings(connection: DuckDBConnection): Promise<Findings> {
  return toFindings((await connection.runAndReadAll(findingsQuery)).getRows())
}
