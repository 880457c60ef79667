// Sets a checkout up: dependencies as package-lock.json says, and the pinned Node runtime.
// Plain JavaScript with built-ins only, because it runs before anything is installed, on any Node from 20.19.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const pinnedMajor = 24
const oldestNode = [20, 19]

/** A message in both languages; the process ends with `code`. */
export function stop(zh, en, code = 1) {
  process.stderr.write(`\n✗ ${zh}\n  ${en}\n`)
  process.exit(code)
}

export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(root, 'node_modules', 'node', 'bin', name)
}

/** Installs what is missing and proves that the pinned runtime answers. Returns its path. */
export function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    stop(
      `需要 Node ${oldestNode.join('.')} 或更新的版本，当前是 ${process.versions.node}。`,
      `Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
    )
  }
  if (!isInstalled()) install()
  if (pinnedVersion() === undefined) mendPinnedNode()
  return pinnedNode()
}

/** True if every package that the lock demands on this machine is there in the same version. Times are not compared:
 * a checkout touches files without changing them. */
export function isInstalled() {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  const wanted = readJson(join(root, 'package-lock.json'))
  if (installed === undefined) return false
  if (wanted === undefined) return true
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.link || entry.optional || entry.devOptional || entry.version === undefined) return true
    return installed.packages[path]?.version === entry.version
  })
}

function install() {
  const fresh = !existsSync(join(root, 'node_modules'))
  const hasLock = existsSync(join(root, 'package-lock.json'))
  process.stdout.write('▸ 安装依赖……  Installing dependencies …\n')
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  let done = fresh && hasLock ? npm(['ci', ...quiet]) : npm(['install', '--no-save', ...quiet])
  // A registry that lacks binaries of other platforms leaves them out of the lock, and `npm ci` refuses such a lock.
  // `npm install` takes the same locked versions; --no-save leaves the lock as it is.
  if (done.status !== 0 && done.output.includes('EUSAGE')) done = npm(['install', '--no-save', ...quiet])
  if (done.status !== 0) {
    process.stderr.write(done.output)
    stop(
      '安装依赖失败（上面是 npm 的输出）。请检查网络或 npm 源，然后重新运行 npm start。',
      'Installing dependencies failed (npm said the above). Check the network or the npm registry, then run npm start again.',
    )
  }
}

/** With npm's install scripts off the `node` package is an empty shell: run its script once, then say what to do. */
function mendPinnedNode() {
  process.stdout.write(`▸ 准备 Node ${pinnedMajor}……  Preparing Node ${pinnedMajor} …\n`)
  npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (pinnedVersion() !== undefined) return
  const folder = join(root, 'node_modules', 'node')
  if (existsSync(join(folder, 'installArchSpecificPackage.js'))) {
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, stdio: 'ignore' })
  }
  if (pinnedVersion() !== undefined) return
  stop(
    `Node ${pinnedMajor} 运行时没有装好（npm 的安装脚本可能被关闭）。请运行：npm rebuild node --ignore-scripts=false`,
    `The Node ${pinnedMajor} runtime is not complete (npm's install scripts may be off). Run: npm rebuild node --ignore-scripts=false`,
  )
}

/** The pinned runtime's version if it answers and has the right major. The answer is remembered by the binary's
 * package version, so that a second start does not pay for a process (35 ms). */
function pinnedVersion() {
  const binary = pinnedNode()
  const wanted = readJson(join(root, 'node_modules', 'node', 'package.json'))?.version
  if (wanted === undefined || !existsSync(binary)) return undefined
  const marker = join(root, 'node_modules', '.jianmo', 'pinned-node')
  const proof = `${wanted} ${process.platform} ${process.arch}`
  if (existsSync(marker) && readFileSync(marker, 'utf8') === proof) return wanted
  const answer = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  const version = answer.status === 0 ? answer.stdout.trim().replace(/^v/, '') : undefined
  if (version?.split('.')[0] !== String(pinnedMajor)) return undefined
  rmSync(marker, { force: true })
  mkdirSync(join(marker, '..'), { recursive: true })
  writeFileSync(marker, proof)
  return version
}

function npm(args) {
  const windows = process.platform === 'win32'
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, encoding: 'utf8', shell: windows })
  if (done.error?.code === 'ENOENT') {
    stop('找不到 npm。请安装 Node（自带 npm）。', 'npm was not found. Install Node, which brings npm.')
  }
  return { status: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}` }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
