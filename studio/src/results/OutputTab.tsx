import type { GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { shownError } from '../app/problem-of.ts'
import { showNode, useFigures, useInference, useSession, useView } from '../document/index.ts'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/index.ts'
import { RowsTable } from './RowsTable.tsx'
import { useBlockingProblem } from './use-blocking-problem.ts'
import { previewLimit, usePreview } from './use-preview.ts'

interface OutputTabProps {
  readonly node: GraphNode
  readonly port: string
  readonly onPort: (port: string) => void
}

/** First rows of the selected node's output, with what they are out of and when they were computed. */
export function OutputTab({ node, port, onPort }: OutputTabProps) {
  const t = useText()
  const { view, modelId } = useSession()
  const blocking = useBlockingProblem(node.id)
  const outputs = Object.entries(specOf(node.type)?.outputs ?? {})
  const rows = useFigures(node.id)?.rows
  const stale = useView((state) => state.stale.has(node.id))
  const known = useInference((inference) => inference.columns[node.id]?.[port] !== undefined)
  const read = usePreview(node.id, port, blocking === null && port !== '' && known)

  if (outputs.length === 0) {
    return (
      <EmptyState title={t({ zh: '这个节点没有输出', en: 'This node has no output' })}>
        {t({ zh: '它的结果在线索页上。', en: 'Its results are on the leads page.' })}
      </EmptyState>
    )
  }
  return (
    <div className="output-tab">
      <div className="output-head">
        {outputs.length > 1 && (
          <Segmented
            size="small"
            aria-label={t({ zh: '输出端口', en: 'Output port' })}
            value={port}
            onChange={onPort}
            options={outputs.map(([value, { label }]) => ({
              value,
              label: rows?.[value] === undefined ? t(label) : `${t(label)} ${formatCount(rows[value])}`,
            }))}
          />
        )}
        <span className="output-facts" data-stale={read.isPlaceholderData || undefined}>
          {[
            ...(read.data === undefined ? [] : [describePage()]),
            ...(read.isFetching && read.data !== undefined ? [t({ zh: '正在更新…', en: 'updating…' })] : []),
            ...(stale && rows !== undefined ? [t({ zh: '运行数字已过时', en: 'run figures are stale' })] : []),
          ].join(' · ')}
        </span>
      </div>
      <div className="output-body" data-stale={read.isPlaceholderData || undefined}>
        {body()}
      </div>
    </div>
  )

  function describePage(): string {
    const { rows: shown = [], total = null, computedAt = null } = read.data ?? {}
    const whole = total !== null && total <= shown.length
    const many = total === null ? (shown.length < previewLimit ? shown.length : null) : total
    const parts = [
      whole || (total === null && shown.length < previewLimit)
        ? t({ zh: `全量 ${formatCount(many ?? shown.length)} 行`, en: `all ${formatCount(many ?? shown.length)} rows` })
        : total === null
          ? t({ zh: `前 ${formatCount(shown.length)} 行`, en: `first ${formatCount(shown.length)} rows` })
          : t({
              zh: `前 ${formatCount(shown.length)} 行，共 ${formatCount(total)} 行`,
              en: `first ${formatCount(shown.length)} of ${formatCount(total)} rows`,
            }),
    ]
    if (computedAt !== null)
      parts.push(t({ zh: `${formatTime(computedAt)} 计算`, en: `computed ${formatTime(computedAt)}` }))
    return parts.join(' · ')
  }

  function body() {
    if (blocking !== null) {
      return (
        <EmptyState
          title={t({ zh: '先解决问题，才有数据', en: 'Solve the problem first; then there are rows' })}
          actions={
            <Button onClick={() => showNode(view, blocking.nodeId ?? node.id, blocking.field ?? null)}>
              {t({ zh: '去看问题', en: 'Show the problem' })}
            </Button>
          }
        >
          {t(blocking.text)}
        </EmptyState>
      )
    }
    if (read.data !== undefined) {
      if (read.data.rows.length === 0) {
        return (
          <EmptyState title={t({ zh: '没有行', en: 'No rows' })}>
            {t({ zh: '这一步之后没有剩下任何行。', en: 'Nothing is left after this step.' })}
          </EmptyState>
        )
      }
      return <RowsTable page={read.data} label={t({ zh: `${node.title}的输出`, en: `Output of ${node.title}` })} />
    }
    if (read.error) {
      const unbound = shownError(read.error).code === 'table-not-bound'
      return (
        <ErrorState
          error={read.error}
          onRetry={() => void read.refetch()}
          {...(unbound
            ? { wayOut: <Link to={`/models/${modelId}/bind`}>{t({ zh: '去绑定数据', en: 'Bind it to data' })}</Link> }
            : {})}
        />
      )
    }
    return <LoadingState rows={5} />
  }
}
