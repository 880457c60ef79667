export {
  openPostgres,
  type PostgresProduct,
  type PostgresSession,
  type PostgresSettings,
  postgresProducts,
  quoteIdentifier,
} from './session.ts'
