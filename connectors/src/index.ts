import { folderConnector } from './folder/index.ts'
import { type BatchRule, fileConnectors } from './landing/index.ts'
import { mysqlConnector } from './mysql/index.ts'
import { postgresConnector } from './postgres/index.ts'
import { pushConnector } from './push/index.ts'
import type { Connector } from './words/connector.ts'

export * from './landing/index.ts'
export { checkHost, normaliseHostEntry } from './transport/hosts/index.ts'

/** Every kind of agency source, in the order in which a person is offered them. Settings are checked by `settings`. */
export const connectors: readonly Connector[] = [
  asConnector(postgresConnector),
  asConnector(mysqlConnector),
  ...Object.values(fileConnectors).map(asConnector),
  asConnector(folderConnector),
  asConnector(pushConnector),
]

export function connectorOf(kind: string): Connector | undefined {
  return connectors.find((connector) => connector.kind === kind)
}

/** Which batches of a source count, by its stored settings. Kinds that have no such setting read the newest. */
export function batchRuleOf(kind: string, settings: unknown): BatchRule {
  const checked = connectorOf(kind)?.settings.safeParse(settings).data
  const asked = typeof checked === 'object' && checked !== null && 'batches' in checked ? checked.batches : null
  return asked === 'all' ? 'all' : 'newest'
}

/** Settings come from storage as unknown JSON: they are parsed again before each opening, and never trusted. */
function asConnector<Settings>(connector: Connector<Settings>): Connector {
  return {
    ...connector,
    open: async (settings, context) => connector.open(connector.settings.parse(settings), context),
    check: async (settings, place) => connector.check?.(connector.settings.parse(settings), place),
  }
}
