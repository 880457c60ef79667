export type VersionState = 'submitted' | 'returned' | 'approved'

/** Immutable content of a model. `hash` is the SHA-256 (hex) of the UTF-8 bytes of `canonical`; the database checks it. */
export interface Version {
  readonly id: string
  readonly modelId: string
  readonly organizationId: string
  readonly number: number
  readonly title: string
  readonly summary: string
  readonly hash: string
  /** Canonical JSON of what the version means (positions and notes left out). */
  readonly canonical: string
  /** The whole document as it was drawn. */
  readonly document: unknown
  readonly createdAt: string
  readonly createdBy: string
}

export interface NewVersion {
  readonly modelId: string
  readonly title: string
  readonly summary: string
  readonly document: unknown
  readonly canonical: string
  readonly hash: string
}

export interface VersionStore {
  /** @throws version-not-found */
  get(versionId: string): Promise<Version>
  ofModel(modelId: string): Promise<readonly Version[]>
  /** The approved version that equals `hash`: one of this model, or the listed one it was cloned from. */
  approved(modelId: string, hash: string): Promise<Version | null>
}
