import type { NodeFamily } from '@jianmo/engine/nodes'
import type { ReactNode } from 'react'

/** Line icons on a 16 grid, 1.5 stroke. Types without one of their own show their family's. */
const byType: Readonly<Record<string, ReactNode>> = {
  source: (
    <>
      <ellipse cx="8" cy="3.8" rx="5" ry="2" />
      <path d="M3 3.8v8.4c0 1.1 2.2 2 5 2s5-.9 5-2V3.8M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
    </>
  ),
  'normalise-identity': (
    <>
      <rect x="2" y="4" width="12" height="8" rx="1.5" />
      <circle cx="5.6" cy="8" r="1.5" />
      <path d="M9 7h3M9 9.4h2" />
    </>
  ),
  'deduplicate-keep': <path d="M3 4h10M5 8h6M7 12h2" />,
  filter: <path d="M2.5 3.5h11L9.5 8.4v4.1l-3 1.2V8.4z" />,
  derive: <path d="M10.6 2.6c-1.7-.5-2.7.3-3 2L6.2 11.4c-.3 1.7-1.3 2.5-3 2M4.6 6.6h5M9.6 8.6l4 4.4M13.6 8.6l-4 4.4" />,
  select: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M2.5 6.5h11M6.5 6.5V13" />
    </>
  ),
  'inline-table': (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M2.5 6.3h11M2.5 9.6h6M6.2 3v10M13.8 9.2l-3.6 3.6-1.6.5.5-1.6 3.6-3.6" />
    </>
  ),
  parameter: (
    <>
      <path d="M2.5 4.5h6M12 4.5h1.5M2.5 8h1.5M7.5 8h6M2.5 11.5h4.5M10.5 11.5h3" />
      <circle cx="10.2" cy="4.5" r="1.6" />
      <circle cx="5.8" cy="8" r="1.6" />
      <circle cx="8.8" cy="11.5" r="1.6" />
    </>
  ),
  distinct: (
    <>
      <rect x="5.5" y="2.5" width="8" height="8" rx="1.5" strokeDasharray="2 1.8" />
      <rect x="2.5" y="5.5" width="8" height="8" rx="1.5" fill="currentColor" fillOpacity=".18" />
    </>
  ),
  aggregate: <path d="M12.5 4.6V3h-9L8 8l-4.5 5h9v-1.6" />,
  sort: <path d="M4.5 3v10M2.3 10.8 4.5 13l2.2-2.2M8.5 4h5M8.5 7.5h3.6M8.5 11h2" />,
  union: <path d="M3 3v3.5c0 2 1.5 3 5 3s5-1 5-3V3M8 9.5v4M5.8 11.4 8 13.6l2.2-2.2" />,
  join: (
    <>
      <circle cx="6" cy="8" r="3.8" />
      <circle cx="10" cy="8" r="3.8" />
    </>
  ),
  'join:left': (
    <>
      <circle cx="6" cy="8" r="3.8" fill="currentColor" fillOpacity=".22" />
      <circle cx="10" cy="8" r="3.8" />
    </>
  ),
  'join:semi': (
    <>
      <path d="M8 4.8a3.8 3.8 0 0 1 0 6.4 3.8 3.8 0 0 1 0-6.4z" fill="currentColor" fillOpacity=".35" />
      <circle cx="6" cy="8" r="3.8" />
      <circle cx="10" cy="8" r="3.8" strokeDasharray="1.6 1.6" />
    </>
  ),
  'join:anti': (
    <>
      <path d="M6.6 4.3a3.8 3.8 0 1 0 0 7.4 5.2 5.2 0 0 1 0-7.4z" fill="currentColor" fillOpacity=".28" />
      <circle cx="10" cy="8" r="3.8" />
    </>
  ),
  judge: <path d="M8 2.5v11M4 13.5h8M3 5h10M3 5l-1.6 4h3.2L3 5zm10 0-1.6 4h3.2L13 5z" />,
  'lead-output': <path d="M3.5 2.5v11M3.5 3h8l-1.6 2.6L11.5 8h-8" />,
}

const byFamily = {
  source: byType.source,
  clean: byType['normalise-identity'],
  shape: byType.select,
  collide: byType.join,
  judge: byType.judge,
  output: byType['lead-output'],
} satisfies Record<NodeFamily, ReactNode>

const unknown = (
  <>
    <circle cx="8" cy="8" r="5.6" strokeDasharray="2 2" />
    <path d="M6.4 6.4c.2-2 3.4-1.8 3.2.1-.1 1.2-1.6 1.2-1.6 2.4M8 11.2v.1" />
  </>
)

interface NodeIconProps {
  readonly type: string
  readonly family: NodeFamily | null
  /** A join looks like what it keeps. */
  readonly kind?: unknown
}

/** The family-coloured tile with the type's picture. */
export function NodeTile({ type, family, kind, large = false }: NodeIconProps & { readonly large?: boolean }) {
  const shape = byType[`${type}:${String(kind)}`] ?? byType[type] ?? (family === null ? unknown : byFamily[family])
  return (
    <span className="node-tile" data-family={family ?? 'unknown'} data-large={large || undefined}>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shape}
      </svg>
    </span>
  )
}
