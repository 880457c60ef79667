import { client, originHeaders } from '../app/api.ts'
import { readError } from '../app/post.ts'
import { readArrow } from '../results/read-arrow.ts'
import type { EditorApi } from './editor-api.ts'

/** The editor's calls over the wire: tRPC, and one Arrow route for rows. */
export const trpcEditorApi: EditorApi = {
  open: (modelId) => client.models.open.query({ modelId }),
  save: (modelId, document, baseRevision) => client.models.save.mutate({ modelId, document, baseRevision }),
  async createCopy(title, document) {
    const { modelId } = await client.models.create.mutate({ title })
    const { revision } = await client.models.open.query({ modelId })
    await client.models.save.mutate({ modelId, document: { ...document, title }, baseRevision: revision })
    return { modelId }
  },
  tables: () => client.catalogue.tables.query(),
  statutes: () => client.catalogue.statutes.query(),
  bindings: (tables) => client.bindings.list.query({ tables: [...tables] }),
  sql: (modelId, document) => client.models.sql.query({ modelId, document }),
  readSql: (place) => client.models.readSql.query(place),
  countSql: (place) => client.models.countSql.mutate(place),
  recount: ({ nodeIds, ...request }) => client.models.recount.mutate({ ...request, nodeIds: [...nodeIds] }),
  adaptation: (modelId) => client.models.adaptation.query({ modelId }),
  async preview(request, signal) {
    const answer = await fetch('/arrow/preview', {
      method: 'POST',
      headers: { ...originHeaders, 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    })
    if (!answer.ok) throw await readError(answer)
    return readArrow(new Uint8Array(await answer.arrayBuffer()))
  },
  whyNot: (modelId, document, sought) => client.models.whyNot.mutate({ modelId, document, sought }),
  startRun: ({ modelId, document, mode, parameters }) =>
    client.runs.start.mutate({ modelId, mode, parameters, ...(document === null ? {} : { document }) }),
  watchRun(runId, { onProgress, onError }) {
    const subscription = client.runs.watch.subscribe({ runId }, { onData: onProgress, onError })
    return () => subscription.unsubscribe()
  },
  async cancelRun(runId) {
    await client.runs.cancel.mutate({ runId })
  },
  openRun: (runId) => client.runs.open.query({ runId }),
  async lastFinishedRun(modelId) {
    const runs = await client.runs.list.query({ modelId })
    const [newest] = runs
      .filter(({ state }) => state === 'finished')
      .toSorted((left, right) => right.startedAt.localeCompare(left.startedAt))
    return newest === undefined ? null : client.runs.open.query({ runId: newest.id })
  },
  async submit(modelId, note) {
    await client.marketplace.submit.mutate({ modelId, note })
  },
}
