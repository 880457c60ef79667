import { defineErrors } from '@jianmo/connectors/words'

/** What can stop a local PostgreSQL from starting, each with the way out. */
export const clusterError = defineErrors({
  'cluster-in-use': (d: { folder: string; pid: number }) => ({
    zh: `数据目录“${d.folder}”正被进程 ${d.pid} 使用。请先停止该进程，再重新启动。`,
    en: `The data folder "${d.folder}" is in use by process ${d.pid}. Stop that process, then start again.`,
  }),
  'postgres-not-found': (d: { looked: readonly string[]; refused: readonly string[] }) => ({
    zh: `没有找到可用的 PostgreSQL（需要 15.14、16.10、17.6、18 或更新版本）。${d.refused.length > 0 ? `版本过旧：${d.refused.join('、')}。` : ''}请安装系统 PostgreSQL，或重新运行 npm install 以取得内置版本。`,
    en: `No usable PostgreSQL was found (15.14, 16.10, 17.6, 18 or newer).${d.refused.length > 0 ? ` Too old: ${d.refused.join(', ')}.` : ''} Install the system's PostgreSQL, or run npm install again for the embedded one.`,
  }),
  'cluster-needs-other-postgres': (d: { folder: string; needs: string; found: readonly string[] }) => ({
    zh: `数据目录“${d.folder}”由 PostgreSQL ${d.needs} 建立，只能用 ${d.needs} 打开；本机找到的是：${d.found.join('、') || '无'}。请安装 PostgreSQL ${d.needs}。`,
    en: `The data folder "${d.folder}" was made by PostgreSQL ${d.needs} and opens only with ${d.needs}; found here: ${d.found.join(', ') || 'none'}. Install PostgreSQL ${d.needs}.`,
  }),
  'folder-not-writable': (d: { folder: string; reason: string }) => ({
    zh: `不能在“${d.folder}”中写入（${d.reason}）。请修改该目录的权限，或用环境变量 JIANMO_STATE 指定另一个目录。`,
    en: `Cannot write to "${d.folder}" (${d.reason}). Change its permissions, or choose another folder with the variable JIANMO_STATE.`,
  }),
  'network-file-system': (d: { folder: string; type: string }) => ({
    zh: `“${d.folder}”位于网络文件系统（${d.type}）上，数据库在那里可能丢失数据。请用环境变量 JIANMO_STATE 指定本地磁盘上的目录。`,
    en: `"${d.folder}" lies on a network file system (${d.type}), where a database can lose data. Choose a folder on a local disk with the variable JIANMO_STATE.`,
  }),
  'folder-not-a-cluster': (d: { folder: string }) => ({
    zh: `“${d.folder}”已存在，但不是检模工坊建立的数据库目录，未作任何改动。请移走它，或指定另一个目录。`,
    en: `"${d.folder}" exists but is not a database folder made by Jianmo Studio; nothing was changed. Move it away, or choose another folder.`,
  }),
  'cluster-credentials-missing': (d: { file: string }) => ({
    zh: `缺少数据库口令文件“${d.file}”，或其中口令与数据库不符。请从备份恢复该文件。`,
    en: `The password file "${d.file}" of the database is missing or does not match it. Restore it from a backup.`,
  }),
  'root-cannot-run-postgres': (d: { folder: string; binaries: string }) => ({
    zh: `PostgreSQL 不能以 root 身份运行，而其他用户又读不到“${d.folder}”或“${d.binaries}”。请改用普通用户启动，或用环境变量 JIANMO_STATE 指定其他用户可进入的目录。`,
    en: `PostgreSQL does not run as root, and other users cannot reach "${d.folder}" or "${d.binaries}". Start as an ordinary user, or choose a folder that others may enter with the variable JIANMO_STATE.`,
  }),
  'cluster-not-initialised': (d: { folder: string; log: string }) => ({
    zh: `未能在“${d.folder}”建立数据库：${d.log}`,
    en: `The database in "${d.folder}" could not be made: ${d.log}`,
  }),
  'cluster-not-started': (d: { folder: string; log: string }) => ({
    zh: `“${d.folder}”中的数据库未能启动：${d.log}`,
    en: `The database in "${d.folder}" did not start: ${d.log}`,
  }),
})
