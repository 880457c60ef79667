import type { Problem, Text } from '@jianmo/connectors/words'
import { conditionParts, partAt } from '@jianmo/engine/expression'
import type { GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'

/** Where in the panel of its node a problem stands, as the panel calls it: `条件 · 第 3 条`. Null if it names no field. */
export function placeOf(node: GraphNode, { field, span }: Problem): Text | null {
  const parts = field?.split('.') ?? []
  const hint = specOf(node.type)?.form[parts[0] ?? '']
  if (hint === undefined) return null
  const { zh, en } = hint.label
  const item = parts.slice(1).find((part) => /^\d+$/.test(part))
  if (item !== undefined) return { zh: `${zh} · 第 ${Number(item) + 1} 项`, en: `${en} · item ${Number(item) + 1}` }
  const text = node.config[parts[0] ?? '']
  if (hint.control !== 'expression' || span === undefined || typeof text !== 'string') return hint.label
  const conditions = conditionParts(text)
  const row = partAt(conditions, span) + 1
  return conditions.parts.length < 2 || row === 0
    ? hint.label
    : { zh: `${zh} · 第 ${row} 条`, en: `${en} · condition ${row}` }
}
