import { type Tint, tints } from '@jianmo/engine/graph'
import type { ReactNode } from 'react'
import { useText } from '../text/index.ts'

const tintNames = {
  yellow: { zh: '黄', en: 'Yellow' },
  green: { zh: '绿', en: 'Green' },
  blue: { zh: '蓝', en: 'Blue' },
  purple: { zh: '紫', en: 'Purple' },
  rose: { zh: '粉', en: 'Rose' },
  grey: { zh: '灰', en: 'Grey' },
} satisfies Record<Tint, { zh: string; en: string }>

interface TintBarProps {
  readonly label: string
  readonly value: Tint
  readonly onChange: (tint: Tint) => void
  readonly children?: ReactNode
}

/** The little bar above a selected note or frame: its colours, and what else can be done with it. */
export function TintBar({ label, value, onChange, children }: TintBarProps) {
  const t = useText()
  return (
    <div className="tint-bar nodrag nopan" role="toolbar" aria-label={label}>
      {tints.map((tint) => (
        <button
          key={tint}
          type="button"
          className="tint-button"
          data-tint={tint}
          aria-pressed={tint === value}
          aria-label={t(tintNames[tint])}
          title={t(tintNames[tint])}
          onClick={() => onChange(tint)}
        />
      ))}
      {children}
    </div>
  )
}

interface TintBarButtonProps {
  readonly name: string
  readonly path: string
  readonly onClick: () => void
}

export function TintBarButton({ name, path, onClick }: TintBarButtonProps) {
  return (
    <button type="button" className="tint-tool" aria-label={name} title={name} onClick={onClick}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  )
}

export const toolPaths = {
  take: 'M3 8.5 6.5 12 13 4.5',
  next: 'M2.5 8h6M6.5 5.5 9 8 6.5 10.5M11 4.5h2.5v7H11',
  connect: 'M5 8h6M3.5 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM12.5 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  replace: 'M3 6h9l-2.5-2.5M13 10H4l2.5 2.5',
  sql: 'M5.5 4.5 2.5 8l3 3.5M10.5 4.5l3 3.5-3 3.5M9 3.5 7 12.5',
  remove: 'M3.5 4.5h9M6.5 4.5V3h3v1.5M5 4.5l.5 8.5h5l.5-8.5',
  copy: 'M6 6h7v7H6zM3.5 10H3V3h7v.5',
  ungroup: 'M3 3h3M3 3v3M13 3h-3M13 3v3M3 13h3M3 13v-3M13 13h-3M13 13v-3',
  collapse: 'M4.5 9.5 8 6l3.5 3.5',
  expand: 'M4.5 6.5 8 10l3.5-3.5',
} as const
