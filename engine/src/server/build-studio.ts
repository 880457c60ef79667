import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serverError } from './errors.ts'
import { root } from './settings.ts'

export const studioFolder = join(root, 'studio', 'dist')
const markFile = join(studioFolder, '.built-from')

/** What the studio's bundle is made of: itself, the pure rooms it imports, and the dependencies' versions. */
const inputs = [
  'package-lock.json',
  'studio/{index.html,package.json,tsconfig.json,vite.config.ts}',
  'studio/{src,public}/**/*',
  'engine/src/{graph,expression,schema,plan,nodes,planner,sql}/**/*.ts',
  'engine/src/api/wire.ts',
  'connectors/src/{words,values}/**/*.ts',
  'catalog/src/{tables,statutes}/**/*.ts',
]

/** Builds the studio unless the last build was made of the same bytes. Returns whether it built. @throws studio-not-built */
export async function buildStudio(signal: AbortSignal): Promise<boolean> {
  const fingerprint = await fingerprintOf()
  const built = await readFile(markFile, 'utf8').catch(() => '')
  if (built === fingerprint) return false
  await runVite(['build', '--logLevel', 'warn'], signal)
  await writeFile(markFile, fingerprint)
  return true
}

/** `npm run dev`: Vite serves the studio with hot reload and passes the API's addresses on to `port`. */
export function serveStudio(port: number, signal: AbortSignal): void {
  const child = spawn(process.execPath, [vite, '--clearScreen', 'false'], {
    cwd: join(root, 'studio'),
    env: { ...process.env, JIANMO_PORT: String(port) },
    stdio: 'inherit',
    signal,
    killSignal: 'SIGTERM',
  })
  child.on('error', () => {})
}

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

async function fingerprintOf(): Promise<string> {
  const paths: string[] = []
  for await (const entry of glob(inputs, { cwd: root, withFileTypes: true })) {
    if (entry.isFile() && !/\.(?:test|stories)\.tsx?$/.test(entry.name)) paths.push(join(entry.parentPath, entry.name))
  }
  const hash = createHash('sha256')
  for (const path of paths.sort())
    hash
      .update(path.slice(root.length))
      .update('\0')
      .update(await readFile(path))
      .update('\0')
  return hash.digest('hex')
}

function runVite(args: readonly string[], signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: join(root, 'studio'),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGTERM',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(serverError('studio-not-built', { detail: cause.message }, { cause })))
    child.on('exit', (code) => (code === 0 ? resolve() : reject(serverError('studio-not-built', { detail: output }))))
  })
}
