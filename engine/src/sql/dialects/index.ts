import type { Dialect } from '../../expression/index.ts'
import type { SqlDialect } from './dialect.ts'
import { duckdb } from './duckdb.dialect.ts'
import { mysql } from './mysql.dialect.ts'
import { postgres } from './postgres.dialect.ts'
import { trino } from './trino.dialect.ts'

export * from './dialect.ts'
export { duckdb } from './duckdb.dialect.ts'
export { type MysqlProduct, mariadb } from './mysql.dialect.ts'
export { postgres } from './postgres.dialect.ts'
export { printQuery } from './print-query.ts'
export { ExactNumber, UnprintableError, whyUnprintable } from './sql-text.ts'
export { trino } from './trino.dialect.ts'

export const sqlDialects = { duckdb, postgres, mysql, trino } satisfies { [D in Dialect]: SqlDialect }
