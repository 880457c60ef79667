import type { SubmissionDetail } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { trpc } from '../app/api.ts'
import { formatTime, useText } from '../text/index.ts'
import { ErrorNotice, Notice } from '../ui/index.ts'

/** Approve or return, always with a reason; the author may do neither. */
export function DecisionRail({ submission }: { readonly submission: SubmissionDetail }) {
  const t = useText()
  const queries = useQueryClient()
  const reasonId = useId()
  const [reason, setReason] = useState('')
  const decide = useMutation(
    trpc.marketplace.decide.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.marketplace.pathKey() }),
    }),
  )
  const failed = submission.checks.filter(({ passed }) => !passed).length
  const ready = reason.trim() !== '' && !decide.isPending
  const send = (decision: 'approve' | 'return') =>
    decide.mutate({ submissionId: submission.id, decision, reason: reason.trim() })

  return (
    <>
      <h2 className="rail-title">{t({ zh: '审核决定', en: 'Decision' })}</h2>
      {submission.decidedBy !== null && (
        <Notice tone={submission.state === 'approved' ? 'ok' : 'warning'}>
          <b>
            {submission.state === 'approved'
              ? t({ zh: '已批准', en: 'Approved' })
              : t({ zh: '已退回', en: 'Returned' })}
          </b>
          <p>{submission.reason}</p>
          <p className="muted">
            {submission.decidedBy} {submission.decidedAt === null ? '' : formatTime(submission.decidedAt)}
          </p>
        </Notice>
      )}
      {submission.state === 'submitted' && !submission.mayDecide && (
        <Notice tone="warning">
          {submission.mayNotDecideBecause === null
            ? t({ zh: '由省院管理员审核。', en: 'A provincial administrator decides.' })
            : t(submission.mayNotDecideBecause)}
        </Notice>
      )}
      {submission.state === 'submitted' && submission.mayDecide && (
        <>
          {failed > 0 && (
            <Notice tone="warning">
              {t({ zh: `有 ${failed} 项自动检查未通过。`, en: `${failed} automatic checks failed.` })}
            </Notice>
          )}
          <div className="field">
            <label htmlFor={reasonId}>{t({ zh: '理由（必填）', en: 'Reason (required)' })}</label>
            <Input.TextArea
              id={reasonId}
              rows={5}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              placeholder={t({ zh: '写明依据，提交单位会看到。', en: 'Say why; the office will read it.' })}
            />
          </div>
          <ErrorNotice error={decide.error} />
          <div className="actions">
            <Button
              type="primary"
              disabled={!ready}
              loading={decide.isPending && decide.variables.decision === 'approve'}
              onClick={() => send('approve')}
            >
              {t({ zh: '批准上架', en: 'Approve and list' })}
            </Button>
            <Button
              disabled={!ready}
              loading={decide.isPending && decide.variables.decision === 'return'}
              onClick={() => send('return')}
            >
              {t({ zh: '退回修改', en: 'Return' })}
            </Button>
          </div>
        </>
      )}
      <h2 className="rail-title" style={{ marginTop: 22 }}>
        {t({ zh: '看什么', en: 'What to look at' })}
      </h2>
      <ul className="look-at">
        <li>{t({ zh: '规则与引用的条文是否一致', en: 'Rules agree with the statutes cited' })}</li>
        <li>{t({ zh: '缺数据时是否进入待补，而不是认定', en: 'Missing data lead to 待补, not to a finding' })}</li>
        <li>{t({ zh: '是否只读取必要的列', en: 'Only necessary columns are read' })}</li>
        <li>
          {t({ zh: '图和说明里没有人名、案号、地址', en: 'No names, case numbers or addresses in graph and notes' })}
        </li>
      </ul>
    </>
  )
}
