export { tsvConnector } from './tsv.connector.ts'
