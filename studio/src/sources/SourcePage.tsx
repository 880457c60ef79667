import type { SourceSummary } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { formatTime, useText } from '../text/index.ts'
import { EmptyState, ErrorNotice, Loaded, Notice, Page, PageHead } from '../ui/index.ts'
import { BatchesPanel } from './BatchesPanel.tsx'
import { HealthTag } from './HealthTag.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import { SourceTablesPanel } from './SourceTablesPanel.tsx'

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
  const mayChange = hasRole(usePerson(), 'data-administrator')
  const queries = useQueryClient()
  const test = useMutation(
    trpc.sources.test.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
    }),
  )
  const hasTables = source.reading === 'live' || source.batches.length > 0

  return (
    <Page side={<SourcesSide />}>
      <PageHead
        crumbs={<Link to="/sources">← {t({ zh: '数据源', en: 'Sources' })}</Link>}
        title={
          <>
            {source.name}
            <HealthTag health={source.health} />
          </>
        }
        sub={
          <>
            {source.agency} ·{' '}
            {source.reading === 'live'
              ? t({ zh: '数据库，运行时实时只读', en: 'database, read at each run' })
              : t({ zh: '文件，按批次导入', en: 'files, imported in batches' })}
            {source.lastReadAt !== null &&
              ` · ${t({ zh: '最近读取', en: 'last read' })} ${formatTime(source.lastReadAt)}`}
          </>
        }
        actions={
          mayChange &&
          hasTables && (
            <Button onClick={() => test.mutate({ sourceId: source.id })} loading={test.isPending}>
              {t({ zh: '测试连接', en: 'Test the connection' })}
            </Button>
          )
        }
      />
      <ErrorNotice error={test.error} />
      {test.data?.health === 'ok' && (
        <Notice tone="ok">
          {t({ zh: '连接正常，表可以读到。', en: 'The source answers and its tables can be read.' })}
        </Notice>
      )}
      {source.health === 'failing' && source.healthText !== null && (
        <Notice tone="error">{t(source.healthText)}</Notice>
      )}
      {source.reading === 'file' && mayChange && <ImportPanel source={source} />}
      {source.reading === 'file' && <BatchesPanel source={source} mayChange={mayChange} />}
      {hasTables && <SourceTablesPanel sourceId={source.id} />}
    </Page>
  )
}
