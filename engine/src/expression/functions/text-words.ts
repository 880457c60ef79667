import type { Dialect } from './function-spec.ts'
import { quote } from './reading-sql.ts'

/** How a dialect says what reading a text is made of. */
export interface TextWords {
  /** A value that `body` names several times but that is computed once. */
  readonly once: (name: string, value: string, body: string) => string
  /** The whole text fits a pattern. */
  readonly fits: (sql: string, pattern: string) => string
  /** A text of at most 18 digits as an integer. */
  readonly number: (sql: string) => string
  readonly quotient: (sql: string, by: string) => string
  /** `yyyy-mm-dd`, known to be a day, as a date. */
  readonly day: (sql: string) => string
}

export const textWords: Readonly<Record<Exclude<Dialect, 'mysql'>, TextWords>> = {
  duckdb: {
    once: (name, value, body) => `list_transform([${value}], lambda ${name}: ${body})[1]`,
    fits: (sql, pattern) => `regexp_full_match(${sql}, ${quote(pattern)})`,
    number: (sql) => `TRY_CAST(${sql} AS bigint)`,
    quotient: (sql, by) => `${sql} // ${by}`,
    day: (sql) => `TRY_CAST(${sql} AS date)`,
  },
  postgres: {
    // Without OFFSET the planner puts the value in everywhere, and it is computed each time.
    once: (name, value, body) => `(SELECT ${body} FROM (SELECT ${value} AS ${name} OFFSET 0) AS ${name}_once)`,
    fits: (sql, pattern) => `${sql} ~ ${quote(`^(?:${pattern})$`)}`,
    number: (sql) => `CAST(${sql} AS bigint)`,
    quotient: (sql, by) => `${sql} / ${by}`,
    day: (sql) => `CAST(${sql} AS date)`,
  },
  trino: {
    once: (name, value, body) => `element_at(transform(ARRAY[${value}], ${name} -> ${body}), 1)`,
    // `$` would also stand before a line feed at the end.
    fits: (sql, pattern) => `regexp_like(${sql}, ${quote(String.raw`^(?:${pattern})\z`)})`,
    number: (sql) => `TRY_CAST(${sql} AS bigint)`,
    quotient: (sql, by) => `${sql} / ${by}`,
    day: (sql) => `TRY_CAST(${sql} AS date)`,
  },
}
