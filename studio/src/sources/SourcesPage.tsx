import type { Reading } from '@jianmo/connectors/words'
import type { ConnectorKind, SourceSummary } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { isFoundIn } from '../text/find-words.ts'
import { useText } from '../text/index.ts'
import { EmptyState, Loaded, Page, PageHead, Panel, SideFilter } from '../ui/index.ts'
import { SourcesSide } from './SourcesSide.tsx'
import { SourcesTable } from './SourcesTable.tsx'
import { healthNames, readingNames } from './source-words.ts'
import './sources.css'

type State = SourceSummary['health'] | 'overdue'
const readings = Object.keys(readingNames) as readonly Reading[]

/** `/sources`: what the agencies give, whether it can be read, and how new it is. */
export function SourcesPage() {
  const t = useText()
  const navigate = useNavigate()
  const mayCreate = hasRole(usePerson(), 'data-administrator')
  const sources = useQuery(trpc.sources.list.queryOptions())
  const kinds = useQuery({ ...trpc.sources.kinds.queryOptions(), staleTime: 300_000 })
  const [query, setQuery] = useState('')
  const [state, setState] = useState<State | null>(null)
  const [reading, setReading] = useState<Reading | null>(null)

  const labelOf = (kind: string) => kinds.data?.find((each: ConnectorKind) => each.kind === kind)?.label
  const found = (sources.data ?? []).filter(({ name, agency, kind }) => {
    const label = labelOf(kind)
    const words = [name, agency, kind, label?.zh ?? '', label?.en ?? '']
    return isFoundIn({ words, spelled: words }, query)
  })
  const isIn = (source: SourceSummary, wanted: State) =>
    wanted === 'overdue' ? source.overdueDays !== null : source.health === wanted
  const shown = found.filter(
    (source) => (state === null || isIn(source, state)) && (reading === null || source.reading === reading),
  )
  const stateNames = { ...healthNames, overdue: { zh: '逾期未更新', en: 'overdue' } } as const
  const create = (
    <Button type="primary" onClick={() => navigate('/sources/new')}>
      {t({ zh: '添加数据源', en: 'Add a source' })}
    </Button>
  )

  return (
    <Page
      side={
        <>
          <SourcesSide />
          <SideFilter
            title={t({ zh: '状态', en: 'Health' })}
            value={state}
            onChange={setState}
            choices={(['failing', 'overdue', 'unknown', 'ok'] as const).map((value) => ({
              value,
              label: t(stateNames[value]),
              name: t(stateNames[value]),
              count: found.filter((source) => isIn(source, value)).length,
            }))}
          />
          <SideFilter
            title={t({ zh: '接入方式', en: 'How data come' })}
            value={reading}
            onChange={setReading}
            choices={readings
              .filter((value) => sources.data?.some((source) => source.reading === value) ?? false)
              .map((value) => ({
                value,
                label: t(readingNames[value]),
                name: t(readingNames[value]),
                count: found.filter((source) => source.reading === value).length,
              }))}
          />
        </>
      }
    >
      <PageHead
        title={t({ zh: '数据源', en: 'Sources' })}
        sub={t({
          zh: '各机关交来的数据库和文件。只读，按院隔离；密码加密保存。',
          en: 'Databases and files of the agencies. Read-only, apart for each office; secrets are encrypted.',
        })}
        actions={mayCreate && create}
      />
      <div className="source-search">
        <Input.Search
          allowClear
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          aria-label={t({ zh: '搜索数据源', en: 'Search sources' })}
          placeholder={t({ zh: '名称、机关、种类或拼音', en: 'Name, agency, kind or pinyin' })}
        />
      </div>
      <Panel>
        <Loaded read={sources} rows={6}>
          {(list) => {
            if (list.length === 0)
              return (
                <EmptyState title={t({ zh: '还没有数据源', en: 'No sources yet' })} actions={mayCreate && create}>
                  {mayCreate
                    ? t({
                        zh: '连接一个数据库，或建一个文件数据源后导入 Excel、CSV。',
                        en: 'Connect a database, or make a file source to import Excel or CSV into.',
                      })
                    : t({
                        zh: '数据源由本院的数据管理员添加。',
                        en: 'The data administrator of your office adds sources.',
                      })}
                </EmptyState>
              )
            if (shown.length === 0)
              return (
                <EmptyState
                  title={t({ zh: '没有符合条件的数据源', en: 'No source fits' })}
                  actions={
                    <Button
                      onClick={() => {
                        setQuery('')
                        setState(null)
                        setReading(null)
                      }}
                    >
                      {t({ zh: '清除条件', en: 'Clear the filters' })}
                    </Button>
                  }
                />
              )
            return (
              <SourcesTable
                sources={shown}
                labelOf={(kind) => {
                  const label = labelOf(kind)
                  return label === undefined ? kind : t(label)
                }}
              />
            )
          }}
        </Loaded>
      </Panel>
      {sources.data !== undefined && shown.length > 0 && (
        <p className="muted">
          {t({
            zh: `共 ${sources.data.length} 个数据源，显示 ${shown.length} 个。`,
            en: `${shown.length} of ${sources.data.length} sources.`,
          })}
        </p>
      )}
    </Page>
  )
}
