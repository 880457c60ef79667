import { type Job, type Report, runJob } from './jobs.ts'

/** One process of several: takes a job from its parent, tells it what it finds, and goes. */
process.once('message', async (job: Job) => {
  const tell = (report: Report) => process.send?.(report)
  tell({ summary: await runJob(job, tell) })
  process.disconnect()
})
