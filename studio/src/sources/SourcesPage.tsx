import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { DataTable, EmptyState, Loaded, Page, PageHead, Panel } from '../ui/index.ts'
import { CreateSourceDialog } from './CreateSourceDialog.tsx'
import { HealthTag } from './HealthTag.tsx'
import { SourcesSide } from './SourcesSide.tsx'

export function SourcesPage() {
  const t = useText()
  const mayCreate = hasRole(usePerson(), 'data-administrator')
  const sources = useQuery(trpc.sources.list.queryOptions())
  const kinds = useQuery({ ...trpc.sources.kinds.queryOptions(), staleTime: 300_000 })
  const [creating, setCreating] = useState(false)
  const kindLabel = (kind: string) => {
    const known = kinds.data?.find((candidate) => candidate.kind === kind)
    return known === undefined ? kind : t(known.label)
  }

  return (
    <Page side={<SourcesSide />}>
      <PageHead
        title={t({ zh: '数据源', en: 'Sources' })}
        sub={t({
          zh: '各机关交来的数据库和文件。只读，按院隔离；密码加密保存。',
          en: 'Databases and files of the agencies. Read-only, apart for each office; secrets are encrypted.',
        })}
        actions={
          mayCreate && (
            <Button type="primary" onClick={() => setCreating(true)}>
              {t({ zh: '添加数据源', en: 'Add a source' })}
            </Button>
          )
        }
      />
      <Panel>
        <Loaded read={sources} rows={6}>
          {(list) => (
            <DataTable
              label={t({ zh: '数据源列表', en: 'Sources' })}
              rows={list}
              rowKey={(source) => source.id}
              linkOf={(source) => `/sources/${source.id}`}
              empty={
                <EmptyState title={t({ zh: '还没有数据源', en: 'No sources yet' })}>
                  {mayCreate
                    ? t({
                        zh: '添加一个数据库，或建一个文件数据源后导入 Excel、CSV。',
                        en: 'Add a database, or a file source to import Excel or CSV into.',
                      })
                    : t({
                        zh: '数据源由本院的数据管理员添加。',
                        en: 'The data administrator of your office adds sources.',
                      })}
                </EmptyState>
              }
              columns={[
                {
                  key: 'name',
                  title: t({ zh: '数据源', en: 'Source' }),
                  render: (source) => (
                    <Link to={`/sources/${source.id}`} style={{ fontWeight: 600 }}>
                      {source.name}
                    </Link>
                  ),
                },
                {
                  key: 'agency',
                  title: t({ zh: '来源机关', en: 'Agency' }),
                  kind: 'nowrap',
                  render: (source) => source.agency,
                },
                {
                  key: 'kind',
                  title: t({ zh: '种类', en: 'Kind' }),
                  kind: 'nowrap',
                  render: (source) => kindLabel(source.kind),
                },
                {
                  key: 'health',
                  title: t({ zh: '状态', en: 'Health' }),
                  render: (source) => (
                    <>
                      <HealthTag health={source.health} />
                      {source.healthText !== null && source.health === 'failing' && (
                        <div className="muted clamp-2">{t(source.healthText)}</div>
                      )}
                    </>
                  ),
                },
                {
                  key: 'batches',
                  title: t({ zh: '批次', en: 'Batches' }),
                  kind: 'number',
                  render: (source) =>
                    source.reading === 'file' ? (
                      source.batches.length
                    ) : (
                      <span className="muted">{t({ zh: '实时', en: 'live' })}</span>
                    ),
                },
                {
                  key: 'rows',
                  title: t({ zh: '接收', en: 'Accepted' }),
                  hint: t({ zh: '行', en: 'rows' }),
                  kind: 'number',
                  render: (source) =>
                    source.reading === 'file' ? (
                      formatCount(source.batches.reduce((sum, batch) => sum + batch.accepted, 0))
                    ) : (
                      <span className="muted">—</span>
                    ),
                },
                {
                  key: 'rejected',
                  title: t({ zh: '拒收', en: 'Rejected' }),
                  hint: t({ zh: '行', en: 'rows' }),
                  kind: 'number',
                  render: (source) => {
                    const rejected = source.batches.reduce((sum, batch) => sum + batch.rejected, 0)
                    if (source.reading === 'live') return <span className="muted">—</span>
                    return (
                      <span style={rejected > 0 ? { color: 'var(--stale)', fontWeight: 600 } : undefined}>
                        {formatCount(rejected)}
                      </span>
                    )
                  },
                },
                {
                  key: 'read',
                  title: t({ zh: '最近读取', en: 'Last read' }),
                  kind: 'nowrap',
                  render: (source) =>
                    source.lastReadAt === null ? <span className="muted">—</span> : formatTime(source.lastReadAt),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {creating && <CreateSourceDialog kinds={kinds.data ?? []} onClose={() => setCreating(false)} />}
    </Page>
  )
}
