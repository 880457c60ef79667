import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import fc from 'fast-check'
import { listStamps } from '../push-log.ts'
import { type Change, declared, toBody } from './model.ts'
import type { PushOrder } from './push-order.ts'

export interface Killed {
  /** Keys of the pushes that were answered before a kill. */
  readonly answered: ReadonlySet<string>
  /** The changes of each push, in the order in which the log has them. */
  readonly inLog: readonly { readonly key: string; readonly changes: readonly Change[] }[]
  readonly pushes: number
}

/**
 * Processes that push into one log, each killed at a moment of its own: new pushes and repetitions of earlier ones, several at
 * once. At the end every push is repeated once more by a process that lives. The same seed gives the same pushes.
 */
export async function killPushes(landing: string, { kills, seed }: { kills: number; seed: number }): Promise<Killed> {
  const change = fc.tuple(fc.constantFrom('1', '2', '3', '4', '5'), fc.option(fc.constantFrom('甲', '乙', '')))
  const batches = fc.sample(fc.array(change, { minLength: 1, maxLength: 400 }), { numRuns: kills * 3, seed })
  const moments = fc.sample(fc.integer({ min: 0, max: 40 }), { numRuns: kills, seed })
  const answered = new Set<string>()
  const orderOf = (index: number): PushOrder => {
    const body = toBody(batches[index] ?? [])
    return { landing, table: declared, body, idempotencyKey: `k${index}` }
  }
  for (let round = 0; round <= kills; round++) {
    const last = round === kills
    const child = fork(join(import.meta.dirname, 'push-process.ts'), { stdio: 'ignore' })
    await once(child, 'message')
    const orders = last
      ? batches.map((_, index) => orderOf(index))
      : [0, 1, 2, -1, -2].map((ahead) => orderOf(Math.max(0, round * 3 + ahead)))
    let open = orders.length
    const done = new Promise<void>((resolve) => {
      child.on('message', ({ idempotencyKey }: { idempotencyKey: string }) => {
        answered.add(idempotencyKey)
        if (--open === 0) resolve()
      })
    })
    for (const order of orders) child.send(order)
    if (last) await done
    else await new Promise((resolve) => setTimeout(resolve, moments[round]))
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const stamps = await listStamps(landing)
  const inLog = stamps.map(({ idempotencyKey }) => {
    const key = idempotencyKey ?? ''
    return { key, changes: batches[Number(key.slice(1))] ?? [] }
  })
  return { answered, inLog, pushes: batches.length }
}
