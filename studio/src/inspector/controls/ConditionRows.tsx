import type { Problem } from '@jianmo/connectors/words'
import { type ConditionParts, partAt, type Span } from '@jianmo/engine/expression'
import { useText } from '../../text/index.ts'
import { FieldProblems } from './FieldFrame.tsx'

interface ConditionRowsProps {
  readonly conditions: ConditionParts
  readonly problems: readonly Problem[]
  readonly onEnter: (span: Span) => void
}

/** The conditions of one text, a row each, so that a mistake stands at the one that it is in. A press goes to its place. */
export function ConditionRows({ conditions, problems, onEnter }: ConditionRowsProps) {
  const t = useText()
  const { join, parts } = conditions
  const rule = join === 'or' ? t({ zh: '满足任意一条', en: 'Any of them' }) : t({ zh: '同时满足', en: 'All of them' })
  return (
    <div className="condition-rows">
      <span className="sub-label">{t({ zh: `${rule}（${parts.length} 条）`, en: `${rule} (${parts.length})` })}</span>
      <ol aria-label={t({ zh: '各条条件', en: 'Conditions' })}>
        {parts.map((part, index) => {
          const here = problemsOfPart(conditions, problems, index)
          const failing = here.some(({ severity }) => severity === 'error')
          return (
            <li
              key={part.start}
              data-failing={failing || undefined}
              aria-label={t({
                zh: `条件 ${index + 1}${failing ? '，有错误' : ''}`,
                en: `Condition ${index + 1}${failing ? ', wrong' : ''}`,
              })}
            >
              <button type="button" onClick={() => onEnter(here.find(({ span }) => span)?.span ?? part)}>
                <i aria-hidden="true">{index + 1}</i>
                <code>{part.text}</code>
              </button>
              <FieldProblems problems={here} />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

const problemsOfPart = (conditions: ConditionParts, problems: readonly Problem[], index: number) =>
  problems.filter(({ span }) => span !== undefined && partAt(conditions, span) === index)
