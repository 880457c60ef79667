import type { NodeSql, SubmissionDetail } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { GraphPanel } from '../marketplace/GraphPanel.tsx'
import { TableContract } from '../marketplace/TableContract.tsx'
import { formatTime, useText, versionStateNames } from '../text/index.ts'
import { EmptyState, Loaded, Page, PageHead, Panel, Tag } from '../ui/index.ts'
import { CheckList } from './CheckList.tsx'
import { DecisionRail } from './DecisionRail.tsx'
import { SqlText } from './SqlText.tsx'
import './review.css'

/** `/review/:submissionId`: everything a decision needs, on one page. */
export function SubmissionPage() {
  const { submissionId = '' } = useParams()
  const submission = useQuery(trpc.marketplace.submission.queryOptions({ submissionId }))
  return (
    <Loaded read={submission} rows={10}>
      {(detail) => <SubmissionView submission={detail} />}
    </Loaded>
  )
}

const tabs = ['sql', 'inputs', 'statutes'] as const
type Tab = (typeof tabs)[number]

function SubmissionView({ submission }: { readonly submission: SubmissionDetail }) {
  const t = useText()
  const [tab, setTab] = useState<Tab>('sql')
  const count = (words: string, number: number) => (
    <>
      {words}
      <span className="tab-count">{number}</span>
    </>
  )
  return (
    <Page rail={<DecisionRail submission={submission} />}>
      <PageHead
        crumbs={<Link to="/review">← {t({ zh: '审核', en: 'Review' })}</Link>}
        title={
          <>
            {submission.modelTitle}
            <small className="mono">v{submission.version}</small>
            <Tag tone={submission.state === 'approved' ? 'ok' : submission.state === 'returned' ? 'stale' : 'accent'}>
              {t(versionStateNames[submission.state])}
            </Tag>
          </>
        }
        sub={
          <>
            {submission.organization} · {submission.submittedBy} · {formatTime(submission.submittedAt)}{' '}
            {t({ zh: '提交', en: 'submitted' })}
            <br />
            {submission.document.summary}
          </>
        }
      />
      {submission.note !== '' && (
        <Panel title={t({ zh: '提交说明', en: 'Note of the author' })} padded>
          <p style={{ whiteSpace: 'pre-wrap' }}>{submission.note}</p>
        </Panel>
      )}
      <GraphPanel
        document={submission.document}
        label={t({ zh: `${submission.modelTitle}的图，只读`, en: `Graph of ${submission.modelTitle}, read-only` })}
      />
      <Panel
        title={t({ zh: '自动检查', en: 'Automatic checks' })}
        hint={t({
          zh: `${submission.checks.filter(({ passed }) => passed).length} / ${submission.checks.length} 项通过`,
          en: `${submission.checks.filter(({ passed }) => passed).length} of ${submission.checks.length} passed`,
        })}
      >
        <CheckList checks={submission.checks} />
      </Panel>
      <Panel>
        <Tabs
          className="panel-tabs"
          activeKey={tab}
          onChange={(key) => setTab(tabs.find((known) => known === key) ?? 'sql')}
          items={[
            { key: 'sql', label: count(t({ zh: 'SQL', en: 'SQL' }), groupSteps(submission.sql).length) },
            { key: 'inputs', label: count(t({ zh: '所需数据', en: 'Inputs' }), submission.inputs.length) },
            { key: 'statutes', label: count(t({ zh: '法律依据', en: 'Statutes' }), submission.statutes.length) },
          ]}
        />
        {tab === 'sql' && <SqlList submission={submission} />}
        {tab === 'inputs' &&
          submission.inputs.map(({ table, columns }) => (
            <section key={table.id} className="review-input" aria-label={`${table.id} ${t(table.label)}`}>
              <h3>
                {table.id} {t(table.label)}
                <small>{t({ zh: `读 ${columns.length} 列`, en: `${columns.length} columns read` })}</small>
              </h3>
              <TableContract table={table} only={columns} />
            </section>
          ))}
        {tab === 'statutes' && (
          <ul className="statute-list">
            {submission.statutes.length === 0 && (
              <EmptyState title={t({ zh: '没有引用法律条文', en: 'No statute is cited' })} />
            )}
            {submission.statutes.map((statute) => (
              <li key={`${statute.key} ${statute.inForceFrom}`}>
                <b>
                  {t(statute.law)} {t(statute.article)}
                </b>{' '}
                <Tag tone={statute.standing === 'verified' ? 'ok' : 'stale'}>
                  {statute.standing === 'verified'
                    ? t({ zh: '✓ 条文已核', en: '✓ verified' })
                    : t({ zh: '条文待核', en: 'not verified' })}
                </Tag>
                <p className="soft">{t(statute.text)}</p>
                <p className="muted mono">
                  {statute.inForceFrom ?? t({ zh: '起始不限', en: 'open' })} —{' '}
                  {statute.inForceTo ?? t({ zh: '至今', en: 'today' })}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <p className="muted">
        {t({ zh: '版本内容哈希', en: 'Content hash' })}{' '}
        <span className="mono" style={{ overflowWrap: 'anywhere' }}>
          {submission.versionHash}
        </span>
      </p>
    </Page>
  )
}

function SqlList({ submission }: { readonly submission: SubmissionDetail }) {
  const t = useText()
  if (submission.sql.length === 0) {
    return (
      <EmptyState title={t({ zh: '没有生成 SQL', en: 'No SQL' })}>
        {t({
          zh: '模型有问题时不生成 SQL，见上面的检查。',
          en: 'A model with problems has none; see the checks above.',
        })}
      </EmptyState>
    )
  }
  return (
    <div className="sql-list">
      {groupSteps(submission.sql).map(({ hash, text, titles }, index) => {
        const title = titles.join(t({ zh: '、', en: ', ' }))
        return (
          <details key={hash} open={index === 0}>
            <summary>
              <b>{title}</b> <span className="mono muted">{hash.slice(0, 16)}</span>
            </summary>
            <SqlText text={text} label={t({ zh: `${title}的 SQL`, en: `SQL of ${title}` })} />
          </details>
        )
      })}
    </div>
  )
}

/** Nodes that run as one statement are shown as one. */
function groupSteps(steps: readonly NodeSql[]) {
  const groups = new Map<string, { readonly hash: string; readonly text: string; readonly titles: string[] }>()
  for (const { hash, text, title } of steps) {
    const group = groups.get(hash)
    if (group === undefined) groups.set(hash, { hash, text, titles: [title] })
    else group.titles.push(title)
  }
  return [...groups.values()]
}
