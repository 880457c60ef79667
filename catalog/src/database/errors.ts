import { defineErrors } from '@jianmo/connectors/words'

export const databaseError = defineErrors({
  'database-not-reachable': (d: { host: string; reason: string }) => ({
    zh: `连接不上数据库（${d.host}）：${d.reason}。请检查 DATABASE_URL 与数据库服务。`,
    en: `The database (${d.host}) cannot be reached: ${d.reason}. Check DATABASE_URL and the database server.`,
  }),
  'database-too-old': (d: { version: string }) => ({
    zh: `数据库版本 ${d.version} 存在行级安全缺陷。请升级到 15.14、16.10、17.6、18 或更新版本。`,
    en: `PostgreSQL ${d.version} has a flaw in row-level security. Upgrade to 15.14, 16.10, 17.6, 18 or newer.`,
  }),
  'database-not-utf8': (d: { encoding: string }) => ({
    zh: `数据库编码是 ${d.encoding}，需要 UTF8。请另建一个编码为 UTF8 的数据库。`,
    en: `The database is encoded in ${d.encoding}; UTF8 is needed. Create a database with encoding UTF8.`,
  }),
  'migration-failed': (d: { migration: string; reason: string }) => ({
    zh: `数据库结构升级“${d.migration}”失败，未作任何改动：${d.reason}`,
    en: `The migration "${d.migration}" failed and changed nothing: ${d.reason}`,
  }),
  'definition-changed': (d: { definition: string }) => ({
    zh: `“${d.definition}”的内容与数据库中的同一版本不同。请为改动后的定义设置新的版本。`,
    en: `"${d.definition}" differs from the same version in the database. Give the changed definition a new version.`,
  }),
})
