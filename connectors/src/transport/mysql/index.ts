export {
  type MysqlRow,
  type MysqlSession,
  type MysqlSettings,
  openMysql,
  quoteName,
  quoteText,
} from './session.ts'
