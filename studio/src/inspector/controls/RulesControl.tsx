import { freshRule } from '@jianmo/engine/nodes'
import { useText } from '../../text/index.ts'
import { AddButton, FieldFrame } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import { RuleCard } from './RuleCard.tsx'
import { itemsOf, moveItem, problemsAt, removeAt, replaceAt } from './read-config.ts'
import { useNewItem } from './use-new-item.ts'

/** The rules of a judge, each a card; order is only for reading, every rule is asked of every row. */
export function RulesControl(props: FieldProps) {
  const t = useText()
  const rules = itemsOf(props.value)
  const { list, expectItem } = useNewItem<HTMLOListElement>(rules.length)
  return (
    <FieldFrame
      label={props.label}
      path={props.field}
      help={props.hint.help && t(props.hint.help)}
      problems={problemsAt(props.problems, props.field)}
    >
      <ol className="rule-list" ref={list}>
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule's id can be edited, so the place is its key.
          <li key={index}>
            <RuleCard
              rule={rule}
              number={index + 1}
              path={`${props.field}.${index}`}
              scope={props.scope}
              problems={props.problems}
              statutes={props.statutes}
              figures={props.figures.filter((figure) => figure.rule === rule.id)}
              readOnly={props.readOnly}
              startsOpen={rules.length <= 2}
              onChange={(next) => props.onChange(replaceAt(rules, index, next))}
              onRemove={() => props.onChange(removeAt(rules, index))}
              onMoveUp={index === 0 ? null : () => props.onChange(moveItem(rules, index, -1))}
              onSettle={props.onSettle}
            />
          </li>
        ))}
      </ol>
      {!props.readOnly && (
        <AddButton
          disabled={false}
          onClick={() => {
            expectItem()
            props.onChange([...rules, freshRule(rules)])
          }}
        >
          {t({ zh: '规则', en: 'Rule' })}
        </AddButton>
      )}
    </FieldFrame>
  )
}
