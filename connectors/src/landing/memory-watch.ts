import { readFile } from 'node:fs/promises'

const every = 100

export interface MemoryWatch extends Disposable {
  /** True once the process was over its limit and `onExceeded` was called. */
  readonly exceeded: boolean
}

/**
 * Looks at the resident memory of a process (Linux: `VmRSS`) ten times a second and calls `onExceeded` once if it is above
 * the limit. A heap limit alone does not hold buffers and native memory. Where there is no /proc, only the heap limit holds.
 */
export function watchMemory(pid: number, megabytes: number, onExceeded: () => void): MemoryWatch {
  let exceeded = false
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
    if (exceeded || kilobytes <= megabytes * 1024) return
    exceeded = true
    onExceeded()
  }
  const timer = setInterval(look, every)
  return {
    get exceeded() {
      return exceeded
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
