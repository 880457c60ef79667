import type { RunDetail, RunProgress } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { formatTime, isRunning, runModeNames, useText } from '../text/index.ts'
import { Details, ErrorNotice, Loaded, Notice, Page, PageHead, Panel, Tag } from '../ui/index.ts'
import { RunFacts } from './RunFacts.tsx'
import { RunFigures } from './RunFigures.tsx'
import { RunProgressPanel } from './RunProgressPanel.tsx'
import { RunResults } from './RunResults.tsx'
import { RunStateTag } from './RunStateTag.tsx'
import { RunSteps } from './RunSteps.tsx'
import './runs.css'

/** `/runs/:runId`: what a run read, counted and found; live while it is still running. */
export function RunPage() {
  const { runId = '' } = useParams()
  const run = useQuery(trpc.runs.open.queryOptions({ runId }))
  return (
    <Loaded read={run} rows={10}>
      {(detail) => <RunView key={detail.id} run={detail} />}
    </Loaded>
  )
}

function RunView({ run }: { readonly run: RunDetail }) {
  const t = useText()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<RunProgress | null>(null)
  const state = progress?.state ?? run.state
  const running = isRunning(state)

  useSubscription(
    trpc.runs.watch.subscriptionOptions(
      { runId: run.id },
      {
        enabled: isRunning(run.state),
        onData: (event) => {
          setProgress(event)
          if (!isRunning(event.state)) {
            void queries.invalidateQueries({ queryKey: trpc.runs.pathKey() })
            void queries.invalidateQueries({ queryKey: trpc.leads.pathKey() })
          }
        },
      },
    ),
  )
  const cancel = useMutation(trpc.runs.cancel.mutationOptions())
  const problem = progress?.problem ?? run.problem

  return (
    <Page>
      <PageHead
        crumbs={<Link to="/runs">← {t({ zh: '运行记录', en: 'Runs' })}</Link>}
        title={
          <>
            {run.modelTitle}
            <Tag tone={run.mode === 'formal' ? 'accent' : 'plain'}>{t(runModeNames[run.mode])}</Tag>
            <RunStateTag state={state} />
          </>
        }
        sub={t({
          zh: `${run.startedBy} · ${formatTime(run.startedAt)} 开始 · 运行日 ${run.runDate}`,
          en: `${run.startedBy} · started ${formatTime(run.startedAt)} · run date ${run.runDate}`,
        })}
        actions={
          <>
            <Link className="text-link" to={`/models/${run.modelId}`}>
              {t({ zh: '打开模型', en: 'Open the model' })}
            </Link>
            {running && (
              <Button
                danger
                onClick={() => cancel.mutate({ runId: run.id })}
                loading={cancel.isPending || cancel.isSuccess}
              >
                {t({ zh: '取消运行', en: 'Cancel the run' })}
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice error={cancel.error} />
      {problem !== null && (
        <Notice tone="error">
          {t(problem.text)}
          <Details data={{ detail: problem.detail }} />
        </Notice>
      )}
      {state === 'interrupted' && problem === null && (
        <Notice tone="warning">
          {t({
            zh: '运行中断：计算进程或服务器中途停止。请重新运行，旧结果不会混入。',
            en: 'Interrupted: the engine or the server stopped. Run again; nothing of this run is used.',
          })}
        </Notice>
      )}
      {run.warnings.map((warning) => (
        <Notice key={`${warning.code} ${warning.nodeId ?? ''} ${warning.text.zh}`} tone="warning">
          {t(warning.text)}
        </Notice>
      ))}
      {running && <RunProgressPanel progress={progress} />}
      {!running && (
        <>
          <Panel>
            <RunFigures run={run} />
          </Panel>
          {run.state === 'finished' && <RunResults run={run} />}
          <RunFacts run={run} />
          {run.state === 'finished' && <RunSteps run={run} />}
        </>
      )}
    </Page>
  )
}
