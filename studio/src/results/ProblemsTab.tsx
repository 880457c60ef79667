import type { Problem } from '@jianmo/connectors/words'
import { showNode, useGraph, useInference, useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'

/** All problems at once; a click leads to the card and the field. */
export function ProblemsTab() {
  const t = useText()
  const { view } = useSession()
  const document = useGraph()
  const problems = useInference((inference) => inference.problems)
  if (problems.length === 0) return <EmptyState title={t({ zh: '没有问题', en: 'No problems' })} />

  function show({ nodeId, field }: Problem): void {
    const noteId = field?.startsWith('notes.') ? field.split('.')[1] : undefined
    if (nodeId !== undefined) showNode(view, nodeId, field ?? null)
    else if (noteId !== undefined) showNode(view, noteId)
  }

  return (
    <ul className="problem-list">
      {problems.map((problem) => {
        const node = document.nodes.find(({ id }) => id === problem.nodeId)
        return (
          <li
            key={`${problem.nodeId}|${problem.field}|${problem.code}|${problem.span?.start}`}
            data-severity={problem.severity}
          >
            <button type="button" onClick={() => show(problem)}>
              <b>{node?.title ?? document.title}</b>
              <span>{t(problem.text)}</span>
              {problem.field !== undefined && <code>{problem.field}</code>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
