import type { GraphDocument } from '../graph/index.ts'
import type { CompiledRun } from '../sql/index.ts'
import type { NodeSql } from './wire.ts'

/** Per node the text of the step that it runs in (fused nodes share one), with the hash that a run stores. */
export function nodeSqlOf(document: GraphDocument, { steps }: CompiledRun): readonly NodeSql[] {
  return document.nodes.flatMap((node) => {
    const step =
      steps.find(({ nodeId }) => nodeId === node.id) ?? steps.find(({ nodeIds }) => nodeIds.includes(node.id))
    if (step === undefined) return []
    const { text, hash } = step.statement
    return [{ nodeId: node.id, title: node.title, text, hash }]
  })
}
