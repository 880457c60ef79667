import type { Dialect } from './function-spec.ts'

export interface Groups {
  /** The name of the groups, unlike any other around it. */
  readonly name: string
  readonly sql: string
  readonly pattern: string
  readonly count: number
}

/** SQL of a dialect that has texts, patterns and a way to name a value. Patterns: `[0-9]`, `\uXXXX`, greedy, no look-around. */
export interface SqlWords {
  readonly dialect: Extract<Dialect, 'duckdb' | 'postgres'>
  /** `body` may name the value as often as it likes; `value` is written and computed once. */
  readonly let: (name: string, value: string, body: (name: string) => string) => string
  /** Several values side by side, none of which mentions another: DuckDB takes twice as long to plan for each `let` in a `let`. */
  readonly letAll: <Name extends string>(
    values: Readonly<Record<Name, string>>,
    body: (names: Readonly<Record<Name, string>>) => string,
  ) => string
  readonly matches: (sql: string, pattern: string) => string
  /** The text with every match replaced; `\1` in `to` is the first group. */
  readonly replace: (sql: string, pattern: string, to: string) => string
  readonly replaceFirst: (sql: string, pattern: string, to: string) => string
  /** The groups of a pattern (nine at most) in one pass; what did not match is the empty text. */
  readonly groups: (found: Groups, body: (group: (index: number) => string) => string) => string
  /** The groups as a value, to be named with others and taken apart by `group`. */
  readonly groupsOf: (sql: string, pattern: string, count: number) => string
  readonly group: (groups: string, index: number) => string
  /** Digits as a whole number of up to 38 places. */
  readonly whole: (sql: string) => string
  readonly integer: (sql: string) => string
}

/** A SQL text literal of the engine's own constants. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** A pattern of `values` as engines write it: `[0-9]` for `\d`, which some engines let be any digit, and groups without names. */
export function sqlPattern({ source }: RegExp): string {
  let inClass = false
  return source
    .replace(/\(\?<[A-Za-z]+>/g, '(')
    .replaceAll(String.raw`\/`, '/')
    .replace(/\\u[0-9a-f]{4}|\\d|\\.|[[\]]/g, (sign) => {
      if (sign === '[' || sign === ']') inClass = sign === '['
      return sign === String.raw`\d` ? (inClass ? '0-9' : '[0-9]') : sign
    })
}

/** The same without any group. */
export const groupless = (pattern: string): string => pattern.replace(/(\\.)|\((?!\?)/g, (_, kept) => kept ?? '(?:')

const namesOf = <Name extends string>(values: Readonly<Record<Name, string>>) => Object.keys(values) as Name[]

const named = <Name extends string>(values: Readonly<Record<Name, string>>, nameOf: (name: Name) => string) =>
  Object.fromEntries(namesOf(values).map((name) => [name, nameOf(name)])) as Record<Name, string>

const re2 = (pattern: string) => quoted(pattern.replace(/\\u([0-9a-f]{4})/g, String.raw`\x{$1}`))

/**
 * DuckDB names a value as the parameter of a lambda: about 0.1 µs a row (1.5.6), while the same expression written out twice is
 * computed twice inside a CASE. Its binder hashes the body of a lambda twice, so that fourteen in one another took 0.3 s to plan:
 * a `let` whose value is a `let` costs nothing of the kind.
 */
export const duckdbWords: SqlWords = {
  dialect: 'duckdb',
  let: (name, value, body) => `list_transform([${value}], lambda ${name}: ${body(name)})[1]`,
  letAll: (values, body) => {
    const all = `${namesOf(values).join('')}_`
    const fields = namesOf(values).map((name) => `${name}: ${values[name]}`)
    return duckdbWords.let(all, `{${fields.join(', ')}}`, () => body(named(values, (name) => `${all}.${name}`)))
  },
  matches: (sql, pattern) => `regexp_matches(${sql}, ${re2(pattern)})`,
  replace: (sql, pattern, to) => `regexp_replace(${sql}, ${re2(pattern)}, ${quoted(to)}, 'g')`,
  replaceFirst: (sql, pattern, to) => `regexp_replace(${sql}, ${re2(pattern)}, ${quoted(to)})`,
  groups: ({ name, sql, pattern, count }, body) =>
    duckdbWords.let(name, duckdbWords.groupsOf(sql, pattern, count), (found) =>
      body((index) => duckdbWords.group(found, index)),
    ),
  groupsOf: (sql, pattern, count) => {
    const names = Array.from({ length: count }, (_, index) => quoted(`g${index + 1}`))
    return `regexp_extract(${sql}, ${re2(pattern)}, [${names.join(', ')}])`
  },
  group: (groups, index) => `${groups}.g${index}`,
  whole: (sql) => `CAST(${sql} AS HUGEINT)`,
  integer: (sql) => `CAST(${sql} AS BIGINT)`,
}

/** PostgreSQL names a value in a scalar subquery; `OFFSET 0` keeps the planner from writing the value into every mention. */
export const postgresWords: SqlWords = {
  dialect: 'postgres',
  let: (name, value, body) => `(SELECT ${body(name)} FROM (SELECT ${value} AS ${name} OFFSET 0) AS ${name}_)`,
  letAll: (values, body) => {
    const columns = namesOf(values).map((name) => `${values[name]} AS ${name}`)
    const all = `${namesOf(values).join('')}_`
    return `(SELECT ${body(named(values, (name) => name))} FROM (SELECT ${columns.join(', ')} OFFSET 0) AS ${all})`
  },
  matches: (sql, pattern) => `${sql} ~ ${quoted(pattern)}`,
  replace: (sql, pattern, to) => `regexp_replace(${sql}, ${quoted(pattern)}, ${quoted(to)}, 'g')`,
  replaceFirst: (sql, pattern, to) => `regexp_replace(${sql}, ${quoted(pattern)}, ${quoted(to)})`,
  groups: ({ name, sql, pattern, count }, body) =>
    postgresWords.let(name, postgresWords.groupsOf(sql, pattern, count), (found) =>
      body((index) => postgresWords.group(found, index)),
    ),
  groupsOf: (sql, pattern) => `regexp_match(${sql}, ${quoted(pattern)})`,
  group: (groups, index) => `coalesce(${groups}[${index}], '')`,
  whole: (sql) => `CAST(${sql} AS numeric)`,
  integer: (sql) => `CAST(${sql} AS bigint)`,
}
