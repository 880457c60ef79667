import type { SourceSummary } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { formatTime, useText } from '../text/index.ts'
import { EmptyState, ErrorNotice, Loaded, Notice, Page, PageHead, Panel } from '../ui/index.ts'
import { BatchesPanel } from './BatchesPanel.tsx'
import { CredentialsPanel } from './CredentialsPanel.tsx'
import { DiagnosisSteps } from './DiagnosisSteps.tsx'
import { FolderPanel } from './FolderPanel.tsx'
import { HealthTag } from './HealthTag.tsx'
import { SourceFigures } from './SourceFigures.tsx'
import { SourceIcon } from './SourceIcon.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import { SourceTablesPanel } from './SourceTablesPanel.tsx'
import { readingNames } from './source-words.ts'
import './sources.css'

/** `/sources/:sourceId` */
export function SourcePage() {
  const t = useText()
  const { sourceId = '' } = useParams()
  const sources = useQuery(trpc.sources.list.queryOptions())
  return (
    <Loaded read={sources} rows={8}>
      {(list) => {
        const source = list.find(({ id }) => id === sourceId)
        if (source !== undefined) return <SourceView key={source.id} source={source} />
        return (
          <Page side={<SourcesSide />}>
            <EmptyState title={t({ zh: '没有这个数据源', en: 'There is no such source' })}>
              {t({ zh: '可能已被删除，或不属于本院。', en: 'It may be gone, or belong to another office.' })}
            </EmptyState>
          </Page>
        )
      }}
    </Loaded>
  )
}

function SourceView({ source }: { readonly source: SourceSummary }) {
  const t = useText()
  const navigate = useNavigate()
  const mayChange = hasRole(usePerson(), 'data-administrator')
  const [search, setSearch] = useSearchParams()
  const queries = useQueryClient()
  const test = useMutation(
    trpc.sources.test.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
    }),
  )
  const hasBatches = source.reading !== 'live'
  const hasTables = source.reading === 'live' || source.batches.length > 0
  const tabs: { key: string; label: ReactNode; children: ReactNode }[] = [
    {
      key: 'tables',
      label: t({ zh: '表', en: 'Tables' }),
      children: hasTables ? (
        <SourceTablesPanel sourceId={source.id} />
      ) : (
        <EmptyState title={t({ zh: '还没有数据', en: 'No data yet' })}>
          {t({ zh: '收到第一批数据后，这里列出它的表和列。', en: 'Tables and columns appear with the first batch.' })}
        </EmptyState>
      ),
    },
    ...(hasBatches
      ? [
          {
            key: 'batches',
            label: (
              <>
                {t({ zh: '批次', en: 'Batches' })}
                <span className="tab-count">{source.batches.length}</span>
              </>
            ),
            children: <BatchesPanel source={source} mayChange={mayChange} />,
          },
        ]
      : []),
  ]
  if (source.reading === 'folder')
    tabs.push({
      key: 'folder',
      label: t({ zh: '投放的文件', en: 'Dropped files' }),
      children: <FolderPanel sourceId={source.id} />,
    })
  if (source.reading === 'push' && mayChange)
    tabs.push({
      key: 'credentials',
      label: t({ zh: '推送凭据', en: 'Credentials' }),
      children: <CredentialsPanel sourceId={source.id} table={source.batches[0]?.table ?? null} />,
    })
  const wanted = search.get('tab')
  const active = tabs.some(({ key }) => key === wanted) ? (wanted ?? 'tables') : 'tables'

  return (
    <Page side={<SourcesSide />}>
      <PageHead
        crumbs={<Link to="/sources">← {t({ zh: '数据源', en: 'Sources' })}</Link>}
        title={
          <>
            <SourceIcon reading={source.reading} />
            {source.name}
            <HealthTag health={source.health} />
          </>
        }
        sub={
          <>
            {source.agency} · {t(readingNames[source.reading])}
            {source.checkedAt !== null && ` · ${t({ zh: '测试于', en: 'tested' })} ${formatTime(source.checkedAt)}`}
            {source.lastReadAt !== null &&
              ` · ${t({ zh: '最近读取', en: 'last read' })} ${formatTime(source.lastReadAt)}`}
          </>
        }
        actions={
          mayChange && (
            <>
              <Button onClick={() => navigate(`/sources/${source.id}/settings`)}>
                {t({ zh: '修改设置', en: 'Settings' })}
              </Button>
              <Button onClick={() => test.mutate({ sourceId: source.id })} loading={test.isPending}>
                {t({ zh: '测试连接', en: 'Test the connection' })}
              </Button>
              {source.reading === 'file' && (
                <Button type="primary" onClick={() => navigate(`/sources/${source.id}/import`)}>
                  {t({ zh: '导入文件', en: 'Import a file' })}
                </Button>
              )}
            </>
          )
        }
      />
      <ErrorNotice error={test.error} />
      {test.data !== undefined ? (
        <Panel title={t({ zh: '连接测试', en: 'Test' })} padded>
          <DiagnosisSteps diagnosis={test.data} />
        </Panel>
      ) : (
        source.health === 'failing' &&
        source.healthText !== null && <Notice tone="error">{t(source.healthText)}</Notice>
      )}
      <SourceFigures source={source} />
      <Panel>
        <Tabs
          className="source-tabs"
          activeKey={active}
          onChange={(key) => setSearch({ tab: key }, { replace: true })}
          items={tabs}
        />
      </Panel>
    </Page>
  )
}
