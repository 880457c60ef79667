import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { SourcesSide } from '../sources/SourcesSide.tsx'
import { useText } from '../text/use-text.ts'
import { DataTable, Loaded, Notice, Page, PageHead, Panel, Tag, type TagTone } from '../ui/index.ts'
import { BindingEditor } from './BindingEditor.tsx'

const tones = { bound: 'ok', unbound: 'missing', broken: 'bad' } as const satisfies Record<string, TagTone>

/** `/sources/bindings`: every logical table of the province and how this office fills it; `?table=T03` edits one. */
export function BindingsPage() {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const tables = useQuery({ ...trpc.catalogue.tables.queryOptions(), staleTime: 300_000 })
  const states = useQuery(trpc.bindings.list.queryOptions())
  const words = {
    bound: t({ zh: '已绑定', en: 'bound' }),
    unbound: t({ zh: '未绑定', en: 'not bound' }),
    broken: t({ zh: '需修正', en: 'to be mended' }),
  }
  const stateOf = (id: string) => states.data?.find(({ logicalTable }) => logicalTable === id)
  const chosen = tables.data?.find(({ id }) => id === search.get('table'))

  if (chosen !== undefined && states.data !== undefined) {
    const state = stateOf(chosen.id) ?? {
      logicalTable: chosen.id,
      binding: null,
      sourceName: null,
      state: 'unbound' as const,
      problems: [],
    }
    return (
      <Page side={<SourcesSide />}>
        <PageHead
          crumbs={<Link to="/sources/bindings">← {t({ zh: '逻辑表绑定', en: 'Bindings' })}</Link>}
          title={`${chosen.id} ${t(chosen.label)}`}
          sub={t(chosen.about)}
        />
        {state.problems.map((problem) => (
          <Notice key={problem.text.zh} tone="warning">
            {t(problem.text)}
          </Notice>
        ))}
        <BindingEditor key={chosen.id} table={chosen} state={state} onSaved={() => setSearch({})} />
      </Page>
    )
  }
  return (
    <Page side={<SourcesSide />}>
      <PageHead
        title={t({ zh: '逻辑表绑定', en: 'Bindings' })}
        sub={t({
          zh: '省院定义的逻辑表，各由本院哪张表来填。模型只认逻辑表。',
          en: 'Which table here fills each logical table of the province. Models know logical tables only.',
        })}
      />
      <Panel>
        <Loaded read={tables} rows={6}>
          {(list) => (
            <DataTable
              label={t({ zh: '逻辑表绑定', en: 'Bindings' })}
              rows={list}
              rowKey={(table) => table.id}
              linkOf={(table) => `/sources/bindings?table=${table.id}`}
              columns={[
                {
                  key: 'table',
                  title: t({ zh: '逻辑表', en: 'Logical table' }),
                  kind: 'nowrap',
                  render: (table) => (
                    <Link to={`/sources/bindings?table=${table.id}`} style={{ fontWeight: 600 }}>
                      {table.id} {t(table.label)}
                    </Link>
                  ),
                },
                {
                  key: 'agency',
                  title: t({ zh: '通常由谁掌握', en: 'Usually held by' }),
                  kind: 'nowrap',
                  render: (table) => t(table.agency),
                },
                {
                  key: 'state',
                  title: t({ zh: '状态', en: 'State' }),
                  kind: 'nowrap',
                  render: (table) => (
                    <Tag tone={tones[stateOf(table.id)?.state ?? 'unbound']}>
                      {words[stateOf(table.id)?.state ?? 'unbound']}
                    </Tag>
                  ),
                },
                {
                  key: 'source',
                  title: t({ zh: '来自', en: 'From' }),
                  render: (table) => stateOf(table.id)?.sourceName ?? <span className="muted">—</span>,
                },
                {
                  key: 'physical',
                  title: t({ zh: '本院的表', en: 'Table here' }),
                  kind: 'mono',
                  render: (table) => stateOf(table.id)?.binding?.table ?? '—',
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
