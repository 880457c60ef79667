import type { ReactNode } from 'react'

export type TagTone = 'plain' | 'ok' | 'missing' | 'bad' | 'stale' | 'accent'

export function Tag({ tone = 'plain', children }: { readonly tone?: TagTone; readonly children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  )
}
