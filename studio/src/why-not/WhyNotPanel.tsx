import type { WhyNot, WhyNotSought } from '@jianmo/engine/api'
import type { InputRef } from 'antd'
import type { Ref } from 'react'
import { shownError } from '../app/problem-of.ts'
import { useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/index.ts'
import { WhyNotAnswer } from './WhyNotAnswer.tsx'
import { WhyNotForm } from './WhyNotForm.tsx'
import './why-not.css'

/** A question under way: nothing asked yet, waiting, answered or failed. */
export interface WhyNotAsking {
  readonly ask: (sought: WhyNotSought) => void
  readonly isPending: boolean
  readonly data: WhyNot | undefined
  readonly error: unknown
}

interface PanelProps {
  readonly asking: WhyNotAsking
  readonly onShow?: ((nodeId: string) => void) | undefined
  readonly field?: Ref<InputRef>
}

/** 为什么没有他/她: who is asked for, and the answer or what stands instead of it. */
export function WhyNotPanel({ asking, onShow, field }: PanelProps) {
  const t = useText()
  const { ask, isPending, data, error } = asking
  // What was typed is said to be wrong where it was typed; the rest is an answer.
  const mistyped = error && shownError(error).code === 'id-malformed' ? t(shownError(error).text) : null
  return (
    <div className="why-panel">
      <WhyNotForm pending={isPending} mistyped={mistyped} onAsk={ask} {...(field ? { field } : {})} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="why-body" tabIndex={0} aria-live="polite">
        {isPending ? (
          <LoadingState rows={5} />
        ) : error && mistyped === null ? (
          <ErrorState error={error} />
        ) : (
          <Answer data={data} onShow={onShow} />
        )}
      </div>
    </div>
  )
}

function Answer({ data, onShow }: { readonly data: WhyNot | undefined; readonly onShow: PanelProps['onShow'] }) {
  const t = useText()
  if (data)
    return <WhyNotAnswer answer={data} onShow={onShow} linkOf={(rowId) => `/runs/${data.runId}/leads/${rowId}`} />
  return (
    <EmptyState title={t({ zh: '为什么没有他/她？', en: 'Why is somebody not among the leads?' })}>
      {t({
        zh: '填一个证件号码，就能看到这个人在哪些数据源里、走到哪个节点停下、差的是哪一个条件。',
        en: 'Type an id to see in which sources the person is, at which node their rows stop, and which condition decided.',
      })}
    </EmptyState>
  )
}
