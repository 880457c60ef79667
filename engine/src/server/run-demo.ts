import { toActor } from '@jianmo/catalog'
import { ProductError } from '@jianmo/connectors/words'
import { demoPassword } from '../api/admin.verbs.ts'
import { appRouter } from '../api/app.router.ts'
import type { House } from '../api/context.ts'
import { toSignedIn } from '../api/signed-in.ts'
import type { RejectedRow, RunDetail, SourceSummary } from '../api/wire.ts'
import { demoProsecutor } from './demo-accounts.ts'
import { serverError } from './errors.ts'

/** What the main job found, ready to be printed. */
export interface DemoFindings {
  readonly title: string
  readonly run: RunDetail
  readonly sources: readonly SourceSummary[]
  /** Rejected rows of the newest batches of the sources that were read, with their reasons. */
  readonly rejects: readonly { readonly source: string; readonly row: RejectedRow }[]
}

/** Runs the example model of district A as a trial, as its prosecutor would. @throws demo-model-missing, demo-run-failed */
export async function runDemo(house: House, signal: AbortSignal): Promise<DemoFindings> {
  const { person } = await house.catalog.signIn({ username: demoProsecutor, password: demoPassword, ip: 'start' })
  const api = appRouter.createCaller({ house, session: { actor: toActor(person), person: toSignedIn(person) } })
  const model = (await api.models.list()).find(({ title }) => title.includes('M03')) ?? (await api.models.list())[0]
  if (model === undefined) throw serverError('demo-model-missing', {})
  try {
    const { runId } = await api.runs.start({ modelId: model.id, mode: 'trial' })
    const cancel = () => house.runs.cancel(runId)
    signal.addEventListener('abort', cancel)
    for await (const { state, problem } of await api.runs.watch({ runId })) {
      if (state === 'failed' || state === 'interrupted' || state === 'cancelled') {
        throw serverError('demo-run-failed', { cause: problem?.text ?? { zh: state, en: state } })
      }
    }
    signal.removeEventListener('abort', cancel)
    const run = await api.runs.open({ runId })
    const sources = await api.sources.list()
    return { title: model.title, run, sources, rejects: await rejectsOf(api, sources) }
  } catch (cause) {
    if (cause instanceof Error && cause.cause instanceof ProductError) throw cause.cause
    throw cause
  }
}

async function rejectsOf(api: ReturnType<typeof appRouter.createCaller>, sources: readonly SourceSummary[]) {
  const rejects: DemoFindings['rejects'][number][] = []
  for (const { id: sourceId, name, batches } of sources) {
    for (const { id: batchId, rejected } of batches) {
      if (rejected === 0) continue
      const rows = await api.sources.rejects({ sourceId, batchId })
      rejects.push(...rows.map((row) => ({ source: name, row })))
    }
  }
  return rejects
}
