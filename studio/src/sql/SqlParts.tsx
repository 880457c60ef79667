import type { ReadableSql } from '@jianmo/engine/api'
import { lazy, Suspense, useMemo } from 'react'
import { useText } from '../text/index.ts'

const SqlEditor = lazy(() => import('./SqlEditor.tsx').then((module) => ({ default: module.SqlEditor })))

interface SqlPartsProps {
  readonly sql: ReadableSql
  readonly label: string
  /** The node whose part is shown, under the pointer on the canvas or in the list here. */
  readonly pointed: string | null
  readonly onPoint: (nodeId: string | null) => void
  readonly onShow: (nodeId: string) => void
  readonly titleOf: (nodeId: string) => string
}

/** A statement node by node: the list of its nodes, and the text in which the part of the pointed one stands out. */
export function SqlParts({ sql, label, pointed, onPoint, onShow, titleOf }: SqlPartsProps) {
  const t = useText()
  const { parts, text } = sql
  const nodes = [...new Set(parts.map(({ nodeId }) => nodeId))]
  const highlighted = useMemo(() => parts.filter(({ nodeId }) => nodeId === pointed), [parts, pointed])
  return (
    <section className="sql-parts" aria-label={label}>
      <ul aria-label={t({ zh: '这段 SQL 由这些节点组成', en: 'Nodes that this SQL is made of' })}>
        {nodes.map((nodeId) => (
          <li key={nodeId}>
            <button
              type="button"
              data-pointed={nodeId === pointed || undefined}
              onPointerEnter={() => onPoint(nodeId)}
              onPointerLeave={() => onPoint(null)}
              onFocus={() => onPoint(nodeId)}
              onBlur={() => onPoint(null)}
              onClick={() => onShow(nodeId)}
            >
              {titleOf(nodeId)}
            </button>
          </li>
        ))}
      </ul>
      <Suspense fallback={<pre className="sql-plain">{text}</pre>}>
        <SqlEditor text={text} label={label} highlighted={highlighted} />
      </Suspense>
    </section>
  )
}
