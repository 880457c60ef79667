import type { z } from 'zod'
import type { SourceTable } from './column.ts'
import type { ProfileRequest, TableFreshness, TableProfile } from './profile.ts'
import type { Text } from './text.ts'

/** Where a source may be reached: exact host:port pairs that an administrator listed. */
export interface NetworkPolicy {
  readonly allowed: readonly string[]
  /** Never, even if listed: the catalogue's own address. */
  readonly refused: readonly string[]
}

export interface ConnectorContext {
  readonly network: NetworkPolicy
  /** The folder of this source's imported batches (file kinds read it, database kinds ignore it). */
  readonly landing: string
  readonly signal: AbortSignal
}

/** Where deliveries to a district arrive. */
export interface DeliveryPlace {
  /** The root of all drop folders, which the deployment sets; each organization has a folder of its own below it. */
  readonly drops: string
  readonly organizationId: string
}

/** What was read for a run. `rows` were received and `counted` in the same read-only snapshot: they are equal or the extract throws. */
export interface Extract {
  readonly rows: number
  readonly counted: number
  /** Batch id of an import, or a description of the snapshot (database time, transaction). */
  readonly snapshot: string
  readonly readAt: string
  readonly rejected: number
}

/** Extract file: UTF-8 CSV, header first, column 1 `_row` (integer row key in the source), NULL = unquoted empty, empty text = `""`. */
export interface ExtractRequest {
  readonly table: string
  readonly columns: readonly string[]
  readonly file: string
  readonly onRows: (rows: number) => void
}

/** An open source. Values are text (null for NULL). */
export interface OpenSource extends AsyncDisposable {
  tables(): Promise<readonly SourceTable[]>
  sample(table: string, limit: number): Promise<readonly (readonly (string | null)[])[]>
  /** Distinct values of a column with their counts, most frequent first, at most `limit`. Used to map codes. */
  values(
    table: string,
    column: string,
    limit: number,
  ): Promise<readonly { readonly value: string | null; readonly rows: number }[]>
  /** One scan of the table, in the source where it can do it. Figures that are not exact say so. */
  profile(request: ProfileRequest): Promise<TableProfile>
  /** How old the data of each table are, as far as the source tells. */
  freshness(): Promise<readonly TableFreshness[]>
  extract(request: ExtractRequest): Promise<Extract>
}

/**
 * How data arrive. `live`: read in the source when a run needs them. `file`: a person uploads files, which become batches.
 * `folder`: files that an agency drops into a watched folder become batches. `push`: the agency posts records.
 */
export type Reading = 'live' | 'file' | 'folder' | 'push'

/** What a kind of source can do; the conformance suite holds it to this. */
export interface Capabilities {
  /** An extract is one consistent snapshot: a transaction of the source, or a batch that never changes. */
  readonly snapshot: 'transaction' | 'batch'
  /** Tables and columns can carry comments. */
  readonly comments: boolean
  /** NULL and the empty text are told apart. */
  readonly emptyText: boolean
  /** Values have types in the source; otherwise everything is text. */
  readonly typed: boolean
  /** Aborting reaches the source and stops its work there. */
  readonly cancels: boolean
}

/** One kind of agency source. `settings` is a strict zod object; fields named in `secrets` are encrypted at rest. */
export interface Connector<Settings = unknown> {
  readonly kind: string
  readonly label: Text
  readonly about: Text
  readonly reading: Reading
  readonly capabilities: Capabilities
  readonly settings: z.ZodType<Settings>
  readonly form: Readonly<Record<string, SettingField>>
  readonly secrets: readonly string[]
  open(settings: Settings, context: ConnectorContext): Promise<OpenSource>
  /** Asks a source of delivered data whether deliveries can arrive. Throws what stands in their way. */
  check?(settings: Settings, place: DeliveryPlace): Promise<void>
}

export interface SettingField {
  readonly label: Text
  readonly control: 'text' | 'number' | 'password' | 'checkbox' | 'choice'
  /** Of a `choice`: the values that `settings` accepts. */
  readonly choices?: readonly { readonly value: string; readonly label: Text }[]
  readonly help?: Text
}
