import type { Problem } from '@jianmo/connectors/words'
import {
  askRepair,
  isLostColumn,
  placeOf,
  showNode,
  showProblem,
  useDocumentState,
  useGraph,
  useInference,
  useSession,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { Details, EmptyState } from '../ui/index.ts'

/** All problems at once; a press leads to the card, the field and the place in its text. */
export function ProblemsTab() {
  const t = useText()
  const problems = useInference((inference) => inference.problems)
  if (problems.length === 0) return <EmptyState title={t({ zh: '没有问题', en: 'No problems' })} />
  return (
    <ul className="problem-list">
      {problems.map((problem) => (
        <ProblemEntry
          key={`${problem.nodeId}|${problem.field}|${problem.code}|${problem.span?.start}|${problem.text.en}`}
          problem={problem}
        />
      ))}
    </ul>
  )
}

function ProblemEntry({ problem }: { readonly problem: Problem }) {
  const t = useText()
  const { view } = useSession()
  const document = useGraph()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const { nodeId, field, severity, text, data } = problem
  const node = document.nodes.find(({ id }) => id === nodeId)
  const place = node === undefined ? null : placeOf(node, problem)

  function show(): void {
    const noteId = field?.startsWith('notes.') ? field.split('.')[1] : undefined
    if (nodeId !== undefined) showProblem(view, problem)
    else if (noteId !== undefined) showNode(view, noteId)
  }

  return (
    <li data-severity={severity}>
      <button type="button" className="problem-entry" onClick={show}>
        <b>{node?.title ?? document.title}</b>
        {place !== null && <small>{t(place)}</small>}
        <span>{t(text)}</span>
      </button>
      {mayEdit && nodeId !== undefined && isLostColumn(problem) && (
        <button
          type="button"
          className="text-button"
          aria-label={t({ zh: `修复“${data['column']}”`, en: `Repair “${data['column']}”` })}
          onClick={() => askRepair(view, nodeId, String(data['column']))}
        >
          {t({ zh: '修复…', en: 'Repair…' })}
        </button>
      )}
      <Details data={data} />
    </li>
  )
}
