import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { formatTime, useText, versionStateNames } from '../text/index.ts'
import { DataTable, EmptyState, Loaded, Page, PageHead, Panel, Tag, type TagTone } from '../ui/index.ts'

const tones = { submitted: 'accent', returned: 'stale', approved: 'ok' } as const satisfies Record<string, TagTone>

/** `/review`: submissions of the whole province, those that wait first. */
export function ReviewPage() {
  const t = useText()
  const submissions = useQuery(trpc.marketplace.submissions.queryOptions())
  const waiting = submissions.data?.filter(({ state }) => state === 'submitted').length ?? 0
  return (
    <Page>
      <PageHead
        title={
          <>
            {t({ zh: '审核', en: 'Review' })}
            {submissions.data !== undefined && (
              <small>{t({ zh: `${waiting} 个待审核`, en: `${waiting} waiting` })}</small>
            )}
          </>
        }
        sub={t({
          zh: '批准后进入模型市场，并允许正式运行。提交人不能批准自己的模型。',
          en: 'An approved version is listed and may run formally. Nobody approves their own.',
        })}
      />
      <Panel>
        <Loaded read={submissions} rows={6}>
          {(list) => (
            <DataTable
              label={t({ zh: '提交列表', en: 'Submissions' })}
              rows={list.toSorted(
                (a, b) =>
                  Number(b.state === 'submitted') - Number(a.state === 'submitted') ||
                  b.submittedAt.localeCompare(a.submittedAt),
              )}
              rowKey={(submission) => submission.id}
              linkOf={(submission) => `/review/${submission.id}`}
              empty={
                <EmptyState title={t({ zh: '没有提交', en: 'No submissions' })}>
                  {t({ zh: '各院提交审核的模型会出现在这里。', en: 'Models that offices submit appear here.' })}
                </EmptyState>
              }
              columns={[
                {
                  key: 'title',
                  title: t({ zh: '模型', en: 'Model' }),
                  render: (submission) => (
                    <Link to={`/review/${submission.id}`} style={{ fontWeight: 600 }}>
                      {submission.modelTitle} <span className="mono">v{submission.version}</span>
                    </Link>
                  ),
                },
                {
                  key: 'state',
                  title: t({ zh: '状态', en: 'State' }),
                  kind: 'nowrap',
                  render: ({ state }) => <Tag tone={tones[state]}>{t(versionStateNames[state])}</Tag>,
                },
                {
                  key: 'office',
                  title: t({ zh: '提交单位', en: 'Office' }),
                  kind: 'nowrap',
                  render: ({ organization }) => organization,
                },
                {
                  key: 'by',
                  title: t({ zh: '提交人', en: 'By' }),
                  kind: 'nowrap',
                  render: ({ submittedBy }) => submittedBy,
                },
                {
                  key: 'at',
                  title: t({ zh: '提交时间', en: 'Submitted' }),
                  kind: 'nowrap',
                  render: ({ submittedAt }) => formatTime(submittedAt),
                },
                {
                  key: 'decision',
                  title: t({ zh: '审核意见', en: 'Decision' }),
                  render: ({ decidedBy, decidedAt, reason }) =>
                    decidedBy === null ? (
                      <span className="muted">—</span>
                    ) : (
                      <>
                        {reason}{' '}
                        <span className="muted">
                          {decidedBy} {decidedAt === null ? '' : formatTime(decidedAt)}
                        </span>
                      </>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}
