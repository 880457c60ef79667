import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { engineError, runDatabase, runFolder } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { encodeArrow, previewRows, relationsOf } from '../rows/index.ts'
import { type CompileContext, compileStagedPreview } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, readDocument, tablesOf } from './documents.ts'
import { DocumentJson, Id, NodeId, PortName } from './inputs.ts'

export const PreviewInput = z.strictObject({
  modelId: Id,
  document: DocumentJson,
  nodeId: NodeId,
  port: PortName,
  limit: z.int().min(1).max(1000),
})

/** First rows of one node's output of the given document, over the data that the model's newest finished run read.
 * Returns an Arrow IPC stream, masked. @throws no-data-yet, preview-out-of-date, nothing-to-show */
export async function previewArrow(ctx: MemberContext, input: z.infer<typeof PreviewInput>): Promise<Uint8Array> {
  const { nodeId, port, limit } = input
  const document = readDocument(input.document)
  const { runs, bindings } = await asCaller(ctx, async (scope) => {
    await scope.models.get(input.modelId)
    return {
      runs: await scope.runs.list(input.modelId),
      bindings: await bindingsOf(scope, tablesOf(ctx.house, document)),
    }
  })
  const tables = sourceTables(ctx, document, nodeId)
  const run = await newestWithRows(ctx, runs)
  if (run === undefined) throw engineError('no-data-yet', { tables })

  const context = compileContext(ctx.house, document, bindings)
  const { steps, statement, count } = compileStagedPreview(document, context, { nodeId, port, limit })
  if (statement === null || count === null) throw engineError('nothing-to-show', { nodeId })
  const page = await ctx.house.previews.use(run.folder, async (child) => {
    refuseStale(await relationsOf(child), sourcesOf(document, nodeId), context)
    return previewRows(child, { nodeId, steps, statement, count, computedAt: run.at })
  })
  return encodeArrow(page)
}

/** Whether a run's folder still holds what the run read. */
export const hasRows = (folder: string): Promise<boolean> =>
  access(join(folder, runDatabase)).then(
    () => true,
    () => false,
  )

/** The newest finished run whose rows nobody removed. */
export async function newestWithRows({ house, session }: MemberContext, runs: readonly RunRow[]) {
  const finished = runs.filter(({ state }) => state === 'finished')
  for (const { id, finishedAt, startedAt } of finished.sort((left, right) =>
    left.startedAt < right.startedAt ? 1 : -1,
  )) {
    const folder = runFolder(house.folders.runs, session.actor.organizationId, id)
    if (await hasRows(folder)) return { id, folder, at: finishedAt ?? startedAt }
  }
  return undefined
}

interface RunRow {
  readonly id: string
  readonly state: string
  readonly startedAt: string
  readonly finishedAt: string | null
}

/** Source nodes that this node's rows come from. */
function sourcesOf(document: GraphDocument, nodeId: string): GraphDocument['nodes'] {
  const seen = new Set<string>()
  const visit = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    for (const { from, to } of document.edges) if (to.node === id) visit(from.node)
  }
  visit(nodeId)
  return document.nodes.filter(({ id, type }) => type === 'source' && seen.has(id))
}

function sourceTables({ house }: MemberContext, document: GraphDocument, nodeId: string): string {
  const nodes = sourcesOf(document, nodeId)
  const ids = tablesOf(house, { ...document, nodes: [...nodes] })
  return house.tables.flatMap(({ id, label }) => (ids.includes(id) ? [`${id} ${label.zh}`] : [])).join('、')
}

/** A source that was added, or bound otherwise, after the run has no rows in its database. */
export function refuseStale(
  relations: ReadonlyMap<string, ReadonlySet<string>>,
  sources: GraphDocument['nodes'],
  { bindings, tables }: CompileContext,
): void {
  for (const { id, config } of sources) {
    const table = tables.find((each) => each.id === config.table || each.name === config.table)
    if (table === undefined) continue
    const names = { tables: `${table.id} ${table.label.zh}` }
    const columns = relations.get(`scan_${id.replaceAll('-', '_')}`)
    if (columns === undefined) throw engineError('no-data-yet', names)
    const bound = Object.values(bindings[table.id]?.columns ?? {}).flatMap(({ from }) => (from === null ? [] : [from]))
    if (bound.some((column) => !columns.has(column))) throw engineError('preview-out-of-date', names)
  }
}
