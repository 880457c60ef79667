import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { z } from 'zod'
import { createRunFolder, engineError, readingFolder, runDatabase, runFolder } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { scanRelation } from '../planner/index.ts'
import { encodeArrow, previewRows, type RowsPage, readForPreview, relationsOf } from '../rows/index.ts'
import { type CompileContext, type CompiledRun, compileStagedPreview } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, readDocument, tableNames, tablesOf } from './documents.ts'
import { DocumentJson, Id, NodeId, PortName } from './inputs.ts'
import { pageReadTimeout } from './open-source.ts'
import { refuseUnbound, runSources } from './prepare-run.ts'

export const PreviewInput = z.strictObject({
  modelId: Id,
  document: DocumentJson,
  nodeId: NodeId,
  port: PortName,
  limit: z.int().min(1).max(1000),
})

/**
 * First rows of one node's output of the given document, over the data that the model's newest finished run read; what no
 * run has read is read now. Returns an Arrow IPC stream, masked.
 * @throws table-not-bound, nothing-to-show, source-down, reading-takes-long
 */
export async function previewArrow(ctx: MemberContext, input: z.infer<typeof PreviewInput>): Promise<Uint8Array> {
  const { nodeId, port, limit } = input
  const document = readDocument(input.document)
  const sources = sourcesOf(document, nodeId)
  const { runs, bindings } = await asCaller(ctx, async (scope) => {
    await scope.models.get(input.modelId)
    return {
      runs: await scope.runs.list(input.modelId),
      bindings: await bindingsOf(scope, tablesOf(ctx.house, document)),
    }
  })
  refuseUnbound(ctx, { ...document, nodes: [...sources] }, bindings)
  const context = compileContext(ctx.house, document, bindings)
  const compiled = compileStagedPreview(document, context, { nodeId, port, limit })
  const { steps, statement, count } = compiled
  if (statement === null || count === null) throw engineError('nothing-to-show', { nodeId })
  const show = (child: DuckdbChild, computedAt: string) =>
    previewRows(child, { nodeId, steps, statement, count, computedAt })

  const run = await newestWithRows(ctx, runs)
  const page =
    run &&
    (await ctx.house.previews.use(run.folder, async (child) =>
      findStale(await relationsOf(child), sources, context) === null ? show(child, run.at) : undefined,
    ))
  return encodeArrow(
    page ?? (await showReading(ctx, { document, modelId: input.modelId, sources, scans: compiled.scans }, show)),
  )
}

interface Reading {
  readonly document: GraphDocument
  readonly modelId: string
  readonly sources: GraphDocument['nodes']
  readonly scans: CompiledRun['scans']
}

/** Reads the sources themselves, into a folder of the model's own, and shows what follows from them. */
async function showReading(
  ctx: MemberContext,
  { document, modelId, sources, scans }: Reading,
  show: (child: DuckdbChild, computedAt: string) => Promise<RowsPage>,
): Promise<RowsPage> {
  const { house, session } = ctx
  const compiled = { scans: scans.filter(({ nodeId }) => sources.some(({ id }) => id === nodeId)) }
  const opened = await asCaller(ctx, (scope) => runSources(ctx, scope, compiled))
  const folder = await createRunFolder(house.folders.runs, session.actor.organizationId, readingFolder(modelId))
  const titles = new Map(document.nodes.map(({ id, title }) => [id, title]))
  return house.previews.use(folder, async (child) => {
    const signal = AbortSignal.timeout(pageReadTimeout)
    const request = { compiled, sources: opened, titles, folder, signal }
    const { readAt, asked } = await readForPreview(child, request).catch((cause: unknown) => {
      if (!signal.aborted) throw cause
      const tables = tableNames(
        house,
        compiled.scans.map(({ logicalTable }) => logicalTable),
      )
      throw engineError('reading-takes-long', { tables, seconds: pageReadTimeout / 1000 }, { cause })
    })
    await asCaller(ctx, async (scope) => {
      for (const sourceId of asked) await scope.sources.recordRead(sourceId)
    })
    return show(child, readAt)
  })
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

/** A source that was added, or bound otherwise, after the run has no rows in its database. @throws no-data-yet, preview-out-of-date */
export function refuseStale(...asked: Parameters<typeof findStale>): void {
  const stale = findStale(...asked)
  if (stale !== null) throw engineError(stale.code, { tables: stale.tables })
}

function findStale(
  relations: ReadonlyMap<string, ReadonlySet<string>>,
  sources: GraphDocument['nodes'],
  { bindings, tables }: CompileContext,
): { readonly code: 'no-data-yet' | 'preview-out-of-date'; readonly tables: string } | null {
  for (const { id, config } of sources) {
    const table = tables.find((each) => each.id === config.table || each.name === config.table)
    if (table === undefined) continue
    const names = `${table.id} ${table.label.zh}`
    const columns = relations.get(scanRelation(id))
    if (columns === undefined) return { code: 'no-data-yet', tables: names }
    const bound = Object.values(bindings[table.id]?.columns ?? {}).flatMap(({ from }) => (from === null ? [] : [from]))
    if (bound.some((column) => !columns.has(column))) return { code: 'preview-out-of-date', tables: names }
  }
  return null
}
