import type { Problem, Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'
import type { ChooseText } from '../text/index.ts'

const unknownType = { zh: '未知的节点类型，原样保留', en: 'Unknown node type, kept as it is' } satisfies Text

/** The one line under the title. A config that its type cannot describe says nothing rather
 * than failing, and what the title ends with is not said again. */
export function describeNode(node: GraphNode, t: ChooseText): string {
  const spec: NodeSpec | undefined = specOf(node.type)
  if (spec === undefined) return t(unknownType)
  try {
    const words = t(spec.describe({ ...spec.initial, ...node.config }))
    return node.title.endsWith(words) ? '' : words
  } catch {
    // `describe` expects a complete config; the problems already say what is missing.
    return ''
  }
}

/** The problem a card shows: errors before warnings, in the order they were found. */
export function firstProblem(problems: readonly Problem[]): Problem | null {
  return problems.find(({ severity }) => severity === 'error') ?? problems[0] ?? null
}

export interface ShownPorts {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** Whether the ports of a card depend on its edges. */
export const hasSpareInputs = ({ type }: GraphNode): boolean =>
  Object.values(specOf(type)?.inputs ?? {}).some(({ spare }) => spare === true)

/** The ports that a card shows. Of spare inputs those that are connected, and the next one while all before it are. */
export function portsOf(node: GraphNode, { edges }: Pick<GraphDocument, 'edges'>): ShownPorts {
  const spec: NodeSpec | undefined = specOf(node.type)
  const ports = Object.entries(spec?.inputs ?? {})
  const spare = ports.some(([, port]) => port.spare)
  const taken = new Set(spare ? edges.flatMap(({ to }) => (to.node === node.id ? [to.port] : [])) : [])
  const inputs = ports.filter(
    ([name, port], index) =>
      !port.spare || taken.has(name) || ports.slice(0, index).every(([before]) => taken.has(before)),
  )
  return { inputs: inputs.map(([name]) => name), outputs: Object.keys(spec?.outputs ?? {}) }
}
