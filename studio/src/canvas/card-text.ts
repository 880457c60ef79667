import type { Problem, Text } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'
import type { ChooseText } from '../text/index.ts'

const unknownType = { zh: '未知的节点类型，原样保留', en: 'Unknown node type, kept as it is' } satisfies Text

/** The one line under the title. A config that its type cannot describe says nothing rather than failing. */
export function describeNode(node: GraphNode, t: ChooseText): string {
  const spec: NodeSpec | undefined = specOf(node.type)
  if (spec === undefined) return t(unknownType)
  try {
    return t(spec.describe(node.config))
  } catch {
    // `describe` expects a complete config; the problems already say what is missing.
    return ''
  }
}

/** The problem a card shows: errors before warnings, in the order they were found. */
export function firstProblem(problems: readonly Problem[]): Problem | null {
  return problems.find(({ severity }) => severity === 'error') ?? problems[0] ?? null
}

export function portsOf(node: GraphNode): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
  const spec: NodeSpec | undefined = specOf(node.type)
  return { inputs: Object.keys(spec?.inputs ?? {}), outputs: Object.keys(spec?.outputs ?? {}) }
}
