export { jsonlConnector } from './jsonl.connector.ts'
