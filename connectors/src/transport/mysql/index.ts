export {
  type MysqlRow,
  type MysqlSession,
  openMysql,
  quoteName,
  quoteText,
} from './session.ts'
