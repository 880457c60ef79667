import type { OpenRun } from '@jianmo/catalog'
import { compactText, maskResidentId, maskValue } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import { z } from 'zod'
import { engineError, runFolder } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { type Absence, askOver, explainAbsence, leadKey, reasonText } from '../leads/index.ts'
import { relationsOf } from '../rows/index.ts'
import { readTypedId, type Sought } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, contentOf, readDocument, tableNames, tablesOf } from './documents.ts'
import { DocumentJson, Id } from './inputs.ts'
import { hasRows, newestWithRows, refuseStale } from './over-rows.ts'
import { applyParameters } from './run-parameters.ts'
import { readResults } from './run-results.ts'
import { showEnds } from './show-why-not.ts'
import type { Outcome, Severity, WhyNot } from './wire.ts'

export const WhyNotInput = z.strictObject({
  modelId: Id,
  /** As it is drawn now; the saved one if nothing is said. */
  document: DocumentJson.optional(),
  /** Over the data of this run; the newest that still has its rows if nothing is said. */
  runId: Id.optional(),
  sought: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), id: z.string().max(100) }),
    z.strictObject({ kind: z.literal('value'), column: z.string().min(1).max(80), value: z.string().min(1).max(200) }),
  ]),
})

/**
 * Why somebody is, or is not, among the leads of a model over the data of a finished run. Masked; the look-up is recorded,
 * with the person under the province's secret. @throws id-malformed, no-data-yet, run-results-removed, preview-out-of-date
 */
export async function whyNot(ctx: MemberContext, input: z.infer<typeof WhyNotInput>): Promise<WhyNot> {
  const { modelId, sought } = input
  refuseMalformed(sought)
  const { house } = ctx
  const { model, run, bindingsFor } = await asCaller(ctx, async (scope) => {
    const model = await scope.models.open(modelId)
    const id = input.runId ?? (await newestWithRows(ctx, await scope.runs.list(modelId)))?.id
    const run = id === undefined ? undefined : await scope.runs.open(id)
    const person = leadKey({ modelId, subjectId: soughtKey(sought), eventKey: '' }, house.leadSecret)
    await scope.audit.write({ action: 'person.look-up', subject: modelId, data: { person, by: sought.kind } })
    const drawn = readDocument(input.document ?? model.document)
    return { model, run, bindingsFor: await bindingsOf(scope, tablesOf(house, drawn)) }
  })
  const drawn = readDocument(input.document ?? model.document)
  if (run === undefined || run.modelId !== modelId)
    throw engineError('no-data-yet', { tables: tableNames(house, tablesOf(house, drawn)) })
  const folder = runFolder(house.folders.runs, ctx.session.actor.organizationId, run.id)
  if (!(await hasRows(folder))) throw engineError('run-results-removed', { runId: run.id })

  const document = input.document === undefined ? asRun(drawn, run) : drawn
  const context = compileContext(house, document, bindingsFor)
  const absence = await house.previews.use(folder, async (child) => {
    refuseStale(
      await relationsOf(child),
      document.nodes.filter(({ type }) => type === 'source'),
      context,
    )
    return explainAbsence(askOver(child), { document, context, sought })
  })
  return {
    verdict: absence.verdict,
    understood: understood(sought, absence),
    runId: run.id,
    computedAt: run.finishedAt ?? run.startedAt,
    sameModel: contentOf(drawn).hash === run.versionHash,
    nodes: document.nodes.map(({ id, title }) => ({ nodeId: id, title })),
    sources: absence.sources.map((source) => showSource(ctx, source, { document, run })),
    ends: showEnds(absence.ends),
    leads: await showReached(ctx, absence, run),
  }
}

/** Something that cannot be anybody's id: a name in the wrong field, a few digits. */
function refuseMalformed(sought: Sought): void {
  if (sought.kind !== 'person') return
  const { clean } = readTypedId(sought.id)
  if (clean.length < 6 || !/^[0-9A-Z.+()-]+$/.test(clean)) throw engineError('id-malformed', { length: clean.length })
}

function soughtKey(sought: Sought): string {
  if (sought.kind === 'value') return JSON.stringify([sought.column, compactText(sought.value)])
  const { value, clean } = readTypedId(sought.id)
  return value ?? clean
}

function understood(sought: Sought, { sources }: Absence): WhyNot['understood'] {
  if (sought.kind === 'person') {
    const { value, clean, reason } = readTypedId(sought.id)
    return { text: maskResidentId(value ?? clean), reason: reason === null ? null : reasonText(reason) }
  }
  const unknown: Pick<Column, 'type' | 'sensitivity'> = { type: 'text', sensitivity: 'personal' }
  const column = sources.flatMap(({ columns }) => columns)[0] ?? unknown
  return { text: String(maskValue(sought.value, column)), reason: null }
}

/** The document with the values that the run was given, as far as it still has these parameters. */
function asRun(document: GraphDocument, run: OpenRun): GraphDocument {
  const known = new Set(document.parameters.map(({ name }) => name))
  const values = run.parameters.filter(({ name }) => known.has(name)).map(({ name, value }) => [name, value])
  return applyParameters(document, Object.fromEntries(values))
}

function showSource(
  { house }: MemberContext,
  { nodeId, rows, capped, columns, near }: Absence['sources'][number],
  { document, run }: { readonly document: GraphDocument; readonly run: OpenRun },
): WhyNot['sources'][number] {
  const read = run.sources.find((source) => source.nodeId === nodeId)
  const title = document.nodes.find(({ id }) => id === nodeId)?.title ?? nodeId
  const table = house.tables.find(({ id }) => id === read?.logicalTable)
  return {
    nodeId,
    tableLabel: table?.label ?? { zh: title, en: title },
    sourceName: read?.sourceName ?? '',
    batch: read?.snapshot ?? '',
    total: read?.rows ?? null,
    rows,
    capped,
    columns: columns.map(({ label }) => label),
    near,
  }
}

/** Leads are named by what their run calls them; what only the changed model finds has no page yet. */
async function showReached(ctx: MemberContext, { leads }: Absence, run: OpenRun): Promise<WhyNot['leads']> {
  if (leads.length === 0) return []
  const { house, session } = ctx
  const ids = new Map<string, string>()
  if (run.mode === 'formal') {
    for (const { key, id } of await asCaller(ctx, (scope) => scope.leads.ofRun(run.id))) ids.set(key, id)
  } else {
    const results = await readResults(runFolder(house.folders.runs, session.actor.organizationId, run.id), run.id)
    for (const { key } of results.leads) ids.set(key, key)
  }
  return leads.map(({ subjectId, eventKey, rule, title, outcome, severity }) => ({
    rowId: ids.get(leadKey({ modelId: run.modelId, subjectId, eventKey }, house.leadSecret)) ?? null,
    rule,
    title,
    outcome: outcome as Outcome,
    severity: severity as Severity | null,
  }))
}
