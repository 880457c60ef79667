import type { Actor, Catalog, Scope } from '@jianmo/catalog'
import type { Landing } from '@jianmo/connectors/landing'
import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import type { ActiveRuns } from '../execution/index.ts'
import type { PreviewEngines } from '../rows/index.ts'
import type { ActiveImports } from './active-imports.ts'
import type { SignedInPerson } from './wire.ts'

/** Who calls: read from the session cookie by the server, at every call. */
export interface Session {
  readonly actor: Actor
  readonly person: SignedInPerson
}

/** Everything that the server wired once and every call uses. */
export interface House {
  readonly catalog: Catalog
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
  readonly landing: Landing
  readonly runs: ActiveRuns
  readonly imports: ActiveImports
  readonly previews: PreviewEngines
  /** Folders of the state: each holds one private (0700) folder per organization. */
  readonly folders: { readonly landing: string; readonly runs: string; readonly drops: string }
  /** Addresses that no source may have, even if listed: the catalogue's own. */
  readonly refusedHosts: readonly string[]
  /** Lease holder of the runs of this server process. */
  readonly instance: string
  /** The province's secret under which subjects and events become lead keys: without it a key tells nothing. */
  readonly leadSecret: string
  readonly demo: boolean
}

export interface ApiContext {
  readonly house: House
  readonly session: Session | null
}

export interface MemberContext extends ApiContext {
  readonly session: Session
}

/** Runs `act` in one transaction as the caller: checks and row-level security both see who it is. */
export function asCaller<Result>(ctx: MemberContext, act: (scope: Scope) => Promise<Result>): Promise<Result> {
  return ctx.house.catalog.as(ctx.session.actor, act)
}
