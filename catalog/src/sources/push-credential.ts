import type { SourceSettings } from './source.ts'

/** A credential with which an agency pushes to one source, and can do nothing else. The secret itself is not kept. Two may be
 * valid at a time, so that one follows another without a gap. */
export interface PushCredential {
  readonly id: string
  readonly label: string
  readonly createdByName: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface PushCredentialStore {
  /** Newest first, the revoked ones too. */
  list(sourceId: string): Promise<readonly PushCredential[]>
  /** The token is given once and never again. @throws not-allowed, source-takes-no-push, credentials-in-use */
  create(sourceId: string, label: string): Promise<{ readonly credential: PushCredential; readonly token: string }>
  /** For ever, from the next request on. @throws not-allowed, credential-not-found */
  revoke(sourceId: string, credentialId: string): Promise<void>
}

/** What a valid token opens. */
export interface PushAccess {
  readonly credentialId: string
  readonly organizationId: string
  readonly sourceId: string
  readonly settings: SourceSettings
}
