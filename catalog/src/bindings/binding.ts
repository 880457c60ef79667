import type { Binding, Problem } from '@jianmo/connectors/words'

/** A district's binding with what the last check found. `broken` blocks runs of models that read the table. */
export interface StoredBinding {
  readonly binding: Binding
  readonly sourceName: string
  readonly state: 'bound' | 'broken'
  readonly problems: readonly Problem[]
  readonly savedAt: string
  readonly savedBy: string
}

export interface BindingStore {
  /** The district's bindings; only those of `logicalTables` if given. */
  list(logicalTables?: readonly string[]): Promise<readonly StoredBinding[]>
  get(logicalTable: string): Promise<StoredBinding | null>
  /** Makes or replaces the district's binding of that table; problems of severity `error` make it broken.
   * @throws source-not-found (also for another district's source), not-allowed */
  save(binding: Binding, problems: readonly Problem[]): Promise<StoredBinding>
  remove(logicalTable: string): Promise<void>
}
