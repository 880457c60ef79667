import type { Problem } from '@jianmo/connectors/words'
import type { Stage } from '../planner/index.ts'
import { mapRun, noRun, type RunOf, type Statement } from './compiled.ts'
import { NotSupportedError, UnprintableError } from './dialects/index.ts'
import type { Emission } from './emit-plan.ts'
import type { Query } from './queries.ts'
import { sqlProblem } from './sql.problems.ts'
import { queryStatement } from './statement.ts'

/** Queries become text. What the dialect cannot say is a problem of the node that asks for it; then there is no run at all. */
export const emit: Stage<RunOf<Query>, Emission, RunOf<Statement>> = {
  name: 'emit',
  run(anchored, emission) {
    const problems: Problem[] = []
    const run = mapRun<Query, Statement | null>(anchored, (query, nodeId) => {
      try {
        return queryStatement(query, emission)
      } catch (cause) {
        problems.push(problemOf(cause, nodeId))
        return null
      }
    })
    return { value: problems.length > 0 ? noRun : (run as RunOf<Statement>), problems, needs: [] }
  },
}

function problemOf(cause: unknown, nodeId: string): Problem {
  if (cause instanceof NotSupportedError) {
    const { id, dialect, reason } = cause
    return sqlProblem('dialect-cannot', { id, dialect, reason }, { nodeId })
  }
  if (cause instanceof UnprintableError) {
    return sqlProblem('text-not-printable', { value: cause.value, reason: cause.reason }, { nodeId })
  }
  throw cause
}
