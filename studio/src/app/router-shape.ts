import type {
  BindingCheck, BindingProposal, BindingState, ConnectorKind, LeadDetail, LeadSummary, ListingSummary, ModelSummary,
  NodeSql, OpenModel, RejectedRow, RunDetail, RunMode, RunProgress, RunSummary, SavedModel, SignedInPerson,
  SourceSummary, SubmissionDetail, SubmissionSummary, UndeterminedRow, UnidentifiedRow, Role, OrganizationLevel,
} from '@jianmo/engine/api'
import type { Binding, LogicalTable, SourceTable, Statute } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import type {
  TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure, TRPCDefaultErrorShape,
} from '@trpc/server'

type Query<In, Out> = TRPCQueryProcedure<{ input: In; output: Out; meta: unknown }>
type Mutation<In, Out> = TRPCMutationProcedure<{ input: In; output: Out; meta: unknown }>
type Subscription<In, Out> = TRPCSubscriptionProcedure<{ input: In; output: AsyncIterable<Out>; meta: unknown }>

/** The wire as the contract names it, until the server's own router type is there. */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: TRPCDefaultErrorShape; transformer: false },
  {
    session: { me: Query<void, SignedInPerson | null> }
    models: {
      list: Query<void, readonly ModelSummary[]>
      create: Mutation<{ title: string }, { modelId: string }>
      open: Query<{ modelId: string }, OpenModel>
      save: Mutation<{ modelId: string; document: GraphDocument; baseRevision: number }, SavedModel>
      remove: Mutation<{ modelId: string }, unknown>
      sql: Query<{ modelId: string; document: GraphDocument }, readonly NodeSql[]>
    }
    catalogue: { tables: Query<void, readonly LogicalTable[]>; statutes: Query<void, readonly Statute[]> }
    sources: {
      kinds: Query<void, readonly ConnectorKind[]>
      list: Query<void, readonly SourceSummary[]>
      create: Mutation<{ name: string; kind: string; agency: string; settings: Record<string, unknown> }, { sourceId: string }>
      test: Mutation<{ sourceId: string }, unknown>
      tables: Query<{ sourceId: string }, readonly SourceTable[]>
      sample: Query<{ sourceId: string; table: string }, readonly (readonly (string | null)[])[]>
      values: Query<{ sourceId: string; table: string; column: string }, readonly { value: string | null; rows: number }[]>
      rejects: Query<{ sourceId: string; batchId: string }, readonly RejectedRow[]>
      removeBatch: Mutation<{ sourceId: string; batchId: string }, unknown>
    }
    bindings: {
      list: Query<{ tables?: string[] } | void, readonly BindingState[]>
      propose: Query<{ logicalTable: string; sourceId: string; table: string }, BindingProposal>
      check: Mutation<{ binding: Binding }, BindingCheck>
      save: Mutation<{ binding: Binding }, unknown>
    }
    runs: {
      start: Mutation<{ modelId: string; document?: GraphDocument; mode: RunMode; parameters: Record<string, string | number | boolean> }, { runId: string }>
      watch: Subscription<{ runId: string }, RunProgress>
      cancel: Mutation<{ runId: string }, unknown>
      list: Query<{ modelId?: string } | void, readonly RunSummary[]>
      open: Query<{ runId: string }, RunDetail>
      leads: Query<{ runId: string }, readonly LeadSummary[]>
      lead: Query<{ runId: string; rowId: string }, LeadDetail>
      undetermined: Query<{ runId: string }, readonly UndeterminedRow[]>
      unidentified: Query<{ runId: string }, readonly UnidentifiedRow[]>
    }
    leads: {
      list: Query<{ modelId?: string; state?: string } | void, readonly LeadSummary[]>
      open: Query<{ leadId: string }, LeadDetail>
    }
    marketplace: {
      submit: Mutation<{ modelId: string; note: string }, unknown>
      submissions: Query<void, readonly SubmissionSummary[]>
      submission: Query<{ submissionId: string }, SubmissionDetail>
      decide: Mutation<{ submissionId: string; decision: 'approve' | 'return'; reason: string }, unknown>
      listings: Query<void, readonly ListingSummary[]>
      listing: Query<{ listingId: string }, ListingSummary>
      clone: Mutation<{ listingId: string }, { modelId: string }>
    }
    admin: {
      createOrganization: Mutation<{ name: string; level: OrganizationLevel; parentId: string | null }, { id: string }>
      createPerson: Mutation<{ username: string; password: string; name: string; roles: Role[]; organizationId: string }, { id: string }>
      organizations: Query<void, readonly { id: string; name: string; level: OrganizationLevel; parentId: string | null }[]>
      people: Query<void, readonly SignedInPerson[]>
      allowHost: Mutation<{ host: string; port: number }, unknown>
      hosts: Query<void, readonly { host: string; port: number }[]>
    }
  }
>
