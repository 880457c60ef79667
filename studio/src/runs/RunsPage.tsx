import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { formatTime, isRunning, runModeNames, useText } from '../text/index.ts'
import { DataTable, EmptyState, Loaded, Page, PageHead, Panel, Tag } from '../ui/index.ts'
import { RunStateTag } from './RunStateTag.tsx'

/** All runs of the office, newest first; `?model=` keeps those of one model. */
export function RunsPage() {
  const t = useText()
  const [search] = useSearchParams()
  const modelId = search.get('model')
  const runs = useQuery({
    ...trpc.runs.list.queryOptions(modelId === null ? {} : { modelId }),
    refetchInterval: ({ state }) => (state.data?.some((run) => isRunning(run.state)) ? 2_000 : false),
  })
  return (
    <Page>
      <PageHead
        crumbs={<Link to="/models">← {t({ zh: '模型', en: 'Models' })}</Link>}
        title={t({ zh: '运行记录', en: 'Runs' })}
        sub={t({
          zh: '每次运行都留下版本、参数、数据批次和结果，可以复核。',
          en: 'Each run keeps its version, parameters, batches and results, so that it can be checked.',
        })}
      />
      <Panel>
        <Loaded read={runs} rows={8}>
          {(list) => (
            <DataTable
              label={t({ zh: '运行记录', en: 'Runs' })}
              rows={list}
              rowKey={(run) => run.id}
              linkOf={(run) => `/runs/${run.id}`}
              empty={
                <EmptyState
                  title={t({ zh: '还没有运行过', en: 'Nothing has run yet' })}
                  actions={
                    <Link className="text-link" to="/models">
                      {t({ zh: '打开一个模型', en: 'Open a model' })}
                    </Link>
                  }
                />
              }
              columns={[
                {
                  key: 'at',
                  title: t({ zh: '开始', en: 'Started' }),
                  kind: 'nowrap',
                  render: (run) => <Link to={`/runs/${run.id}`}>{formatTime(run.startedAt)}</Link>,
                },
                { key: 'model', title: t({ zh: '模型', en: 'Model' }), render: (run) => <b>{run.modelTitle}</b> },
                {
                  key: 'mode',
                  title: t({ zh: '方式', en: 'Mode' }),
                  kind: 'nowrap',
                  render: (run) => (
                    <Tag tone={run.mode === 'formal' ? 'accent' : 'plain'}>{t(runModeNames[run.mode])}</Tag>
                  ),
                },
                {
                  key: 'state',
                  title: t({ zh: '状态', en: 'State' }),
                  kind: 'nowrap',
                  render: (run) => <RunStateTag state={run.state} />,
                },
                { key: 'date', title: t({ zh: '运行日', en: 'Run date' }), kind: 'mono', render: (run) => run.runDate },
                {
                  key: 'leads',
                  title: t({ zh: '疑似与预警', en: 'Leads' }),
                  kind: 'number',
                  render: (run) => run.leads,
                },
                {
                  key: 'undetermined',
                  title: t({ zh: '待补', en: 'To complete' }),
                  kind: 'number',
                  render: (run) => run.undetermined,
                },
                {
                  key: 'unidentified',
                  title: t({ zh: '待核身份', en: 'Identity' }),
                  kind: 'number',
                  render: (run) => run.unidentified,
                },
                { key: 'by', title: t({ zh: '运行人', en: 'By' }), kind: 'nowrap', render: (run) => run.startedBy },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
