import { readFileSync, writeFileSync } from 'node:fs'

/** Forgets the highest resident size of a process so far (Linux; elsewhere it does nothing). */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Not Linux, or not ours: the peak then covers the whole life of the process.
  }
}

/** Highest resident size in MB since `forgetPeak`; null where the system does not tell. */
export function peakOf(pid: number): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Math.round(Number(found[1]) / 1024) : null
  } catch {
    return null
  }
}

/** CPU seconds of a process so far, in all its threads; null where the system does not tell. */
export function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return null
  }
}
