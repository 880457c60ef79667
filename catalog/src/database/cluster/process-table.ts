import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** When a living process started, in the system's own words (comparable, not readable); null if there is none.
 * A zombie counts as gone. */
export function startTimeOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (existsSync('/proc/self/stat')) {
    const fields = statOf(pid)
    return fields === null || fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** Dead, but kept in the table because its parent (a container's PID 1) does not reap. */
export function isZombie(pid: number): boolean {
  return existsSync('/proc/self/stat') && statOf(pid)?.[0] === 'Z'
}

/** Whether any process works in the folder: PostgreSQL's processes all have their data folder as working directory. */
export function isWorkedIn(folder: string): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder
    } catch {
      return false
    }
  })
}

export function isAlive(pid: number): boolean {
  return startTimeOf(pid) !== null
}

/** Second since the epoch at which the process started; null where there is no /proc. */
export function startSecondOf(pid: number): number | null {
  const ticks = existsSync('/proc/stat') ? statOf(pid)?.[19] : undefined
  if (ticks === undefined) return null
  const boot = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]
  // USER_HZ is 100 on every Linux that Node supports.
  return boot === undefined ? null : Number(boot) + Number(ticks) / 100
}

export function commandOf(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** Fields of /proc/<pid>/stat from the third (state) on: the second may hold blanks and brackets. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
