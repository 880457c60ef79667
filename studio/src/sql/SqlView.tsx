import type { NodeSql } from '@jianmo/engine/api'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../text/index.ts'
import { CopyText } from './CopyText.tsx'
import { PlanOutline } from './PlanOutline.tsx'
import './sql.css'

const SqlEditor = lazy(() => import('./SqlEditor.tsx').then((module) => ({ default: module.SqlEditor })))

/** The statement of one node, with the hash that a run keeps of what ran. */
export function SqlView({ sql, titleOf }: { readonly sql: NodeSql; readonly titleOf: (nodeId: string) => string }) {
  const t = useText()
  const [explained, setExplained] = useState(false)
  return (
    <div className="sql-view">
      <div className="sql-head">
        <span>{sql.title}</span>
        <code title={sql.hash}>SHA-256 {sql.hash.slice(0, 12)}</code>
        {sql.operators.length > 0 && (
          <Button size="small" aria-pressed={explained} onClick={() => setExplained(!explained)}>
            {explained ? t({ zh: '看语句', en: 'Show SQL' }) : t({ zh: '看运算', en: 'Show plan' })}
          </Button>
        )}
        <CopyText text={sql.text} />
      </div>
      {explained ? (
        <PlanOutline sql={sql} titleOf={titleOf} />
      ) : (
        <Suspense fallback={<pre className="sql-plain">{sql.text}</pre>}>
          <SqlEditor text={sql.text} label={t({ zh: `SQL：${sql.title}`, en: `SQL: ${sql.title}` })} />
        </Suspense>
      )}
    </div>
  )
}
