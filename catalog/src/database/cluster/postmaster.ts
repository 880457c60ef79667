import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { commandOf, isAlive, isWorkedIn, isZombie, startSecondOf } from './process-table.ts'

export interface PostmasterFile {
  readonly pid: number
  readonly dataFolder: string
  readonly startSecond: number
  readonly port: number
  /** `ready` once it takes connections. */
  readonly status: string
}

/** What `postmaster.pid` says (the lines are documented in PostgreSQL's miscadmin.h); null if absent or half written. */
function readPostmasterFile(dataFolder: string): PostmasterFile | null {
  let lines: string[]
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const [pid, folder, start, port] = lines
  if (pid === undefined || folder === undefined || start === undefined || port === undefined || port === '') return null
  return {
    pid: Number(pid),
    dataFolder: folder,
    startSecond: Number(start),
    port: Number(port),
    status: lines[7]?.trim() ?? '',
  }
}

/** The living postmaster of this folder: its pid, its start time and its data folder agree with the file. */
export function livingPostmaster(dataFolder: string): PostmasterFile | null {
  const file = readPostmasterFile(dataFolder)
  if (file === null || file.dataFolder !== dataFolder || !isAlive(file.pid)) return null
  const started = startSecondOf(file.pid)
  // The postmaster writes the time a moment after its process began; btime is rounded to a second.
  if (started !== null && Math.abs(started - file.startSecond) > 5) return null
  const command = commandOf(file.pid)
  return command.includes('postgres') && command.includes(dataFolder) ? file : null
}

/**
 * A killed postmaster that nobody reaps stays a zombie, which PostgreSQL's own check takes for a living one, for ever. It
 * is dead for certain; its file may go once the last of its backends has left the folder. Any other file is left to
 * PostgreSQL to judge.
 */
export async function forgetZombie(dataFolder: string): Promise<void> {
  const file = readPostmasterFile(dataFolder)
  if (file === null || !isZombie(file.pid)) return
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (!isWorkedIn(dataFolder)) {
      rmSync(join(dataFolder, 'postmaster.pid'), { force: true })
      return
    }
    await wait(20)
  }
}

/** Polls the status line: cheaper than connecting, and exact to 10 ms. False when the process died or time ran out. */
export async function waitUntilReady(dataFolder: string, pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    const file = readPostmasterFile(dataFolder)
    if (file?.pid === pid && file.status === 'ready') return true
    if (!isAlive(pid)) return false
    await wait(10)
  }
  return false
}

/** SIGINT is PostgreSQL's fast shutdown (a checkpoint, no waiting for clients); SIGQUIT only if that hangs. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await waitUntilGone(pid, 30_000)) return
  signal(pid, 'SIGQUIT')
  await waitUntilGone(pid, 10_000)
}

export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    if (!isAlive(pid)) return true
    await wait(10)
  }
  return !isAlive(pid)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
