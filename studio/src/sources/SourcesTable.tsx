import type { SourceSummary } from '@jianmo/engine/api'
import { Link } from 'react-router'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { DataTable } from '../ui/index.ts'
import { Freshness } from './Freshness.tsx'
import { HealthTag } from './HealthTag.tsx'
import { SourceIcon } from './SourceIcon.tsx'

const sum = (source: SourceSummary, of: 'accepted' | 'rejected') =>
  source.batches.reduce((total, batch) => total + batch[of], 0)

/** One line a source: what it is, can it be read, how new it is, what came in. */
export function SourcesTable({
  sources,
  labelOf,
}: {
  readonly sources: readonly SourceSummary[]
  readonly labelOf: (kind: string) => string
}) {
  const t = useText()
  const live = <span className="muted">—</span>
  return (
    <DataTable
      label={t({ zh: '数据源列表', en: 'Sources' })}
      rows={sources}
      rowKey={(source) => source.id}
      linkOf={(source) => `/sources/${source.id}`}
      columns={[
        {
          key: 'name',
          title: t({ zh: '数据源', en: 'Source' }),
          render: (source) => (
            <span className="source-name">
              <SourceIcon reading={source.reading} />
              <span>
                <Link to={`/sources/${source.id}`}>{source.name}</Link>
                <small>{labelOf(source.kind)}</small>
              </span>
            </span>
          ),
        },
        { key: 'agency', title: t({ zh: '来源机关', en: 'Agency' }), render: (source) => source.agency },
        {
          key: 'health',
          title: t({ zh: '状态', en: 'Health' }),
          width: '26%',
          render: (source) => (
            <>
              <HealthTag health={source.health} />
              {source.healthText !== null && source.health === 'failing' && (
                <div className="muted clamp-2 reason">{t(source.healthText)}</div>
              )}
            </>
          ),
        },
        {
          key: 'freshness',
          title: t({ zh: '最新数据', en: 'Newest data' }),
          render: (source) => <Freshness source={source} />,
        },
        {
          key: 'batches',
          title: t({ zh: '批次', en: 'Batches' }),
          kind: 'number',
          render: (source) => (source.reading === 'live' ? live : formatCount(source.batches.length)),
        },
        {
          key: 'accepted',
          title: t({ zh: '接收', en: 'Accepted' }),
          hint: t({ zh: '行', en: 'rows' }),
          kind: 'number',
          render: (source) => (source.reading === 'live' ? live : formatCount(sum(source, 'accepted'))),
        },
        {
          key: 'rejected',
          title: t({ zh: '拒收', en: 'Rejected' }),
          hint: t({ zh: '行', en: 'rows' }),
          kind: 'number',
          render: (source) => {
            if (source.reading === 'live') return live
            const rejected = sum(source, 'rejected')
            return <span className={rejected > 0 ? 'warn-number' : undefined}>{formatCount(rejected)}</span>
          },
        },
        {
          key: 'read',
          title: t({ zh: '最近读取', en: 'Last read' }),
          kind: 'nowrap',
          render: (source) => (source.lastReadAt === null ? live : formatTime(source.lastReadAt)),
        },
      ]}
    />
  )
}
