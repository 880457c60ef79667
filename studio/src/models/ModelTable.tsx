import type { ModelSummary } from '@jianmo/engine/api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { RunStateTag } from '../runs/RunStateTag.tsx'
import { formatTime, useText, versionStateNames } from '../text/index.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { Tag, type TagTone } from '../ui/Tag.tsx'

const versionTones = { submitted: 'accent', returned: 'stale', approved: 'ok' } as const satisfies Record<
  string,
  TagTone
>

export function ModelTable({ models, empty }: { readonly models: readonly ModelSummary[]; readonly empty: ReactNode }) {
  const t = useText()
  return (
    <DataTable
      label={t({ zh: '模型列表', en: 'Models' })}
      rows={models}
      rowKey={(model) => model.id}
      linkOf={(model) => `/models/${model.id}`}
      empty={empty}
      columns={[
        {
          key: 'title',
          title: t({ zh: '模型', en: 'Model' }),
          render: (model) => (
            <div style={{ padding: '3px 0' }}>
              <Link to={`/models/${model.id}`} style={{ fontWeight: 600 }}>
                {model.title}
              </Link>
              {model.summary !== '' && <div className="muted clamp-2">{model.summary}</div>}
            </div>
          ),
        },
        {
          key: 'version',
          title: t({ zh: '版本', en: 'Version' }),
          kind: 'nowrap',
          render: ({ version }) =>
            version === null ? (
              <Tag>{t({ zh: '草稿', en: 'Draft' })}</Tag>
            ) : (
              <>
                <span className="mono">v{version.number}</span>{' '}
                <Tag tone={versionTones[version.state]}>{t(versionStateNames[version.state])}</Tag>
              </>
            ),
        },
        {
          key: 'origin',
          title: t({ zh: '来源', en: 'Origin' }),
          kind: 'nowrap',
          render: ({ origin }) =>
            origin === null ? (
              <span className="muted">{t({ zh: '本院', en: 'This office' })}</span>
            ) : (
              <Link to={`/market/${origin.listingId}`}>
                {origin.from} v{origin.version}
              </Link>
            ),
        },
        {
          key: 'run',
          title: t({ zh: '最近一次运行', en: 'Last run' }),
          kind: 'nowrap',
          render: ({ lastRun }) =>
            lastRun === null ? (
              <span className="muted">—</span>
            ) : (
              <Link
                to={`/runs/${lastRun.id}`}
                aria-label={`${t({ zh: '最近一次运行', en: 'Last run' })} ${formatTime(lastRun.at)}`}
              >
                <RunStateTag state={lastRun.state} /> {formatTime(lastRun.at)}
              </Link>
            ),
        },
        {
          key: 'leads',
          title: t({ zh: '线索', en: 'Leads' }),
          kind: 'number',
          render: ({ lastRun }) => (lastRun?.state === 'finished' ? lastRun.leads : <span className="muted">—</span>),
        },
        {
          key: 'updated',
          title: t({ zh: '最后修改', en: 'Last change' }),
          kind: 'nowrap',
          render: (model) => (
            <span className="soft">
              {formatTime(model.updatedAt)} · {model.updatedBy}
            </span>
          ),
        },
        {
          key: 'bind',
          title: <span className="visually-hidden">{t({ zh: '操作', en: 'Actions' })}</span>,
          kind: 'nowrap',
          render: (model) => (
            <Link
              to={`/models/${model.id}/bind`}
              aria-label={t({ zh: `${model.title} 的数据绑定`, en: `Bindings of ${model.title}` })}
            >
              {t({ zh: '数据绑定', en: 'Bindings' })}
            </Link>
          ),
        },
      ]}
    />
  )
}
