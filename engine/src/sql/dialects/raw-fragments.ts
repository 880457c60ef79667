import type { OperationNode } from 'kysely'

/**
 * Every piece of a tree that a compiler prints as it stands, without quoting: fragments of RawNodes, names of functions, operators
 * and types. Tests hold them against the closed set; none may come from what a person types.
 */
export function rawFragmentsOf(node: OperationNode): readonly string[] {
  const found = new Set<string>()
  walk(node, found)
  return [...found]
}

function walk(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, found)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = value as Readonly<Record<string, unknown>>
  switch (node['kind']) {
    case 'RawNode':
      for (const fragment of node['sqlFragments'] as readonly string[]) found.add(fragment)
      break
    case 'AggregateFunctionNode':
    case 'FunctionNode':
      found.add(String(node['func']))
      break
    case 'DataTypeNode':
      found.add(String(node['dataType']))
      break
    case 'OperatorNode':
    case 'SetOperationNode':
      found.add(String(node['operator']))
      break
    default:
  }
  for (const part of Object.values(node)) walk(part, found)
}

/** Fragments of `emit-plan`, `emit-aggregate` and `count-queries`; the rest comes from the function table and the dialects. */
export const ownFragments: readonly string[] = [
  '',
  ' ',
  ')',
  'asc',
  'desc',
  'distinct ',
  ' filter (where ',
  'count(*)',
  ' is null',
  ' = ',
  'n = n',
  'union',
  'exists',
  'not exists',
]
