import type { LeadDetail } from '@jianmo/engine/api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatTime, leadStateNames, useLanguage, useText } from '../text/index.ts'
import { EmptyState, Notice, outcomeNames, Page, PageHead, Panel, SeverityMark } from '../ui/index.ts'
import { EvidenceList } from './EvidenceList.tsx'
import { FiredRules } from './FiredRules.tsx'
import { LeadTimeLine } from './LeadTimeLine.tsx'
import { leadSentence } from './lead-sentence.ts'
import './leads.css'

/** One lead, formal or of a trial: the sentence, why, the evidence, and that it is no conclusion. */
export function LeadView({ lead, crumbs }: { readonly lead: LeadDetail; readonly crumbs: ReactNode }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Page rail={<LeadRail lead={lead} />}>
      <PageHead
        crumbs={crumbs}
        title={
          <>
            <SeverityMark severity={lead.severity} size={20} />
            {leadSentence(lead, language, lead.runDate)}
            <small>
              {t(outcomeNames[lead.outcome])} · {t({ zh: '须人工核查', en: 'to be verified by a person' })}
            </small>
          </>
        }
        sub={
          <>
            {lead.modelTitle}
            {lead.versionNumber !== null && ` v${lead.versionNumber}`} · {formatTime(lead.foundAt)}{' '}
            {t({ zh: '运行', en: 'run' })} · {t({ zh: '对象', en: 'Subject' })}{' '}
            <span className="mono">{lead.subjectId}</span>
            {lead.unit !== null && ` · ${t({ zh: '被监督机关', en: 'Supervised unit' })} ${lead.unit}`}
          </>
        }
      />
      <Panel
        title={t({ zh: '为什么', en: 'Why' })}
        hint={t({ zh: '法定期限与成立的规则', en: 'Statutory limit and the rules that held' })}
      >
        <LeadTimeLine timeline={lead.timeline} deadline={lead.deadline} days={lead.days} severity={lead.severity} />
        <div style={{ borderTop: '1px solid var(--line)' }}>
          <FiredRules rules={lead.rules} />
        </div>
      </Panel>
      <Panel
        title={t({ zh: '证据', en: 'Evidence' })}
        hint={t({
          zh: `${lead.evidenceTotal} 条原始记录，运行时留存，已脱敏`,
          en: `${lead.evidenceTotal} source rows, kept at the run, masked`,
        })}
      >
        {lead.evidence.length === 0 ? (
          <EmptyState title={t({ zh: '没有留存原始记录', en: 'No source rows were kept' })} />
        ) : (
          <EvidenceList evidence={lead.evidence} total={lead.evidenceTotal} />
        )}
      </Panel>
      {lead.values.length > 0 && (
        <Panel
          title={t({ zh: '计算值', en: 'Computed values' })}
          hint={t({ zh: '模型用来判断的值', en: 'What the model judged by' })}
          padded
        >
          <dl className="value-grid">
            {lead.values.map(({ column, label, value, valueLabel, type }) => (
              <div key={column}>
                <dt>{t(label)}</dt>
                <dd className={type === 'date' || type === 'timestamp' ? 'mono' : undefined}>
                  {valueLabel === undefined ? (value ?? t({ zh: '空', en: 'empty' })) : t(valueLabel)}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </Page>
  )
}

function LeadRail({ lead }: { readonly lead: LeadDetail }) {
  const t = useText()
  const tables = [...new Map(lead.evidence.map((row) => [row.logicalTable, row])).values()]
  return (
    <>
      <h2 className="rail-title">{t({ zh: '核查', en: 'Verify' })}</h2>
      <Notice tone="info">
        {t({
          zh: '线索不是结论。核对原始文书和登记之后，再提出意见。',
          en: 'A lead is not a conclusion. Check the original documents and registers before saying anything.',
        })}
      </Notice>
      {tables.length > 0 && (
        <>
          <p className="soft">{t({ zh: '请向原机关核对：', en: 'Check with the agencies:' })}</p>
          <ol className="rail-list">
            {tables.map((row, index) => (
              <li key={row.logicalTable}>
                <i aria-hidden="true">{index + 1}</i>
                <span>
                  {t(row.tableLabel)} {row.logicalTable}
                  <br />
                  <span className="muted">
                    {row.sourceName} · {t({ zh: `第 ${row.row} 行`, en: `row ${row.row}` })}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      <dl className="facts">
        <dt>{t({ zh: '状态', en: 'State' })}</dt>
        <dd>{t(leadStateNames[lead.state])}</dd>
        <dt>{t({ zh: '运行日', en: 'Run date' })}</dt>
        <dd className="mono">{lead.runDate}</dd>
        <dt>{t({ zh: '所属运行', en: 'Run' })}</dt>
        <dd>
          <Link className="inline-link" to={`/runs/${lead.runId}`}>
            {formatTime(lead.foundAt)}
          </Link>
        </dd>
        <dt>{t({ zh: '线索键', en: 'Lead key' })}</dt>
        <dd className="mono">{lead.key.length > 28 ? `${lead.key.slice(0, 12)}…${lead.key.slice(-8)}` : lead.key}</dd>
      </dl>
    </>
  )
}
