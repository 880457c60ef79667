/** A process that does nothing but push, so that a test can kill it at any moment. It answers each order when it is durable. */
import { appendPush } from '../push-log.ts'
import { receiveBatch } from '../receive-batch.ts'
import type { PushOrder } from './push-order.ts'

process.on('message', async ({ landing, table, body, idempotencyKey }: PushOrder) => {
  const limits = { bytes: 1e8, records: 1e6 }
  const content = (async function* () {
    yield Buffer.from(body)
  })()
  const hasAttachment = () => Promise.resolve(false)
  const received = await receiveBatch(content, { table, format: 'lines', limits, hasAttachment })
  const { stamp } = await appendPush(landing, { table, received, credentialId: 'c', idempotencyKey })
  process.send?.({ idempotencyKey, sequence: stamp.sequence })
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
