// npm start: sets up whatever is missing, then starts everything under the pinned Node (engine/src/server/main.ts).
import { join } from 'node:path'
import { root } from './setup.mjs'
import { becomePinnedNode } from './with-node.mjs'

const help = `检模工坊 Jianmo Studio

  npm start                    启动（首次会安装、建库、导入演示数据、跑示例模型）  start; the first time sets everything up
  npm start -- --once          做完同样的事后退出  do the same, then exit 0 (non-zero on failure)
  npm start -- --reset         清空演示数据后重来（仅限演示）  start over (a demo only)
  npm start -- --port 4700     换端口（默认 4600）  another port (default 4600)
  npm run dev                  开发：界面热更新  development: the studio reloads by itself

环境变量 Environment
  DATABASE_URL    正式使用：外部 PostgreSQL  production: an external PostgreSQL (no demo, no demo accounts)
  JIANMO_STATE    状态文件夹（默认 .jianmo）  the state folder (default .jianmo)
  JIANMO_BIND     监听地址（默认 127.0.0.1）  the address to listen on (default 127.0.0.1)
`

if (process.argv.slice(2).some((flag) => flag === '--help' || flag === '-h')) {
  process.stdout.write(help)
} else {
  becomePinnedNode([join(root, 'engine', 'src', 'server', 'main.ts'), ...process.argv.slice(2)])
}
