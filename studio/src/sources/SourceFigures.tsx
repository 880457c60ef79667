import type { SourceSummary } from '@jianmo/engine/api'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { Panel } from '../ui/index.ts'
import { Freshness } from './Freshness.tsx'

/** What came in, in one line of figures. */
export function SourceFigures({ source }: { readonly source: SourceSummary }) {
  const t = useText()
  const sum = (of: 'physicalRows' | 'accepted' | 'rejected' | 'damagedIds') =>
    source.batches.reduce((total, batch) => total + batch[of], 0)
  const warn = (count: number) => <dd className={count > 0 ? 'warn-number' : undefined}>{formatCount(count)}</dd>
  // A database that says nothing of its age, and of which nothing is expected, has no figures.
  if (source.reading === 'live' && source.newestAt === null && source.expectedDays === null) return null
  return (
    <Panel>
      <dl className="figures">
        <div>
          <dt>
            {t({ zh: '最新数据', en: 'Newest data' })}
            {source.newestAt !== null && ` · ${formatTime(source.newestAt)}`}
          </dt>
          <dd className="words">
            <Freshness source={source} />
          </dd>
        </div>
        {source.reading !== 'live' && (
          <>
            <div>
              <dt>{t({ zh: '批次', en: 'Batches' })}</dt>
              <dd>{formatCount(source.batches.length)}</dd>
            </div>
            <div>
              <dt>{t({ zh: '文件行数', en: 'Rows of the files' })}</dt>
              <dd>{formatCount(sum('physicalRows'))}</dd>
            </div>
            <div>
              <dt>{t({ zh: '接收', en: 'Accepted' })}</dt>
              <dd>{formatCount(sum('accepted'))}</dd>
            </div>
            <div>
              <dt>{t({ zh: '拒收', en: 'Rejected' })}</dt>
              {warn(sum('rejected'))}
            </div>
            <div>
              <dt>{t({ zh: '损坏的身份证号', en: 'Damaged ids' })}</dt>
              {warn(sum('damagedIds'))}
            </div>
          </>
        )}
      </dl>
    </Panel>
  )
}
