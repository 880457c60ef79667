/**
 * What DuckDB is told before it answers anything, wherever it runs: time without a zone is UTC whatever the machine says, a
 * division by zero is a float, NULLs come last. Two optimisers of 1.5.6 give wrong rows and are off: a join filter that drops
 * rows below the LIMIT of its other side (github.com/duckdb/duckdb/pull/22963), and a common part of two sides of a semi join
 * whose columns are mixed up (`transport/duckdb/duckdb-child.test.ts` shows both).
 */
export const duckdbSettings = {
  TimeZone: 'UTC',
  ieee_floating_point_ops: 'true',
  default_null_order: 'nulls_last',
  disabled_optimizers: 'join_filter_pushdown,common_subplan',
} as const
