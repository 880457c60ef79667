import type { Column } from '@jianmo/connectors/words'
import { type AggregateSpec, aggregateOf, aggregates } from '@jianmo/engine/expression'
import { argumentLabel } from '@jianmo/engine/nodes'
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { ExpressionField } from '../../expression/index.ts'
import { useText } from '../../text/index.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import { ItemList, OrderItems } from './list-controls.tsx'
import { type ConfigItem, itemsOf, problemsAt, problemsUnder, textOf, textsOf } from './read-config.ts'

/** Functions whose answer changes if equal values count once. Least, greatest and "any of" do not; different values have their own. */
const withRepeats = new Set(['count_values', 'sum', 'avg', 'list_of', 'join_texts', 'stddev', 'median'])

/** Results of grouping: what is computed, of what, and under which name. */
export function AggregatesControl(props: FieldProps) {
  const t = useText()
  return (
    <ItemList
      {...props}
      boxed
      ordered
      inside
      addLabel={t({ zh: '添加汇总列', en: 'Add a result' })}
      fresh={(items) => ({
        name: freeName(items, props.columns, 'rows'),
        label: t({ zh: '行数', en: 'Rows' }),
        function: 'count',
        arguments: [],
        distinct: false,
        where: '',
        order: [],
      })}
      renderItem={(item, change, { index, path }) => (
        <Result {...props} item={item} change={change} index={index} path={path} />
      )}
    />
  )
}

interface ResultProps extends FieldProps {
  readonly item: ConfigItem
  readonly change: (part: ConfigItem) => void
  readonly index: number
  readonly path: string
}

function Result({ item, change, index, path, ...props }: ResultProps) {
  const t = useText()
  const { problems, readOnly, scope, onSettle, onRename } = props
  const place = index + 1
  const spec = aggregateOf(textOf(item.function))
  const texts = textsOf(item.arguments)
  const repeats = spec !== undefined && withRepeats.has(spec.id)
  const isSpecial = textOf(item.where) !== '' || item.distinct === true || itemsOf(item.order).length > 0
  const [open, setOpen] = useState(isSpecial)
  const more = `${t({ zh: '更多', en: 'More' })} ${place}`

  return (
    <>
      <div data-path={`${path}.function`}>
        <Select
          aria-label={`${t({ zh: '汇总方式', en: 'Aggregate' })} ${place}`}
          className="column-select"
          popupMatchSelectWidth={280}
          showSearch={{ optionFilterProp: 'search' }}
          placeholder={t({ zh: '选择汇总方式', en: 'Choose an aggregate' })}
          {...(textOf(item.function) === '' ? { value: null } : { value: textOf(item.function) })}
          disabled={readOnly}
          status={problemsAt(problems, `${path}.function`).length > 0 ? 'error' : ''}
          optionLabelProp="text"
          options={aggregates.map((one) => ({
            value: one.id,
            search: `${one.id} ${one.label.zh} ${one.label.en}`,
            text: t(one.label),
            label: (
              <span className="aggregate-option">
                <b>{t(one.label)}</b>
                <small>{t(one.help)}</small>
              </span>
            ),
          }))}
          onChange={(next: string) => change(chosen(item, aggregateOf(next), props.columns, t))}
        />
      </div>
      {spec?.parameters.map((parameter, at) => (
        <div className="argument-line" key={parameter.name} data-path={`${path}.arguments.${at}`}>
          <span className="sub-label" aria-hidden="true">
            {t(argumentLabel(parameter.name))}
          </span>
          <ExpressionField
            label={`${t(argumentLabel(parameter.name))} ${place}`}
            value={texts[at] ?? ''}
            readOnly={readOnly}
            placeholder={parameter.literal ? "'、'" : t({ zh: '列名或表达式', en: 'column or expression' })}
            onChange={(next) => {
              const all = Array.from({ length: Math.max(texts.length, at + 1) }, (_, i) => texts[i] ?? '')
              change({ arguments: all.map((text, i) => (i === at ? next : text)) })
            }}
            onSettle={onSettle}
            scope={scope}
            problems={problemsAt(problems, `${path}.arguments.${at}`)}
          />
        </div>
      ))}
      <div className="pair">
        <Input
          aria-label={`${t({ zh: '列名', en: 'Name' })} ${place}`}
          className="name-input"
          value={textOf(item.name)}
          readOnly={readOnly}
          status={problemsAt(problems, `${path}.name`).length > 0 ? 'error' : ''}
          onChange={(event) => onRename(index, event.target.value)}
          onBlur={onSettle}
        />
        <Input
          aria-label={`${t({ zh: '显示名', en: 'Label' })} ${place}`}
          placeholder={t({ zh: '显示名', en: 'Label' })}
          value={textOf(item.label)}
          readOnly={readOnly}
          onChange={(event) => change({ label: event.target.value })}
          onBlur={onSettle}
        />
      </div>
      <button
        type="button"
        className="fold-button"
        aria-expanded={open}
        aria-label={more}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="M5 6.5 8 9.5l3-3" />
        </svg>
        {t({ zh: '只算一部分、去重、顺序', en: 'Some rows, repeats, order' })}
      </button>
      {open && (
        <div className="result-more">
          <FieldFrame
            label={t({ zh: '只算满足条件的行', en: 'Only rows that meet' })}
            path={`${path}.where`}
            problems={problemsAt(problems, `${path}.where`)}
          >
            <ExpressionField
              label={`${t({ zh: '只算满足条件的行', en: 'Only rows that meet' })} ${place}`}
              value={textOf(item.where)}
              readOnly={readOnly}
              placeholder={t({ zh: '全部行', en: 'all rows' })}
              onChange={(where) => change({ where })}
              onSettle={onSettle}
              scope={scope}
              problems={problemsAt(problems, `${path}.where`)}
            />
          </FieldFrame>
          {repeats && (
            <Checkbox
              checked={item.distinct === true}
              disabled={readOnly}
              onChange={(event) => change({ distinct: event.target.checked })}
            >
              {t({ zh: '去掉重复的值', en: 'Count equal values once' })}
            </Checkbox>
          )}
          {spec?.ordered && (
            <FieldFrame
              label={t({ zh: '按什么顺序', en: 'In which order' })}
              path={`${path}.order`}
              problems={problemsUnder(problems, `${path}.order`)}
            >
              <OrderItems
                {...props}
                field={`${path}.order`}
                value={item.order}
                onChange={(order) => change({ order })}
              />
            </FieldFrame>
          )}
        </div>
      )}
    </>
  )
}

/** A new function keeps what it can. A name that nobody changed follows it, so that it says what is in the column. */
function chosen(
  item: ConfigItem,
  spec: AggregateSpec | undefined,
  columns: readonly Column[],
  t: (text: { zh: string; en: string }) => string,
): ConfigItem {
  if (spec === undefined) return {}
  const before = aggregateOf(textOf(item.function))
  const ownLabel = before !== undefined && ![t(before.label), ''].includes(textOf(item.label))
  const texts = textsOf(item.arguments)
  const separator = spec.parameters.findIndex(({ literal }) => literal)
  const args = separator > 0 && (texts[separator] ?? '') === '' ? [texts[0] ?? '', "'、'"] : texts
  const named = before !== undefined && textOf(item.name).startsWith(nameFor(before.id))
  const name = named ? freeName([], columns, nameFor(spec.id)) : textOf(item.name)
  return { function: spec.id, arguments: args, name, ...(ownLabel ? {} : { label: t(spec.label) }) }
}

const nameFor = (id: string) => (id === 'count' ? 'rows' : id)

function freeName(items: readonly ConfigItem[], columns: readonly Column[], base: string): string {
  const taken = new Set([...items.map(({ name }) => textOf(name)), ...columns.map(({ name }) => name)])
  let name = base
  for (let count = 2; taken.has(name); count++) name = `${base}_${count}`
  return name
}
