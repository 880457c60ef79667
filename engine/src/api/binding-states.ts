import type { Scope } from '@jianmo/catalog'
import type { Binding } from '@jianmo/connectors/words'

/** The district's bindings of these tables, keyed by logical table; unbound ones are not in it. */
export async function bindingsOf(scope: Scope, tables: readonly string[]): Promise<Readonly<Record<string, Binding>>> {
  const stored = await scope.bindings.list(tables)
  return Object.fromEntries(stored.map(({ binding }) => [binding.logicalTable, binding]))
}
