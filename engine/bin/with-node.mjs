// Runs a script under the pinned Node, setting up what is missing first: node with-node.mjs <file> [arguments]
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, setUp, stop } from './setup.mjs'

/** Becomes the pinned Node running `args`: same terminal, same signals, same exit code. */
export function becomePinnedNode(args) {
  const node = setUp()
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    // What Node made of the TypeScript is kept: 0.5 s less of every start (measured: 0.9 s → 0.4 s).
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.jianmo', 'compile-cache'),
  }
  const child = spawn(node, args, { stdio: 'inherit', env })
  // A terminal sends Ctrl-C to the whole group, `kill` to this process alone: the child may hear it twice and ends
  // itself in order once; this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (cause) => stop(`无法启动 Node：${cause.message}`, `Node could not be started: ${cause.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2)
  if (args.length === 0) stop('用法：with-node.mjs <文件> [参数]', 'Usage: with-node.mjs <file> [arguments]')
  becomePinnedNode(args)
}
