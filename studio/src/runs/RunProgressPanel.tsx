import type { RunProgress } from '@jianmo/engine/api'
import { formatCount, formatSeconds, runStateNames, sourceProgressNames, useLanguage, useText } from '../text/index.ts'
import { LoadingState, Panel } from '../ui/index.ts'

/** What a run is doing now: rows of each source, then steps. */
export function RunProgressPanel({ progress }: { readonly progress: RunProgress | null }) {
  const t = useText()
  const language = useLanguage()
  if (progress === null) {
    return (
      <Panel title={t({ zh: '进度', en: 'Progress' })}>
        <LoadingState rows={3} />
      </Panel>
    )
  }
  const { done, total } = progress.steps
  return (
    <Panel
      title={t({ zh: '进度', en: 'Progress' })}
      hint={`${t(runStateNames[progress.state])} · ${formatSeconds(progress.seconds, language)}`}
    >
      <div aria-live="polite">
        {progress.sources.map((source) => {
          const share =
            source.state === 'read' ? 1 : source.total === null ? null : source.rows / Math.max(1, source.total)
          return (
            <div className="progress-source" key={source.nodeId}>
              <span>
                <b>{source.logicalTable}</b> <span className="muted">{source.sourceName}</span>
              </span>
              <ProgressBar label={`${source.logicalTable} ${t({ zh: '读取进度', en: 'reading' })}`} share={share} />
              <span className="number">
                {formatCount(source.rows)}
                {source.total !== null && <span className="muted"> / {formatCount(source.total)}</span>}{' '}
                {t({ zh: '行', en: 'rows' })}
              </span>
              <span className="muted">{t(sourceProgressNames[source.state])}</span>
            </div>
          )
        })}
        <div className="progress-source">
          <b>{t({ zh: '计算步骤', en: 'Steps' })}</b>
          <ProgressBar label={t({ zh: '计算进度', en: 'Computing' })} share={total === 0 ? 0 : done / total} />
          <span className="number">
            {done} / {total}
          </span>
          <span />
        </div>
      </div>
    </Panel>
  )
}

function ProgressBar({ share, label }: { readonly share: number | null; readonly label: string }) {
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <div
      className="progress-bar"
      data-done={share === 1}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
    >
      <i style={{ width: `${percent ?? 8}%` }} />
    </div>
  )
}
