import { type Job, type Report, runJob } from './jobs.ts'

/** One process of several: takes a job from its parent, tells it what it finds, and goes; without a parent it ends in order. */
const ended = new AbortController()
process.once('message', async (job: Job) => {
  const tell = (report: Report) => process.connected && process.send?.(report)
  tell({ summary: await runJob(job, tell, ended.signal) })
  if (process.connected) process.disconnect()
})
process.once('disconnect', () => ended.abort())
// A terminal tells the whole group.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ended.abort())
