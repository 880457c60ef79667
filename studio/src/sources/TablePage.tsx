import type { SourceTable } from '@jianmo/connectors/words'
import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/index.ts'
import { DataTable, EmptyState, ErrorState, Loaded, LoadingState, Page, PageHead, Panel } from '../ui/index.ts'
import { ProfileTab } from './ProfileTab.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import './sources.css'

/** `/sources/:sourceId/tables/:table`: columns with what they hold, and masked rows. */
export function TablePage() {
  const t = useText()
  const { sourceId = '', table: name = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const tables = useQuery(trpc.sources.tables.queryOptions({ sourceId }))
  const sources = useQuery(trpc.sources.list.queryOptions())
  const source = sources.data?.find(({ id }) => id === sourceId)
  return (
    <Page side={<SourcesSide />}>
      <Loaded read={tables} rows={8}>
        {(list) => {
          const table = list.find((each) => each.name === name)
          if (table === undefined)
            return (
              <EmptyState title={t({ zh: '没有这张表', en: 'There is no such table' })}>
                <Link to={`/sources/${sourceId}`}>{t({ zh: '回到数据源', en: 'Back to the source' })}</Link>
              </EmptyState>
            )
          return (
            <>
              <PageHead
                crumbs={<Link to={`/sources/${sourceId}`}>← {source?.name ?? t({ zh: '数据源', en: 'Source' })}</Link>}
                title={
                  <>
                    <span className="mono">{table.name}</span>
                    {table.comment !== undefined && <small>{table.comment}</small>}
                  </>
                }
                sub={t({
                  zh: `${table.columns.length} 列 · 姓名、证件号已脱敏`,
                  en: `${table.columns.length} columns · names and ids are masked`,
                })}
              />
              <Panel>
                <Tabs
                  className="source-tabs"
                  activeKey={search.get('tab') === 'rows' ? 'rows' : 'profile'}
                  onChange={(tab) => setSearch({ tab }, { replace: true })}
                  items={[
                    {
                      key: 'profile',
                      label: t({ zh: '列与画像', en: 'Columns and profile' }),
                      children: <ProfileTab key={table.name} sourceId={sourceId} table={table} />,
                    },
                    {
                      key: 'rows',
                      label: t({ zh: '示例行', en: 'Sample rows' }),
                      children: <Sample sourceId={sourceId} table={table} />,
                    },
                  ]}
                />
              </Panel>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Sample({ sourceId, table }: { readonly sourceId: string; readonly table: SourceTable }) {
  const t = useText()
  const sample = useQuery(trpc.sources.sample.queryOptions({ sourceId, table: table.name }))
  if (sample.isPending) return <LoadingState rows={6} />
  if (sample.error) return <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />
  return (
    <DataTable
      label={`${table.name} ${t({ zh: '示例行', en: 'sample rows' })}`}
      rows={sample.data.map((cells, index) => ({ cells, index }))}
      rowKey={(row) => row.index}
      empty={<EmptyState title={t({ zh: '这张表没有行', en: 'This table has no rows' })} />}
      columns={table.columns.map((column, index) => ({
        key: column.name,
        title: column.comment ?? column.name,
        hint: column.comment === undefined ? column.sourceType : `${column.name} · ${column.sourceType}`,
        kind: 'mono' as const,
        render: (row: { readonly cells: readonly (string | null)[] }) => (
          <span className="cell-value">{row.cells[index] ?? <span className="muted">—</span>}</span>
        ),
      }))}
    />
  )
}
