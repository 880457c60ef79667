import type { ConnectorKind, Diagnosis, SourceConfig } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNotice, Panel } from '../ui/index.ts'
import { DiagnosisSteps } from './DiagnosisSteps.tsx'
import { SourceForm } from './SourceForm.tsx'
import { draftOf, problemsOf, type SourceDraft, settingsOf } from './source-draft.ts'

interface Props {
  readonly kinds: readonly ConnectorKind[]
  /** Of a source that exists already. */
  readonly stored?: { readonly sourceId: string; readonly config: SourceConfig }
}

/** The form of a source, with a test of what stands in it. Nothing that was typed is lost by a refusal. */
export function SourceEditor({ kinds, stored }: Props) {
  const t = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(stored?.config.kind ?? kinds[0]?.kind ?? '', stored?.config))
  const [submitted, setSubmitted] = useState(false)
  const done = async ({ sourceId }: { readonly sourceId: string }) => {
    await queries.invalidateQueries({ queryKey: trpc.sources.pathKey() })
    await navigate(`/sources/${sourceId}`)
  }
  const create = useMutation(trpc.sources.create.mutationOptions({ onSuccess: done }))
  const change = useMutation(trpc.sources.change.mutationOptions())
  const attempt = useMutation(trpc.sources.trySettings.mutationOptions())
  const save = stored === undefined ? create : change
  const kind = kinds.find((candidate) => candidate.kind === draft.kind)
  const missing = { name: submitted && draft.name.trim() === '', agency: submitted && draft.agency.trim() === '' }
  const problems = { ...problemsOf(attempt.error), ...problemsOf(save.error) }
  const refused = [attempt.error, save.error].filter(
    (error) => error !== null && Object.keys(problemsOf(error)).length === 0,
  )

  const edit = (next: SourceDraft) => {
    setDraft(next)
    // What was said about other settings is no longer true.
    if (next.settings !== draft.settings || next.kind !== draft.kind) attempt.reset()
    create.reset()
    change.reset()
  }
  const submit = () => {
    setSubmitted(true)
    if (draft.name.trim() === '' || draft.agency.trim() === '') return
    attempt.reset()
    const { name, agency, expectedDays } = draft
    const words = { name: name.trim(), agency: agency.trim(), expectedDays, settings: settingsOf(draft) }
    if (stored === undefined) create.mutate({ ...words, kind: draft.kind })
    else {
      const { sourceId } = stored
      change.mutate({ ...words, sourceId }, { onSuccess: () => done({ sourceId }) })
    }
  }
  const test = () => {
    save.reset()
    attempt.mutate({
      kind: draft.kind,
      settings: settingsOf(draft),
      ...(stored === undefined ? {} : { sourceId: stored.sourceId }),
    })
  }
  const hasSettings = Object.keys(kind?.form ?? {}).length > 0

  return (
    <form
      className="source-editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Panel title={t({ zh: '数据源', en: 'Source' })} padded>
        {refused.map((error, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: at most two, in a fixed order
          <ErrorNotice key={index} error={error} />
        ))}
        <SourceForm
          kinds={kinds}
          draft={draft}
          onChange={edit}
          problems={problems}
          missing={missing}
          stored={stored !== undefined}
        />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {stored === undefined ? t({ zh: '添加', en: 'Add' }) : t({ zh: '保存', en: 'Save' })}
          </Button>
          <Button onClick={() => navigate(stored === undefined ? '/sources' : `/sources/${stored.sourceId}`)}>
            {t({ zh: '取消', en: 'Cancel' })}
          </Button>
        </div>
      </Panel>
      {hasSettings && (
        <Panel
          title={t({ zh: '连接测试', en: 'Test' })}
          actions={
            <Button size="small" onClick={test} loading={attempt.isPending}>
              {t({ zh: '测试连接', en: 'Test the connection' })}
            </Button>
          }
          padded
        >
          <TestResult diagnosis={attempt.data} pending={attempt.isPending} />
        </Panel>
      )}
    </form>
  )
}

function TestResult({ diagnosis, pending }: { readonly diagnosis: Diagnosis | undefined; readonly pending: boolean }) {
  const t = useText()
  if (pending)
    return (
      <p className="muted" role="status">
        {t({ zh: '正在逐步连接，最多 30 秒……', en: 'Walking the steps, 30 s at most…' })}
      </p>
    )
  if (diagnosis !== undefined) return <DiagnosisSteps diagnosis={diagnosis} />
  return (
    <p className="muted">
      {t({
        zh: '用表单里的内容逐步检查，不保存任何东西：地址、域名、端口、登录、权限、表。保存前建议先测试。',
        en: 'Walks through address, name, port, login, permission and tables with what stands in the form. Nothing is stored.',
      })}
    </p>
  )
}
