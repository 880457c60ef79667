import type { Implementation, TemplateCall } from './function-spec.ts'
import { none } from './function-spec.ts'
import { duckdbWords, postgresWords, type SqlWords } from './sql-words.ts'

/** A rule of `values` where it is proved: DuckDB and PostgreSQL. `shows` is a call that the others cannot compute. */
export function provedOn(shows: string, rule: (words: SqlWords) => string): NonNullable<Implementation['dialects']> {
  return {
    duckdb: () => rule(duckdbWords),
    postgres: () => rule(postgresWords),
    mysql: none(
      'MySQL 与 MariaDB 没有逐字替换（TRANSLATE），也不能给中间结果命名，写出来会成倍重复',
      'MySQL and MariaDB have no TRANSLATE and no name for a value on the way, so that the rule would repeat itself many times over',
      shows,
    ),
    trino: none(
      '尚未在真实的 Trino 上验证与规则逐字一致',
      'Not yet proved to agree with the rule on a real Trino',
      shows,
    ),
  }
}

/** The same for a rule with a literal second argument. */
export function withLiteral(
  shows: string,
  rule: (words: SqlWords, literal: string | undefined) => string,
): NonNullable<Implementation['dialects']> {
  const written = ({ literal }: TemplateCall) => {
    const value = literal(1)
    return typeof value === 'string' ? value : undefined
  }
  return {
    ...provedOn(shows, (words) => rule(words, undefined)),
    duckdb: (call) => rule(duckdbWords, written(call)),
    postgres: (call) => rule(postgresWords, written(call)),
  }
}
