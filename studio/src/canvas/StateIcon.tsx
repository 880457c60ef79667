import type { ReactNode } from 'react'
import { useText } from '../text/index.ts'

export type CardState = 'ready' | 'idle' | 'problem' | 'warning' | 'stale' | 'running'

const names = {
  ready: { zh: '已计算', en: 'Computed' },
  idle: { zh: '未运行', en: 'Not run' },
  problem: { zh: '有问题', en: 'Has problems' },
  warning: { zh: '有提醒', en: 'Has warnings' },
  stale: { zh: '已过时', en: 'Stale' },
  running: { zh: '正在计算', en: 'Computing' },
} satisfies Record<CardState, { zh: string; en: string }>

const tick = <path d="M3.6 6.2l1.7 1.6 3-3.4" stroke="var(--raised)" strokeWidth="1.4" fill="none" />

const shapes = {
  ready: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      {tick}
    </>
  ),
  idle: <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  problem: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="M6 3.2v3.4M6 8.4v.4" stroke="var(--raised)" strokeWidth="1.5" />
    </>
  ),
  warning: <path d="M6 1l5 9.5H1z" fill="currentColor" />,
  stale: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 3.6V6l1.6 1" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  running: <path d="M6 1.5a4.5 4.5 0 1 1-4.2 2.9" fill="none" stroke="currentColor" strokeWidth="1.6" />,
} satisfies Record<CardState, ReactNode>

/** Colour and shape say the state; its name is there for screen readers. */
export function StateIcon({ state }: { readonly state: CardState }) {
  const t = useText()
  return (
    <svg className="state-icon" data-icon={state} viewBox="0 0 12 12" role="img" aria-label={t(names[state])}>
      {shapes[state]}
    </svg>
  )
}
