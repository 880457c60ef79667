import type { GraphDocument } from '@jianmo/engine/graph'

/** Logical tables that a model reads, each once, in order. */
export function tablesRead({ nodes }: GraphDocument): readonly string[] {
  const read = nodes.flatMap(({ type, config }) =>
    type === 'source' && typeof config.table === 'string' && config.table !== '' ? [config.table] : [],
  )
  return [...new Set(read)].sort()
}
