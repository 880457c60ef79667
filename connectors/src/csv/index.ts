export { csvConnector } from './csv.connector.ts'
