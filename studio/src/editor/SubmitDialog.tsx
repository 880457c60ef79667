import type { Problem } from '@jianmo/connectors/words'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { type ShownError, shownError } from '../app/problem-of.ts'
import { showNode, useGraph, useInference, useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { Notice } from '../ui/index.ts'
import { useEditorApi } from './editor-api.ts'
import type { Saving } from './use-saving.ts'

interface SubmitDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly saving: Saving
  readonly onSubmitted: () => void
}

/** Freezes what is saved as a version and asks for review. Refusals name node and field, and lead there. */
export function SubmitDialog({ open, onClose, saving, onSubmitted }: SubmitDialogProps) {
  const t = useText()
  const api = useEditorApi()
  const { message } = App.useApp()
  const { modelId, view } = useSession()
  const document = useGraph()
  const errors = useInference(({ problems }) => problems).filter(({ severity }) => severity === 'error')
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<ShownError | null>(null)
  const problems = refusal === null ? errors : problemsIn(refusal)

  async function submit(): Promise<void> {
    setSending(true)
    setRefusal(null)
    try {
      await saving.saveNow()
      await api.submit(modelId, note.trim())
      void message.success(t({ zh: '已提交审核', en: 'Submitted for review' }))
      setNote('')
      onSubmitted()
      onClose()
    } catch (error) {
      setRefusal(shownError(error))
    } finally {
      setSending(false)
    }
  }

  function show({ nodeId, field }: Problem): void {
    const noteId = field?.startsWith('notes.') ? field.split('.')[1] : undefined
    if (nodeId !== undefined) showNode(view, nodeId, field ?? null)
    else if (noteId !== undefined) showNode(view, noteId)
    onClose()
  }

  return (
    <Modal
      open={open}
      onCancel={() => {
        setRefusal(null)
        onClose()
      }}
      title={t({ zh: '提交审核', en: 'Submit for review' })}
      okText={t({ zh: '提交', en: 'Submit' })}
      okButtonProps={{ disabled: errors.length > 0 || note.trim() === '', loading: sending }}
      onOk={() => void submit()}
    >
      <p className="submit-about">
        {t({
          zh: '提交后会固定成一个版本，由省院审核图、SQL、输入和检查结果。提交前会检查有没有身份证号、电话、地址、口令等内容。',
          en: 'This freezes a version; the province reviews its graph, SQL, inputs and checks. Ids, phones, hosts and secrets are looked for first.',
        })}
      </p>
      {refusal !== null && <Notice tone="error">{t(refusal.text)}</Notice>}
      {problems.length > 0 && (
        <ul className="submit-problems">
          {problems.map((problem) => {
            const title =
              document.nodes.find(({ id }) => id === problem.nodeId)?.title ?? t({ zh: '模型', en: 'Model' })
            return (
              <li key={`${problem.nodeId}|${problem.field}|${problem.code}|${problem.span?.start}`}>
                <button type="button" className="link-button" onClick={() => show(problem)}>
                  {title}
                </button>
                {problem.field !== undefined && <code>{problem.field}</code>} {t(problem.text)}
              </li>
            )
          })}
        </ul>
      )}
      <div className="field-label">{t({ zh: '提交说明', en: 'Note to the reviewer' })}</div>
      <Input.TextArea
        aria-label={t({ zh: '提交说明', en: 'Note to the reviewer' })}
        value={note}
        rows={4}
        maxLength={2000}
        placeholder={t({ zh: '改了什么，为什么可以用', en: 'What changed, and why it can be used' })}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  )
}

function problemsIn({ data }: ShownError): readonly Problem[] {
  return Array.isArray(data.problems) ? (data.problems as readonly Problem[]) : []
}
