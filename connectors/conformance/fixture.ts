import type { Connector, ConnectorContext, OpenSource } from '../src/words/index.ts'
import { type StandardTable, standardTable } from './standard-table.ts'

/** A real source of one kind that holds the standard table. */
export interface Fixture extends AsyncDisposable {
  readonly settings: Readonly<Record<string, unknown>>
  readonly context: Omit<ConnectorContext, 'signal'>
  /** The value of every setting that must not be seen anywhere. */
  readonly secrets: readonly string[]
  /** The same settings with a secret that the source refuses; null for kinds that nobody signs in to. */
  readonly refused: Readonly<Record<string, unknown>> | null
  /** A digest of everything the source holds, to see that reading changed nothing. */
  readonly content: () => Promise<string>
}

/** How to make one: one file per kind in `fixtures/`, one line in `fixtures/index.ts`. */
export interface FixtureKind {
  readonly kind: string
  /** What stands for the source here, e.g. `PostgreSQL 15`. */
  readonly real: string
  /** Longest text that the fixture's writer can write, in characters; 3000 if nothing is said. */
  readonly longest?: number
  start(connector: Connector, table: StandardTable): Promise<Fixture>
}

export function openFixture(
  connector: Connector,
  { settings, context }: Pick<Fixture, 'settings' | 'context'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<OpenSource> {
  return connector.open(settings, { ...context, signal })
}

/** The standard table as a kind of source can hold it and the fixture can write it. */
export function tableFor({ capabilities: { emptyText } }: Connector, { longest }: FixtureKind): StandardTable {
  return standardTable({ emptyText, ...(longest === undefined ? {} : { longest }) })
}
