import { z } from 'zod'
import { engineError, measureRun, runFolder } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { makeTables, relationsOf } from '../rows/index.ts'
import { compileRecount } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, readDocument, tablesOf } from './documents.ts'
import { DocumentJson, Id, NodeId } from './inputs.ts'
import { hasRows, refuseStale } from './over-rows.ts'
import { applyParameters } from './run-parameters.ts'
import { showRun } from './show-runs.ts'
import type { Recount, RunDetail } from './wire.ts'

export const RecountInput = z.strictObject({
  modelId: Id,
  document: DocumentJson,
  /** Over the data that this run read. */
  runId: Id,
  nodeIds: z.array(NodeId).min(1).max(5000),
})

/**
 * Counts some nodes of a changed document anew, over the data of a finished run. Nothing is asked about other nodes, no source
 * is read, and the run stays what it was: leads come from a run only.
 * @throws run-not-found, run-results-removed, no-data-yet, preview-out-of-date
 */
export async function recount(ctx: MemberContext, input: z.infer<typeof RecountInput>): Promise<Recount> {
  const { house, session } = ctx
  const { modelId, runId } = input
  const drawn = readDocument(input.document)
  const { run, bindings } = await asCaller(ctx, async (scope) => ({
    run: showRun(await scope.runs.open(runId)),
    bindings: await bindingsOf(scope, tablesOf(house, drawn)),
  }))
  if (run.modelId !== modelId) throw engineError('run-not-found', { runId })
  const folder = runFolder(house.folders.runs, session.actor.organizationId, runId)
  if (!(await hasRows(folder))) throw engineError('run-results-removed', { runId })

  const document = withRunValues(drawn, run)
  const context = compileContext(house, document, bindings)
  const compiled = compileRecount(document, context, new Set(input.nodeIds))
  const read = compiled.scans.map(({ nodeId }) => nodeId)
  return house.previews.use(folder, async (child) => {
    refuseStale(
      await relationsOf(child),
      document.nodes.filter(({ id }) => read.includes(id)),
      context,
    )
    const tables = await makeTables(child, compiled.steps)
    const { counts, joins, dropped, judged } = await measureRun(child, compiled)
    const { counts: rows, joins: met, dropped: left, undecided, judged: rules } = compiled
    return {
      nodeIds: [...new Set(counts.map(({ nodeId }) => nodeId))],
      counts,
      joins,
      dropped,
      judged,
      tables,
      questions: [rows, met, left, undecided, rules].reduce((sum, { length }) => sum + length, 0),
      computedAt: new Date().toISOString(),
    }
  })
}

/** The values that the run was given beside the drawing go on, unless the drawer changed them since. */
function withRunValues(document: GraphDocument, { drawn, parameters }: RunDetail): GraphDocument {
  const given = parameters.flatMap(({ name, value }) => {
    const before = drawn?.parameters.find((parameter) => parameter.name === name)
    const now = document.parameters.find((parameter) => parameter.name === name)
    return before !== undefined && now?.type === before.type && now.value === before.value ? [[name, value]] : []
  })
  return applyParameters(document, Object.fromEntries(given))
}
