import type { NewRun, Scope } from '@jianmo/catalog'
import type { Binding } from '@jianmo/connectors/words'
import { engineError, type RunSource } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { type CompiledRun, compileRun } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import type { MemberContext } from './context.ts'
import { compileContext, contentOf, readDocument, refuseProblems, tablesOf } from './documents.ts'
import { accessSource } from './open-source.ts'
import { applyParameters, type ParameterValues, runDateOf } from './run-parameters.ts'

export interface RunOrder {
  readonly modelId: string
  readonly document?: GraphDocument | undefined
  readonly mode: 'trial' | 'formal'
  readonly parameters?: ParameterValues | undefined
}

/** Everything a run needs, read and checked in the caller's scope before anything is started. */
export interface PreparedRun {
  readonly row: NewRun
  /** As it stands on the canvas. */
  readonly drawn: GraphDocument
  /** With the parameter values of this run. */
  readonly document: GraphDocument
  readonly compiled: CompiledRun
  readonly bindings: Readonly<Record<string, Binding>>
  readonly sources: ReadonlyMap<string, RunSource>
  readonly runDate: string
}

/** @throws version-not-approved, table-not-bound, model-has-problems, no-lead-output, parameter-unknown … */
export async function prepareRun(ctx: MemberContext, scope: Scope, order: RunOrder): Promise<PreparedRun> {
  const { house } = ctx
  const drawn = readDocument(order.document ?? (await scope.models.open(order.modelId)).document)
  const { hash: versionHash } = contentOf(drawn)
  const version = await scope.versions.approved(order.modelId, versionHash)
  if (order.mode === 'formal' && version === null) throw engineError('version-not-approved', { modelId: order.modelId })

  const document = applyParameters(drawn, order.parameters ?? {})
  const bindings = await bindingsOf(scope, tablesOf(house, document))
  refuseUnbound(ctx, document, bindings)
  const compiled = compileRun(document, compileContext(house, document, bindings))
  refuseProblems(compiled.problems)
  if (compiled.leads === null) throw engineError('no-lead-output', {})

  const runDate = runDateOf(document)
  const row: NewRun = {
    modelId: order.modelId,
    mode: order.mode,
    versionId: version?.id ?? null,
    versionHash,
    sqlHash: compiled.hash,
    runDate,
    parameters: document.parameters.map(({ name, label, value }) => ({ name, label, value: String(value) })),
    statutes: citedStatutes(ctx, document),
    steps: compiled.steps.map(({ nodeId, port, relation, nodeIds, statement: { text, hash } }) => ({
      nodeId,
      port,
      relation,
      nodeIds,
      text,
      hash,
    })),
    serverInstance: house.instance,
  }
  return { row, drawn, document, compiled, bindings, sources: await runSources(ctx, scope, compiled), runDate }
}

/** @throws table-not-bound */
export function refuseUnbound(
  { house }: MemberContext,
  document: GraphDocument,
  bindings: Readonly<Record<string, Binding>>,
): void {
  const unbound = house.tables.filter(({ id }) => tablesOf(house, document).includes(id) && bindings[id] === undefined)
  if (unbound.length === 0) return
  const names = unbound.flatMap(({ id, name }) => [id, name])
  const nodes = document.nodes.filter(({ type, config }) => type === 'source' && names.includes(String(config.table)))
  const tables = unbound.map(({ id, label }) => `${id} ${label.zh}`).join('、')
  throw engineError('table-not-bound', { tables, nodeIds: nodes.map(({ id }) => id) })
}

/** The sources of scans, each with a way to open it. */
export async function runSources(
  ctx: MemberContext,
  scope: Scope,
  { scans }: Pick<CompiledRun, 'scans'>,
): Promise<ReadonlyMap<string, RunSource>> {
  const sources = new Map<string, RunSource>()
  for (const sourceId of new Set(scans.map((scan) => scan.sourceId))) {
    const { source, open } = await accessSource(ctx, scope, sourceId)
    sources.set(sourceId, { name: source.name, open })
  }
  return sources
}

/** All windows of every statute that a rule names, as they are known now: a later change of the records changes no run. */
function citedStatutes({ house }: MemberContext, document: GraphDocument) {
  const judged = JSON.stringify(document.nodes.filter(({ type }) => type === 'judge').map(({ config }) => config))
  return house.statutes.filter(({ key }) => judged.includes(JSON.stringify(key)))
}
