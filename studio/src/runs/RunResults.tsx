import type { RunDetail } from '@jianmo/engine/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { LeadTable } from '../leads/LeadTable.tsx'
import { formatCount, useText } from '../text/index.ts'
import { EmptyState, Loaded, Panel } from '../ui/index.ts'
import { WhyNotPanel } from '../why-not/index.ts'
import { UndeterminedTable } from './UndeterminedTable.tsx'
import { UnidentifiedTable } from './UnidentifiedTable.tsx'

const tabs = ['leads', 'undetermined', 'unidentified', 'why-not'] as const

/** The three lists of a run: what was found, what could not be decided, who could not be identified; and why somebody is on none. */
export function RunResults({ run }: { readonly run: RunDetail }) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const active = tabs.find((tab) => tab === search.get('tab')) ?? 'leads'
  const label = (words: string, count: number) => (
    <>
      {words}
      <span className="tab-count">{formatCount(count)}</span>
    </>
  )
  return (
    <Panel>
      <Tabs
        className="panel-tabs"
        activeKey={active}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        items={[
          { key: 'leads', label: label(t({ zh: '疑似与预警', en: 'Suspected and warned' }), run.leads) },
          { key: 'undetermined', label: label(t({ zh: '待补数据', en: 'To be completed' }), run.undetermined) },
          { key: 'unidentified', label: label(t({ zh: '待核身份', en: 'Identity to verify' }), run.unidentified) },
          { key: 'why-not', label: t({ zh: '为什么没有他/她？', en: 'Why not?' }) },
        ]}
      />
      {active === 'leads' && <RunLeads runId={run.id} />}
      {active === 'undetermined' && <RunUndetermined runId={run.id} />}
      {active === 'unidentified' && <RunUnidentified runId={run.id} />}
      {active === 'why-not' && <RunWhyNot run={run} />}
    </Panel>
  )
}

function RunLeads({ runId }: { readonly runId: string }) {
  const t = useText()
  const leads = useQuery(trpc.runs.leads.queryOptions({ runId }))
  return (
    <Loaded read={leads} rows={6}>
      {(list) => (
        <LeadTable
          leads={list}
          withModel={false}
          linkOf={(lead) => `/runs/${runId}/leads/${lead.id}`}
          empty={
            <EmptyState title={t({ zh: '没有发现疑似或预警', en: 'Nothing suspected, nothing warned' })}>
              {t({
                zh: '请再看一眼待补数据和待核身份：没有发现不等于没有问题。',
                en: 'Look at the other two lists as well: nothing found is not nothing there.',
              })}
            </EmptyState>
          }
        />
      )}
    </Loaded>
  )
}

function RunUndetermined({ runId }: { readonly runId: string }) {
  const rows = useQuery(trpc.runs.undetermined.queryOptions({ runId }))
  return (
    <Loaded read={rows} rows={6}>
      {(list) => <UndeterminedTable rows={list} />}
    </Loaded>
  )
}

function RunUnidentified({ runId }: { readonly runId: string }) {
  const rows = useQuery(trpc.runs.unidentified.queryOptions({ runId }))
  return (
    <Loaded read={rows} rows={6}>
      {(list) => <UnidentifiedTable rows={list} />}
    </Loaded>
  )
}

function RunWhyNot({ run: { id: runId, modelId } }: { readonly run: RunDetail }) {
  const { mutate, isPending, data, error } = useMutation(trpc.models.whyNot.mutationOptions())
  const ask = (sought: Parameters<typeof mutate>[0]['sought']) => mutate({ modelId, runId, sought })
  return <WhyNotPanel asking={{ ask, isPending, data, error }} />
}
