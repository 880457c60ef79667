import { type Listing, mayDo, type OpenSubmission, type Scope } from '@jianmo/catalog'
import { checkPersonalData } from '../graph/index.ts'
import { compileRun, nodeSql } from '../sql/index.ts'
import { asCaller, type MemberContext } from './context.ts'
import { contentOf, readDocument, refuseProblems } from './documents.ts'
import { apiError } from './errors.ts'
import { checksOf, inferOf, inputsOf, unboundContext } from './submission-checks.ts'
import type { ListingSummary, SubmissionDetail, SubmissionSummary } from './wire.ts'

/** Freezes the saved draft as a version and submits it. Refused, naming node and field, while the model has problems or
 * holds anything that looks like personal data, an address or a secret. */
export function submitModel(ctx: MemberContext, input: { modelId: string; note: string }): Promise<SubmissionSummary> {
  return asCaller(ctx, async ({ models, marketplace }) => {
    const document = readDocument((await models.open(input.modelId)).document)
    refusePersonalData(document, input.note)
    const { columns, problems } = inferOf(ctx, document)
    refuseProblems(problems)
    const inputs = inputsOf(ctx, document, columns)
    return marketplace.submit({
      modelId: input.modelId,
      title: document.title,
      summary: document.summary,
      document,
      ...contentOf(document),
      note: input.note,
      checks: checksOf(document, problems, inputs),
      inputs,
    })
  })
}

function refusePersonalData(document: ReturnType<typeof readDocument>, note: string): void {
  const withNote = {
    ...document,
    notes: [
      ...document.notes,
      { id: 'submission-note', text: note, position: { x: 0, y: 0 }, size: { width: 1, height: 1 } },
    ],
  }
  const problems = checkPersonalData(withNote)
  const [first] = problems
  if (first !== undefined)
    throw apiError('personal-data-in-model', { count: problems.length, first: first.text, problems })
}

export function listSubmissions(ctx: MemberContext): Promise<readonly SubmissionSummary[]> {
  return asCaller(ctx, ({ marketplace }) => marketplace.submissions())
}

export async function openSubmission(ctx: MemberContext, submissionId: string): Promise<SubmissionDetail> {
  return toDetail(ctx, await asCaller(ctx, ({ marketplace }) => marketplace.submission(submissionId)))
}

function toDetail(ctx: MemberContext, open: OpenSubmission): SubmissionDetail {
  const document = readDocument(open.version.document)
  const cited = JSON.stringify(document.nodes.map(({ config }) => config))
  return {
    ...open.submission,
    document,
    versionHash: open.version.hash,
    note: open.note,
    checks: open.checks,
    inputs: open.inputs.flatMap(({ table: id, columns }) => {
      const table = ctx.house.tables.find((each) => each.id === id)
      return table === undefined ? [] : [{ table, columns }]
    }),
    sql: nodeSql(document, compileRun(document, unboundContext(ctx, document))),
    statutes: ctx.house.statutes.filter(({ key }) => cited.includes(JSON.stringify(key))),
    mayDecide: open.mayDecide,
    mayNotDecideBecause: open.mayNotDecideBecause,
  }
}

interface Decision {
  readonly submissionId: string
  readonly decision: 'approve' | 'return'
  readonly reason: string
}

export function decideSubmission(
  ctx: MemberContext,
  decision: Decision,
): Promise<{ readonly listingId: string | null }> {
  return asCaller(ctx, ({ marketplace }) => marketplace.decide(decision))
}

export function listListings(ctx: MemberContext): Promise<readonly ListingSummary[]> {
  return asCaller(ctx, async (scope) => {
    const bound = await boundTables(scope)
    return (await scope.marketplace.listings()).map((listing) => showListing(ctx, listing, bound))
  })
}

export function openListing(ctx: MemberContext, listingId: string): Promise<ListingSummary> {
  return asCaller(ctx, async (scope) => {
    const bound = await boundTables(scope)
    return showListing(ctx, await scope.marketplace.listing(listingId), bound)
  })
}

export function cloneListing(ctx: MemberContext, listingId: string): Promise<{ readonly modelId: string }> {
  return asCaller(ctx, ({ marketplace }) => marketplace.clone(listingId))
}

/** Only districts have bindings; a provincial administrator looks at listings without any. */
async function boundTables({ actor, bindings }: Scope): Promise<ReadonlySet<string>> {
  if (!mayDo(actor, 'bindings', 'read')) return new Set()
  const stored = await bindings.list()
  return new Set(stored.filter(({ state }) => state === 'bound').map(({ binding }) => binding.logicalTable))
}

function showListing(ctx: MemberContext, listing: Listing, bound: ReadonlySet<string>): ListingSummary {
  const { id, title, summary, version, organization, listedAt, clones, clonedAs, document } = listing
  return {
    id,
    title,
    summary,
    version,
    organization,
    listedAt,
    inputs: listing.inputs.map(({ table }) => ({
      table,
      label: ctx.house.tables.find((each) => each.id === table)?.label ?? { zh: table, en: table },
      bound: bound.has(table),
    })),
    clones,
    clonedAs,
    document: readDocument(document),
  }
}
