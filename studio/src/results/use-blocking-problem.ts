import type { Problem } from '@jianmo/connectors/words'
import { upstreamOf, useGraph, useInference } from '../document/index.ts'

/** The first error at the node or above it: while there is one, there is nothing to compute. */
export function useBlockingProblem(nodeId: string): Problem | null {
  const document = useGraph()
  const problems = useInference((inference) => inference.problems)
  const above = new Set(upstreamOf(document, nodeId).nodes.map(({ id }) => id))
  return (
    problems.find(
      (problem) => problem.severity === 'error' && problem.nodeId !== undefined && above.has(problem.nodeId),
    ) ?? null
  )
}
