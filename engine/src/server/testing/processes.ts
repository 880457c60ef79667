import { readdir, readFile, readlink } from 'node:fs/promises'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Processes of this machine, read from /proc. */
export async function listProcesses(): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const status = await readFile(`/proc/${pid}/stat`, 'utf8')
        const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ')
        const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
        return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
      } catch {
        return []
      }
    }),
  )
  return found.flat()
}

/** Waits until a process works in `folder` (the engine of a run), or until none does any more; gives its id. */
export async function engineIn(folder: string, wanted: 'running' | 'gone'): Promise<number> {
  for (let wait = 0; wait < 1000; wait++) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
    const found = places.indexOf(folder)
    if (found >= 0 === (wanted === 'running')) return Number(pids[found] ?? 0)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`The engine in ${folder} is not ${wanted}`)
}
