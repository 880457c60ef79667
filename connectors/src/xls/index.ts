export { xlsConnector } from './xls.connector.ts'
