import { join } from 'node:path'
import type { Scope, Source } from '@jianmo/catalog'
import { connectorOf } from '@jianmo/connectors'
import type { Connector, NetworkPolicy, OpenSource } from '@jianmo/connectors/words'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'

/** A source of the caller's district, ready to be opened. Secrets were read in the caller's own scope. */
export interface SourceAccess {
  readonly source: Source
  readonly settings: Readonly<Record<string, unknown>>
  readonly network: NetworkPolicy
  readonly connector: Connector
  readonly open: (signal: AbortSignal) => Promise<OpenSource>
  /** Of a source to which an agency delivers: throws what stands in the way of deliveries. */
  readonly checkDelivery: () => Promise<void>
}

/** Longest time that a page waits for a source. Runs have no such limit: a person cancels them. */
export const pageReadTimeout = 30_000

export async function accessSource(ctx: MemberContext, scope: Scope, sourceId: string): Promise<SourceAccess> {
  const source = await scope.sources.get(sourceId)
  const settings = await scope.sources.settingsOf(sourceId)
  const network = await networkOf(ctx, scope)
  const connector = connectorOf(source.kind)
  if (connector === undefined) throw apiError('source-kind-unknown', { kind: source.kind })
  const landing = join(ctx.house.folders.landing, scope.actor.organizationId, sourceId)
  return {
    source,
    settings,
    network,
    connector,
    checkDelivery: async () =>
      connector.check?.(settings, { drops: ctx.house.folders.drops, organizationId: scope.actor.organizationId }),
    open: (signal) => connector.open(connector.settings.parse(settings), { network, landing, signal }),
  }
}

/** What administrators listed, and what is never reached. */
export async function networkOf(ctx: MemberContext, scope: Scope): Promise<NetworkPolicy> {
  const hosts = await scope.hosts.list()
  return { allowed: hosts.map(({ host, port }) => `${host}:${port}`), refused: ctx.house.refusedHosts }
}

/** Opens a source for one page and closes it again; the transaction is over before the agency is asked. */
export async function withSource<Result>(
  ctx: MemberContext,
  sourceId: string,
  act: (open: OpenSource, access: SourceAccess) => Promise<Result>,
  signal: AbortSignal = AbortSignal.timeout(pageReadTimeout),
): Promise<Result> {
  const access = await asCaller(ctx, (scope) => accessSource(ctx, scope, sourceId))
  await using open = await access.open(signal)
  return await act(open, access)
}
