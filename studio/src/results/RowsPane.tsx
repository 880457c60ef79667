import type { Problem } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { shownError } from '../app/problem-of.ts'
import { showNode, useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState, Notice } from '../ui/index.ts'
import { RowsFacts } from './RowsFacts.tsx'
import { RowsTable } from './RowsTable.tsx'
import { StaleStamp } from './StaleStamp.tsx'
import { useBlockingProblem } from './use-blocking-problem.ts'
import { usePreview } from './use-preview.ts'

interface RowsPaneProps {
  readonly node: GraphNode
  readonly port: string
  /** Whether the columns of the port are known: before, there is nothing to ask. */
  readonly known: boolean
  readonly label: string
  /** What stands before the facts: ports to choose from, a title. */
  readonly head?: ReactNode
  /** What it means that there are no rows. */
  readonly none?: string
}

/** The rows of one output, with what they are. Old rows stay readable, greyed and stamped, until there are new ones. */
export function RowsPane({ node, port, known, label, head, none }: RowsPaneProps) {
  const t = useText()
  const { view, modelId } = useSession()
  const blocking = useBlockingProblem(node.id)
  const { shown, error, isFetching, refetch } = usePreview(node.id, port, blocking === null && port !== '' && known)
  const stale = shown?.stale ?? null

  return (
    <div className="rows-pane">
      <div className="output-head">
        {head}
        {shown !== undefined && <RowsFacts page={shown.page} />}
        {isFetching && shown !== undefined && (
          <span className="rows-updating" role="status">
            {t({ zh: '正在更新…', en: 'updating…' })}
          </span>
        )}
      </div>
      <div className="output-body" data-stale={stale !== null || undefined}>
        {body()}
      </div>
    </div>
  )

  function toTheProblem({ nodeId, field }: Problem): ReactNode {
    return (
      <Button size="small" onClick={() => showNode(view, nodeId ?? node.id, field ?? null)}>
        {t({ zh: '去看问题', en: 'Show the problem' })}
      </Button>
    )
  }

  function body(): ReactNode {
    if (shown !== undefined)
      return (
        <>
          {stale !== null && <StaleStamp reasons={stale} />}
          {blocking !== null && (
            <Notice tone="error" action={toTheProblem(blocking)}>
              {t(blocking.text)}
            </Notice>
          )}
          {blocking === null && error !== null && <Notice tone="error">{t(shownError(error).text)}</Notice>}
          {shown.page.rows.length === 0 ? (
            <EmptyState title={t({ zh: '没有行', en: 'No rows' })}>
              {none ?? t({ zh: '这一步之后没有剩下任何行。', en: 'Nothing is left after this step.' })}
            </EmptyState>
          ) : (
            <RowsTable page={shown.page} label={label} />
          )}
        </>
      )
    if (blocking !== null) {
      return (
        <EmptyState
          title={t({ zh: '先解决问题，才有数据', en: 'Solve the problem first; then there are rows' })}
          actions={toTheProblem(blocking)}
        >
          {t(blocking.text)}
        </EmptyState>
      )
    }
    if (error) {
      const unbound = shownError(error).code === 'table-not-bound'
      return (
        <ErrorState
          error={error}
          onRetry={() => void refetch()}
          {...(unbound
            ? { wayOut: <Link to={`/models/${modelId}/bind`}>{t({ zh: '去绑定数据', en: 'Bind it to data' })}</Link> }
            : {})}
        />
      )
    }
    return <LoadingState rows={5} />
  }
}
