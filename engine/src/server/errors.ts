import { defineErrors, type Text } from '@jianmo/connectors/words'

/** What can stop the server from starting, with the way out. */
export const serverError = defineErrors({
  'flags-unknown': (d: { detail: string }) => ({
    zh: `看不懂启动参数：${d.detail} 用 npm start -- --help 查看。`,
    en: `Unknown start flags: ${d.detail} See npm start -- --help.`,
  }),
  'port-invalid': (d: { port: string }) => ({ zh: `端口“${d.port}”不对。`, en: `"${d.port}" is no port.` }),
  'seconds-invalid': (d: { name: string; text: string }) => ({
    zh: `环境变量 ${d.name} 的值“${d.text}”不对：应为 0 至 3600 之间的秒数。`,
    en: `${d.name} is "${d.text}": it should be seconds, from 0 to 3600.`,
  }),
  'port-in-use': (d: { port: number }) => ({
    zh: `端口 ${d.port} 已被占用。请关闭占用它的程序，或换一个端口：npm start -- --port ${d.port + 1}`,
    en: `Port ${d.port} is in use. Close what uses it, or take another: npm start -- --port ${d.port + 1}`,
  }),
  'cannot-listen': (d: { address: string; detail: string }) => ({
    zh: `无法在 ${d.address} 监听：${d.detail}`,
    en: `Cannot listen on ${d.address}: ${d.detail}`,
  }),
  'state-not-writable': (d: { folder: string; detail: string }) => ({
    zh: `数据文件夹 ${d.folder} 不能写入（${d.detail}）。请改正权限，或用 JIANMO_STATE 指定另一个文件夹。`,
    en: `The data folder ${d.folder} cannot be written (${d.detail}). Mend its permissions, or name another with JIANMO_STATE.`,
  }),
  'reset-refused': (d: { folder: string }) => ({
    zh: `${d.folder} 不是演示数据，--reset 拒绝清空它。`,
    en: `${d.folder} is not a demo; --reset refuses to empty it.`,
  }),
  'reset-refused-external': (_: Record<string, never>) => ({
    zh: '设置了 DATABASE_URL（正式数据库），--reset 拒绝执行。',
    en: 'DATABASE_URL is set (a production database); --reset refuses.',
  }),
  'studio-not-built': (d: { detail: string }) => ({
    zh: `界面构建失败：\n${d.detail}`,
    en: `Building the studio failed:\n${d.detail}`,
  }),
  'seed-failed': (d: { detail: string }) => ({
    zh: `导入演示数据失败：\n${d.detail}\n请用 npm start -- --reset 重来。`,
    en: `Making the demo failed:\n${d.detail}\nStart over with npm start -- --reset.`,
  }),
  'demo-run-failed': (d: { cause: Text }) => ({
    zh: `示例模型没有跑完：${d.cause.zh}`,
    en: `The example model did not finish: ${d.cause.en}`,
  }),
  'demo-model-missing': (_: Record<string, never>) => ({
    zh: '演示数据里没有示例模型。请用 npm start -- --reset 重来。',
    en: 'The demo holds no example model. Start over with npm start -- --reset.',
  }),
})
