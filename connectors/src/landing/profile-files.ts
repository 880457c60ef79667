import { fork } from 'node:child_process'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { ProfileAnswer, ProfileOrder, RowsProfile } from './profile-process.ts'

const memoryMegabytes = 1024

/** Profiles rows files in a process of its own. Throws `profile-died`, or `read-cancelled` and `source-timeout` on abort. */
export async function profileFiles(order: ProfileOrder, signal: AbortSignal): Promise<RowsProfile> {
  if (signal.aborted) throw stopped(signal)
  const child = fork(join(import.meta.dirname, 'profile-process.ts'), [], {
    env: {},
    execArgv: [`--max-old-space-size=${memoryMegabytes}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  try {
    const answer = await new Promise<ProfileAnswer | string>((resolve) => {
      let heard: ProfileAnswer | null = null
      child.on('message', (message: ProfileAnswer) => {
        heard = message
      })
      child.on('error', (cause) => resolve(cause.message))
      child.on('close', (code, killedBy) => resolve(heard ?? killedBy ?? `exit ${code}`))
      child.send(order, () => undefined)
    })
    if (signal.aborted) throw stopped(signal)
    if (typeof answer === 'string') throw connectorError('profile-died', { detail: answer })
    if (answer.kind === 'failed') throw new Error(`Profiling failed: ${answer.message}`)
    return answer.profile
  } finally {
    signal.removeEventListener('abort', kill)
    if (child.exitCode === null && child.signalCode === null) kill()
  }
}

function stopped({ reason }: AbortSignal) {
  const late = reason instanceof Error && reason.name === 'TimeoutError'
  return late ? connectorError('source-timeout', { seconds: null }) : connectorError('read-cancelled', {})
}
