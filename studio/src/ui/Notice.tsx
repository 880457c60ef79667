import type { ReactNode } from 'react'

export type NoticeTone = 'info' | 'warning' | 'error' | 'ok'

const pictures = {
  info: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7.2v4M8 4.6v.4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.8l6.6 12H1.4z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M8 6v4M8 12v.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  error: (
    <>
      <path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 4.6v4.2M8 11.2v.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.9 8.3l2.2 2.1 4-4.4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
} satisfies Record<NoticeTone, ReactNode>

export interface NoticeProps {
  readonly tone: NoticeTone
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** A sentence that belongs to the page it stands on. Errors are announced at once, the rest politely. */
export function Notice({ tone, children, action }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {pictures[tone]}
      </svg>
      <div>{children}</div>
      {action}
    </div>
  )
}
