import { readFileSync } from 'node:fs'

/** What the processes that this one started needed at most, and in all (Linux: /proc, looked at 20 times a second). */
export interface ChildrenWatch extends Disposable {
  /** Highest resident memory of any of them, in MB. */
  readonly megabytes: number
  /** Processor seconds of all of them, in user and kernel. */
  readonly cpu: number
}

const ticksASecond = 100

export function watchChildren(): ChildrenWatch {
  let kilobytes = 0
  const ticks = new Map<string, number>()
  const look = () => {
    for (const pid of read(`/proc/self/task/${process.pid}/children`).trim().split(' ').filter(Boolean)) {
      kilobytes = Math.max(kilobytes, Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0))
      const fields = read(`/proc/${pid}/stat`)
        .replace(/^.*\) /, '')
        .split(' ')
      if (fields.length > 13) ticks.set(pid, Number(fields[11]) + Number(fields[12]))
    }
  }
  const timer = setInterval(look, 50)
  return {
    get megabytes() {
      return kilobytes / 1024
    },
    get cpu() {
      return [...ticks.values()].reduce((sum, each) => sum + each, 0) / ticksASecond
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
