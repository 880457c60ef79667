import type { RunDetail } from '@jianmo/engine/api'
import { formatCount, formatSeconds, useLanguage, useText } from '../text/index.ts'
import { SeverityMark, severityNames } from '../ui/index.ts'

const severities = ['red', 'orange', 'yellow', 'blue', 'green'] as const

/** The numbers of a run, visible without a click. */
export function RunFigures({ run }: { readonly run: RunDetail }) {
  const t = useText()
  const language = useLanguage()
  const read = run.sources.reduce((sum, source) => sum + source.rows, 0)
  const rejected = run.sources.reduce((sum, source) => sum + source.rejected, 0)
  return (
    <dl className="run-figures">
      <div>
        <dt>{t({ zh: '疑似与预警', en: 'Suspected and warned' })}</dt>
        <dd>
          {formatCount(run.leads)}
          {severities
            .filter((severity) => run.severities[severity] > 0)
            .map((severity) => (
              <SeverityMark key={severity} severity={severity}>
                <span className="visually-hidden">{t(severityNames[severity])}</span>
                {run.severities[severity]}
              </SeverityMark>
            ))}
        </dd>
      </div>
      <div>
        <dt>{t({ zh: '待补数据', en: 'To be completed' })}</dt>
        <dd>{formatCount(run.undetermined)}</dd>
      </div>
      <div>
        <dt>{t({ zh: '待核身份', en: 'Identity to verify' })}</dt>
        <dd>{formatCount(run.unidentified)}</dd>
      </div>
      <div>
        <dt>{t({ zh: '读入行', en: 'Rows read' })}</dt>
        <dd>{formatCount(read)}</dd>
      </div>
      <div>
        <dt>{t({ zh: '拒收行', en: 'Rows rejected' })}</dt>
        <dd style={rejected > 0 ? { color: 'var(--stale)' } : undefined}>{formatCount(rejected)}</dd>
      </div>
      <div>
        <dt>{t({ zh: '用时', en: 'Took' })}</dt>
        <dd>{formatSeconds(run.seconds, language)}</dd>
      </div>
      {run.changes !== null && (
        <div>
          <dt>{t({ zh: '与上次正式运行相比', en: 'Against the last formal run' })}</dt>
          <dd style={{ fontSize: 14 }}>
            {t({
              zh: `新增 ${run.changes.new} · 仍在 ${run.changes.still} · 消失 ${run.changes.gone}`,
              en: `${run.changes.new} new · ${run.changes.still} still · ${run.changes.gone} gone`,
            })}
          </dd>
        </div>
      )}
    </dl>
  )
}
