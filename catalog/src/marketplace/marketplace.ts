import type { Text } from '@jianmo/connectors/words'
import type { NewVersion, Version, VersionState } from '../versions/version.ts'

export interface SubmissionCheck {
  readonly name: Text
  readonly passed: boolean
  readonly detail: Text
}

/** A logical table that a version reads, and which of its columns. */
export interface VersionInput {
  readonly table: string
  readonly columns: readonly string[]
}

export interface NewSubmission extends NewVersion {
  readonly note: string
  readonly checks: readonly SubmissionCheck[]
  readonly inputs: readonly VersionInput[]
}

/** Structurally the wire's SubmissionSummary. */
export interface Submission {
  readonly id: string
  readonly modelTitle: string
  readonly version: number
  readonly organization: string
  readonly submittedBy: string
  readonly submittedAt: string
  readonly state: VersionState
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

export interface OpenSubmission {
  readonly submission: Submission
  readonly version: Version
  readonly note: string
  readonly checks: readonly SubmissionCheck[]
  readonly inputs: readonly VersionInput[]
  readonly mayDecide: boolean
  readonly mayNotDecideBecause: Text | null
}

export interface Decision {
  readonly submissionId: string
  readonly decision: 'approve' | 'return'
  readonly reason: string
}

export interface Listing {
  readonly id: string
  readonly modelId: string
  readonly versionId: string
  readonly title: string
  readonly summary: string
  readonly version: number
  readonly organization: string
  readonly listedAt: string
  readonly inputs: readonly VersionInput[]
  readonly clones: number
  /** Model of the own district that was cloned from it, if any. */
  readonly clonedAs: string | null
  readonly document: unknown
}

export interface MarketplaceStore {
  /** Makes (or reuses, by hash) the immutable version and submits it.
   * @throws not-allowed, model-not-found, already-submitted, nothing-changed if that content is approved already */
  submit(input: NewSubmission): Promise<Submission>
  /** Those of the own district; a provincial administrator sees the province's. Newest first. */
  submissions(): Promise<readonly Submission[]>
  /** @throws submission-not-found */
  submission(submissionId: string): Promise<OpenSubmission>
  /** Approving lists the version. The reason must not be empty. The author may not decide (a trigger says so too).
   * @throws not-allowed, author-may-not-decide, already-decided, reason-missing, submission-not-found */
  decide(input: Decision): Promise<{ readonly listingId: string | null }>
  /** Everyone signed in sees every listing; of a model only its newest listed version. */
  listings(): Promise<readonly Listing[]>
  /** @throws listing-not-found */
  listing(listingId: string): Promise<Listing>
  /** Makes a model in the own district from the listed version; cloning again gives the same model.
   * @throws not-allowed, listing-not-found */
  clone(listingId: string): Promise<{ readonly modelId: string }>
}
