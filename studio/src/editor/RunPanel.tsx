import type { Text } from '@jianmo/connectors/words'
import type { RunProgress } from '@jianmo/engine/api'
import { Button } from 'antd'
import { showNode, useGraph, useSession } from '../document/index.ts'
import { formatCount, formatSeconds, useLanguage, useText } from '../text/index.ts'
import { Details } from '../ui/index.ts'
import type { RunControl } from './use-run.ts'

const states = {
  queued: { zh: '排队中', en: 'Queued' },
  reading: { zh: '正在读取', en: 'Reading' },
  computing: { zh: '正在计算', en: 'Computing' },
  finished: { zh: '已完成', en: 'Finished' },
  failed: { zh: '没有完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  interrupted: { zh: '已中断', en: 'Interrupted' },
} satisfies Record<RunProgress['state'], Text>

/** While a run goes: every source with its rows, the step it is at, and a way to stop it. Afterwards, what went wrong. */
export function RunPanel({ run }: { readonly run: RunControl }) {
  const t = useText()
  const language = useLanguage()
  const document = useGraph()
  const { view } = useSession()
  const { progress, problem, running } = run
  const failed =
    problem !== null || (progress !== null && ['failed', 'cancelled', 'interrupted'].includes(progress.state))
  if (!running && !failed) return null
  const state = progress?.state ?? (running ? 'queued' : 'failed')
  return (
    <section
      className="run-panel"
      aria-label={t({ zh: '运行进度', en: 'Run progress' })}
      data-failed={(!running && failed && state !== 'cancelled') || undefined}
    >
      <header>
        <b role="status">{t(states[state])}</b>
        {progress !== null && <span className="muted">{formatSeconds(progress.seconds, language)}</span>}
        <span className="space" />
        {running ? (
          <Button size="small" loading={run.cancelling} disabled={run.runId === null} onClick={() => void run.cancel()}>
            {t({ zh: '取消运行', en: 'Cancel run' })}
          </Button>
        ) : (
          <Button size="small" onClick={run.dismiss}>
            {t({ zh: '知道了', en: 'Dismiss' })}
          </Button>
        )}
      </header>
      {problem !== null && state !== 'cancelled' && (
        <>
          <p className="run-problem" role="alert">
            {t(problem.text)}
            {problem.nodeIds.map((id) => {
              const node = document.nodes.find((item) => item.id === id)
              return node === undefined ? null : (
                <button key={id} type="button" className="link-button" onClick={() => showNode(view, id)}>
                  {node.title}
                </button>
              )
            })}
          </p>
          <Details data={{ detail: problem.detail }} />
        </>
      )}
      {running && progress !== null && (
        <ul className="run-sources">
          {progress.sources.map((source) => (
            <li key={source.nodeId} data-state={source.state}>
              <span>{source.logicalTable}</span>
              <span className="run-source-name">{source.sourceName}</span>
              <meter
                min={0}
                max={Math.max(source.total ?? source.rows, 1)}
                value={source.rows}
                aria-label={`${source.logicalTable} ${source.sourceName}`}
              />
              <span className="run-rows">
                {formatCount(source.rows)}
                {source.total !== null && ` / ${formatCount(source.total)}`}
              </span>
            </li>
          ))}
          <li
            data-state={progress.steps.done === progress.steps.total && progress.steps.total > 0 ? 'read' : 'reading'}
          >
            <span>{t({ zh: '计算', en: 'Steps' })}</span>
            <span className="run-source-name">
              {document.nodes.find(({ id }) => id === progress.steps.nodeId)?.title ?? ''}
            </span>
            <meter
              min={0}
              max={Math.max(progress.steps.total, 1)}
              value={progress.steps.done}
              aria-label={t({ zh: '计算步骤', en: 'Steps' })}
            />
            <span className="run-rows">
              {progress.steps.done} / {progress.steps.total}
            </span>
          </li>
        </ul>
      )}
    </section>
  )
}
