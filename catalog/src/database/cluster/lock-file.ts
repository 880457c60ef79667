import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { clusterError } from './errors.ts'
import { notWritable } from './file-system.ts'
import { startTimeOf } from './process-table.ts'

export interface LockFile {
  release(): void
}

/**
 * One opener per folder. The file names the holder's pid and start time, so that a lock left by a dead process (or a
 * recycled pid) is taken over.
 * @throws cluster-in-use (names the pid), folder-not-writable
 */
export function takeLock(file: string, folder: string): LockFile {
  const mine = JSON.stringify({
    pid: process.pid,
    started: startTimeOf(process.pid),
    nonce: randomBytes(8).toString('hex'),
  })
  for (let attempt = 0; attempt < 5; attempt++) {
    if (write(file, mine)) return { release: () => removeIfMine(file, mine) }
    const held = read(file)
    if (held === null) continue
    const holder = holderIn(held)
    if (holder !== null) throw clusterError('cluster-in-use', { folder, pid: holder })
    takeAway(file, held)
  }
  throw clusterError('cluster-in-use', { folder, pid: holderIn(read(file) ?? '') ?? 0 })
}

function write(file: string, content: string): boolean {
  // Written aside and linked: the lock never exists half written.
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(aside, content, { mode: 0o600, flag: 'wx' })
    linkSync(aside, file)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw notWritable(file, cause)
  } finally {
    rmSync(aside, { force: true })
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Pid of the living holder. */
function holderIn(content: string): number | null {
  try {
    const { pid, started } = JSON.parse(content) as { pid: number; started: string | null }
    return startTimeOf(pid) === started && started !== null ? pid : null
  } catch {
    return null
  }
}

/** Moves a dead lock away. If another opener was faster, what we moved is its living lock: it goes back. */
function takeAway(file: string, dead: string): void {
  const aside = `${file}.dead-${randomBytes(6).toString('hex')}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, file)
  } catch {
    // Gone already, or taken again: the next attempt sees it.
  }
  rmSync(aside, { force: true })
}

function removeIfMine(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true })
}
