import type { Scope } from '@jianmo/catalog'
import type { GraphDocument } from '../graph/index.ts'
import { type AdaptationNode, adaptationLayer } from '../planner/index.ts'
import { compileRun, nodeSql } from '../sql/index.ts'
import { bindingsOf } from './binding-states.ts'
import { asCaller, type MemberContext } from './context.ts'
import { compileContext, contentOf, emptyDocument, readDocument, tablesOf } from './documents.ts'
import { forgetReading } from './forget-runs.ts'
import { todayInChina } from './run-parameters.ts'
import type { ModelSummary, NodeSql, OpenModel, SavedModel } from './wire.ts'

export function listModels(ctx: MemberContext): Promise<readonly ModelSummary[]> {
  return asCaller(ctx, ({ models }) => models.list())
}

export function createModel(ctx: MemberContext, title: string): Promise<{ readonly modelId: string }> {
  return asCaller(ctx, async ({ models }) => {
    const model = await models.create({ title, summary: '', document: emptyDocument(title, todayInChina()) })
    return { modelId: model.id }
  })
}

export function openModel(ctx: MemberContext, modelId: string): Promise<OpenModel> {
  return asCaller(ctx, async ({ models, versions }) => {
    const { model, document: json } = await models.open(modelId)
    const document = readDocument(json)
    const approved = await versions.approved(modelId, contentOf(document).hash)
    return {
      model,
      document,
      revision: model.revision,
      mayEdit: ctx.session.person.roles.includes('prosecutor'),
      approvedVersion: approved?.number ?? null,
    }
  })
}

interface Save {
  readonly modelId: string
  readonly document: GraphDocument
  readonly baseRevision: number
}

/** Saves a draft, unfinished or not: only what cannot be read as a document is refused. */
export function saveModel(ctx: MemberContext, { modelId, document: json, baseRevision }: Save): Promise<SavedModel> {
  const document = readDocument(json)
  return asCaller(ctx, ({ models }) =>
    models.saveDraft({ modelId, baseRevision, title: document.title, summary: document.summary, document }),
  )
}

export async function removeModel(ctx: MemberContext, modelId: string): Promise<null> {
  await asCaller(ctx, ({ models }) => models.remove(modelId))
  await forgetReading(ctx, modelId)
  return null
}

interface OfDocument {
  readonly modelId: string
  readonly document: GraphDocument
}

/** Nodes without a finished plan have no SQL yet and are left out; their problems are on the canvas. */
export async function modelSql(ctx: MemberContext, input: OfDocument): Promise<readonly NodeSql[]> {
  const document = readDocument(input.document)
  const bindings = await asCaller(ctx, async (scope) => {
    await scope.models.get(input.modelId)
    return bindingsOf(scope, tablesOf(ctx.house, document))
  })
  return nodeSql(document, compileRun(document, compileContext(ctx.house, document, bindings)))
}

/** The cards of one logical table's 适配层, from the district's binding. */
export interface AdaptationOfTable {
  readonly logicalTable: string
  readonly nodes: readonly AdaptationNode[]
}

export function modelAdaptation(ctx: MemberContext, modelId: string): Promise<readonly AdaptationOfTable[]> {
  return asCaller(ctx, async (scope: Scope) => {
    const { document: json } = await scope.models.open(modelId)
    const stored = await scope.bindings.list(tablesOf(ctx.house, readDocument(json)))
    return stored.flatMap(({ binding }) => {
      const table = ctx.house.tables.find(({ id }) => id === binding.logicalTable)
      if (table === undefined) return []
      // Columns that nobody bound would need the source to be asked; the cards show what is bound.
      return [{ logicalTable: table.id, nodes: adaptationLayer(binding, table, []) }]
    })
  })
}
