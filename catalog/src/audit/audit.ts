export interface AuditEntry {
  /** `noun.verb`, e.g. `marketplace.approve`. */
  readonly action: string
  /** Id of what it was done to. */
  readonly subject: string | null
  /** No personal data, no secrets. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>
}

export interface AuditStore {
  /** Append only: the server's role can neither read nor change what it wrote. */
  write(entry: AuditEntry): Promise<void>
}
