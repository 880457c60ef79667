import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { createRunFolder, engineError, readingFolder, runDatabase, runFolder } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { scanRelation } from '../planner/index.ts'
import { type RowsOrigin, readForPreview, relationsOf } from '../rows/index.ts'
import type { CompileContext, CompiledScan } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, tableNames, tablesOf } from './documents.ts'
import { pageReadTimeout } from './open-source.ts'
import { refuseUnbound, runSources } from './prepare-run.ts'

interface Question {
  readonly modelId: string
  readonly document: GraphDocument
  /** The node whose rows are looked at: what it comes from must be bound, and is what is read. */
  readonly nodeId: string
}

/** An engine that holds the loaded scans of a question, and where their rows come from. */
type Ask<Answer> = (child: DuckdbChild, origin: RowsOrigin) => Promise<Answer>

export interface RowsBelow {
  readonly context: CompileContext
  /** Asks over what the model's newest finished run read; what no run has read is read now. */
  over<Answer>(scans: readonly CompiledScan[], ask: Ask<Answer>): Promise<Answer>
}

/** Finds the loaded data that a node's rows follow from. @throws table-not-bound; `over` throws source-down, reading-takes-long */
export async function rowsBelow(ctx: MemberContext, question: Question): Promise<RowsBelow> {
  const { modelId, document, nodeId } = question
  const sources = sourcesOf(document, nodeId)
  const { runs, bindings } = await asCaller(ctx, async (scope) => {
    await scope.models.get(modelId)
    return { runs: await scope.runs.list(modelId), bindings: await bindingsOf(scope, tablesOf(ctx.house, document)) }
  })
  refuseUnbound(ctx, { ...document, nodes: [...sources] }, bindings)
  const context = compileContext(ctx.house, document, bindings)
  return {
    context,
    async over(scans, ask) {
      const run = await newestWithRows(ctx, runs)
      const answer =
        run &&
        (await ctx.house.previews.use(run.folder, async (child) =>
          findStale(await relationsOf(child), sources, context) === null
            ? { value: await ask(child, { runId: run.id, readAt: run.startedAt }) }
            : undefined,
        ))
      return answer ? answer.value : overReading(ctx, { modelId, document, sources, scans }, ask)
    },
  }
}

interface Reading {
  readonly modelId: string
  readonly document: GraphDocument
  readonly sources: GraphDocument['nodes']
  readonly scans: readonly CompiledScan[]
}

/** Reads the sources themselves, into a folder of the model's own. */
async function overReading<Answer>(
  ctx: MemberContext,
  { document, modelId, sources, scans }: Reading,
  ask: Ask<Answer>,
): Promise<Answer> {
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
    return ask(child, { runId: null, readAt })
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
  for (const { id, startedAt } of finished.sort((left, right) => (left.startedAt < right.startedAt ? 1 : -1))) {
    const folder = runFolder(house.folders.runs, session.actor.organizationId, id)
    if (await hasRows(folder)) return { id, folder, startedAt }
  }
  return undefined
}

interface RunRow {
  readonly id: string
  readonly state: string
  readonly startedAt: string
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
