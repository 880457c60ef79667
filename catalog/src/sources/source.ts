import type { Text } from '@jianmo/connectors/words'

export type SourceHealth = 'ok' | 'unknown' | 'failing'
export type SourceSettings = Readonly<Record<string, unknown>>

/** An agency source of one district. `settings` never holds the secret fields. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly settings: SourceSettings
  readonly health: SourceHealth
  readonly healthText: Text | null
  /** When the health was last found out. */
  readonly checkedAt: string | null
  /** When the newest data had come in, as far as the source told when it was last looked at. */
  readonly newestAt: string | null
  /** New data are expected at least every so many days (1…400); null if nobody said. */
  readonly expectedDays: number | null
  readonly lastReadAt: string | null
}

export interface NewSource {
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly settings: SourceSettings
  /** Names of the settings that are encrypted before they are stored (`Connector.secrets`). */
  readonly secrets: readonly string[]
  readonly expectedDays?: number | null
}

export interface SourceStore {
  list(): Promise<readonly Source[]>
  /** @throws source-not-found */
  get(sourceId: string): Promise<Source>
  /** Data administrators only. @throws not-allowed, name-taken */
  create(input: NewSource): Promise<Source>
  /** Settings with the secrets decrypted, only to open a connector with. @throws source-not-found, secret-unreadable */
  settingsOf(sourceId: string): Promise<SourceSettings>
  /** Replaces what the source is; `settings` are whole, secrets included. Its health is unknown again if the settings differ.
   * Data administrators only. @throws not-allowed, source-not-found, name-taken */
  change(sourceId: string, input: Omit<NewSource, 'kind'>): Promise<Source>
  recordHealth(sourceId: string, health: SourceHealth, text: Text | null): Promise<void>
  /** Notes how new the newest data are; null if the source does not tell. */
  recordNewest(sourceId: string, newestAt: string | null): Promise<void>
  /** Notes that rows were read just now. */
  recordRead(sourceId: string): Promise<void>
  /** Data administrators only. @throws not-allowed, source-in-use if a binding still reads it */
  remove(sourceId: string): Promise<void>
}

/** An exact host:port that sources may reach; listed by a provincial administrator. */
export interface NetworkHost {
  readonly host: string
  readonly port: number
}

export interface NetworkHostStore {
  list(): Promise<readonly NetworkHost[]>
  /** Provincial administrators only; listing twice is harmless. @throws not-allowed, host-not-valid */
  allow(host: NetworkHost): Promise<void>
  /** Provincial administrators only. @throws not-allowed */
  disallow(host: NetworkHost): Promise<void>
}
