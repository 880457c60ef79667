export { openPostgres, type PostgresSession, type PostgresSettings, quoteIdentifier } from './session.ts'
