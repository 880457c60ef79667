import type { Text } from '@jianmo/connectors/words'
import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { AdaptationStep } from '../editor/editor-api.ts'
import { useText } from '../text/index.ts'

export type AdaptationNode = Node<{ readonly step: AdaptationStep }, 'adaptation'>
export type AdaptationGroupNode = Node<{ readonly table: string }, 'adaptation-group'>

const physical = { zh: '物理表', en: 'Physical table' } satisfies Text

/** One read-only step of how this district's table becomes the logical one. */
export const AdaptationCard = memo(function AdaptationCard({ data: { step } }: NodeProps<AdaptationNode>) {
  const t = useText()
  const shown = step.lines.slice(0, 3)
  const more = step.lines.length - shown.length
  return (
    <div className="adaptation-card" title={step.lines.join('\n')}>
      <header>
        <b>{t(step.title)}</b>
        {step.kind === 'physical' && <small>{t(physical)}</small>}
      </header>
      {shown.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {more > 0 && <span className="muted">{t({ zh: `还有 ${more} 项`, en: `${more} more` })}</span>}
    </div>
  )
})

export const AdaptationGroup = memo(function AdaptationGroup({ data: { table } }: NodeProps<AdaptationGroupNode>) {
  const t = useText()
  return (
    <section className="adaptation-group" aria-label={t({ zh: `适配层 ${table}`, en: `Adaptation layer ${table}` })}>
      <span>
        {t({ zh: '适配层', en: 'Adaptation layer' })} · {table}
      </span>
    </section>
  )
})
