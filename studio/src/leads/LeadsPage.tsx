import type { LeadSummary } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { formatCount, leadStateNames, useText } from '../text/index.ts'
import { EmptyState, Loaded, Page, PageHead, Panel, SeverityMark, SideFilter, severityNames } from '../ui/index.ts'
import { LeadTable } from './LeadTable.tsx'

const states = ['new', 'still', 'gone'] as const
const severities = ['red', 'orange', 'yellow', 'blue', 'green'] as const

/** What formal runs found. The filters stand in the address, so that a colleague can be sent a view. */
export function LeadsPage() {
  const t = useText()
  const leads = useQuery(trpc.leads.list.queryOptions())
  const [search, setSearch] = useSearchParams()
  const chosen = {
    state: states.find((state) => state === search.get('state')) ?? null,
    severity: severities.find((severity) => severity === search.get('severity')) ?? null,
    model: search.get('model'),
  }
  const choose = (name: string, value: string | null) =>
    setSearch((old) => {
      const next = new URLSearchParams(old)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })

  const all = leads.data ?? []
  const fits = (lead: LeadSummary, without?: keyof typeof chosen) =>
    (without === 'state' || chosen.state === null || lead.state === chosen.state) &&
    (without === 'severity' || chosen.severity === null || lead.severity === chosen.severity) &&
    (without === 'model' || chosen.model === null || lead.modelTitle === chosen.model)
  const countOf = (name: keyof typeof chosen, test: (lead: LeadSummary) => boolean) =>
    all.filter((lead) => fits(lead, name) && test(lead)).length
  const models = [...new Set(all.map((lead) => lead.modelTitle))]
  const shown = all.filter((lead) => fits(lead))

  return (
    <Page
      side={
        <>
          <SideFilter
            title={t({ zh: '状态', en: 'State' })}
            value={chosen.state}
            onChange={(value) => choose('state', value)}
            choices={states.map((state) => ({
              value: state,
              label: t(leadStateNames[state]),
              name: t(leadStateNames[state]),
              count: countOf('state', (lead) => lead.state === state),
            }))}
          />
          <SideFilter
            title={t({ zh: '级别', en: 'Severity' })}
            value={chosen.severity}
            onChange={(value) => choose('severity', value)}
            choices={severities.map((severity) => ({
              value: severity,
              label: <SeverityMark severity={severity}>{t(severityNames[severity])}</SeverityMark>,
              name: t(severityNames[severity]),
              count: countOf('severity', (lead) => lead.severity === severity),
            }))}
          />
          <SideFilter
            title={t({ zh: '模型', en: 'Model' })}
            value={chosen.model}
            onChange={(value) => choose('model', value)}
            choices={models.map((model) => ({
              value: model,
              label: model,
              name: model,
              count: countOf('model', (lead) => lead.modelTitle === model),
            }))}
          />
          <div className="side-group">
            <Link className="side-item" to="/runs">
              {t({ zh: '运行记录', en: 'Runs' })}
            </Link>
          </div>
        </>
      }
    >
      <PageHead
        title={
          <>
            {t({ zh: '线索', en: 'Leads' })}
            {leads.data !== undefined && (
              <small>{t({ zh: `${formatCount(shown.length)} 条`, en: `${formatCount(shown.length)}` })}</small>
            )}
          </>
        }
        sub={t({
          zh: '正式运行发现的线索。试算的结果在各次运行里，不进入这里。线索不是结论，须人工核查。',
          en: 'What formal runs found; trials stay with their run. A lead is not a conclusion and must be verified.',
        })}
      />
      <Panel>
        <Loaded read={leads} rows={8}>
          {(list) => (
            <LeadTable
              leads={shown}
              withModel
              linkOf={(lead) => `/leads/${lead.id}`}
              empty={
                list.length === 0 ? (
                  <EmptyState
                    title={t({ zh: '还没有线索', en: 'No leads yet' })}
                    actions={
                      <Link className="text-link" to="/models">
                        {t({ zh: '去运行一个模型', en: 'Run a model' })}
                      </Link>
                    }
                  >
                    {t({
                      zh: '用已批准的版本做一次正式运行，发现的线索就会列在这里。',
                      en: 'A formal run of an approved version lists its leads here.',
                    })}
                  </EmptyState>
                ) : (
                  <EmptyState
                    title={t({ zh: '没有符合筛选的线索', en: 'No lead fits the filters' })}
                    actions={
                      <Link className="text-link" to="/leads">
                        {t({ zh: '去掉筛选', en: 'Lift the filters' })}
                      </Link>
                    }
                  />
                )
              }
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
