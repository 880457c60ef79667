import type { RunState } from '../runs/run.ts'
import type { VersionState } from '../versions/version.ts'

/** A model of one district: its draft, where it came from, and how far it got. Structurally the wire's ModelSummary. */
export interface Model {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly updatedAt: string
  /** Name of the person. */
  readonly updatedBy: string
  readonly revision: number
  /** Newest submitted version and where it stands. */
  readonly version: { readonly number: number; readonly state: VersionState } | null
  /** Set if cloned from a listing; `from` is the listing organization's name. */
  readonly origin: { readonly listingId: string; readonly from: string; readonly version: number } | null
  readonly lastRun: {
    readonly id: string
    readonly state: RunState
    readonly leads: number
    readonly at: string
  } | null
}

/** The document is whatever JSON the engine gave: the catalogue keeps it and does not read it. */
export interface NewModel {
  readonly title: string
  readonly summary: string
  readonly document: unknown
}

export interface DraftSave extends NewModel {
  readonly modelId: string
  readonly baseRevision: number
}

export interface SavedDraft {
  readonly revision: number
  readonly savedAt: string
}

/** Data of the error `model-changed-elsewhere`. */
export interface SaveConflict {
  readonly revision: number
  readonly savedBy: string
  readonly savedAt: string
}

export interface ModelStore {
  /** The district's models, newest change first. */
  list(): Promise<readonly Model[]>
  /** @throws model-not-found */
  get(modelId: string): Promise<Model>
  /** @throws model-not-found */
  open(modelId: string): Promise<{ readonly model: Model; readonly document: unknown }>
  /** Prosecutors only; revision 1. @throws not-allowed */
  create(input: NewModel): Promise<Model>
  /** @throws model-changed-elsewhere (data: SaveConflict) if `baseRevision` is not the newest, model-not-found */
  saveDraft(input: DraftSave): Promise<SavedDraft>
  /** Every earlier revision stays readable. @throws revision-not-found */
  revision(
    modelId: string,
    revision: number,
  ): Promise<{ readonly document: unknown; readonly savedAt: string; readonly savedBy: string }>
  /** Takes the model off the list; versions, runs and leads stay. @throws model-not-found */
  remove(modelId: string): Promise<void>
}
