import { type Column, typeNameOf } from '@jianmo/connectors/words'
import { analyze, type Scope } from '@jianmo/engine/expression'
import { Input, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { ExpressionField } from '../../expression/index.ts'
import { useText } from '../../text/index.ts'
import { ColumnSelect } from './ColumnSelect.tsx'
import { AddButton, FieldFrame, FieldProblems, IconButton } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import {
  type ConfigItem,
  itemsOf,
  moveItem,
  problemsAt,
  problemsUnder,
  removeAt,
  replaceAt,
  textOf,
} from './read-config.ts'
import { useNewItem } from './use-new-item.ts'

interface ItemListProps extends FieldProps {
  readonly addLabel: string
  readonly fresh: (items: readonly ConfigItem[]) => ConfigItem
  readonly ordered?: boolean
  /** Stacked items (name, expression) stand in a box of their own. */
  readonly boxed?: boolean
  /** Items show the problems of their parts themselves; the list shows those of an item as a whole, and of its name. */
  readonly inside?: boolean
  readonly renderItem: (
    item: ConfigItem,
    change: (part: ConfigItem) => void,
    place: { readonly index: number; readonly path: string },
  ) => ReactNode
}

/** A list in the config: add, remove, order; each item shows its own problems. */
export function ItemList({
  field,
  label,
  hint,
  value,
  onChange,
  readOnly,
  problems,
  addLabel,
  fresh,
  ordered = false,
  boxed = false,
  inside = false,
  renderItem,
}: ItemListProps) {
  const t = useText()
  const items = itemsOf(value)
  const { list, expectItem } = useNewItem<HTMLOListElement>(items.length)
  return (
    <FieldFrame label={label} path={field} help={hint.help && t(hint.help)} problems={problemsAt(problems, field)}>
      <ol className="item-list" ref={list}>
        {items.map((item, index) => {
          const path = `${field}.${index}`
          const row = t({ zh: `第 ${index + 1} 项`, en: `item ${index + 1}` })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no id of their own; the place is what they are.
            <li key={index} data-boxed={boxed || undefined} data-path={path}>
              <div className="item-row">
                <div className="item-body">
                  {renderItem(item, (part) => onChange(replaceAt(items, index, { ...item, ...part })), { index, path })}
                </div>
                {!readOnly && (
                  <div className="item-tools">
                    {ordered && items.length > 1 && (
                      <IconButton
                        icon="up"
                        name={`${t({ zh: '上移', en: 'Move up' })} ${row}`}
                        disabled={index === 0}
                        onClick={() => onChange(moveItem(items, index, -1))}
                      />
                    )}
                    <IconButton
                      icon="remove"
                      name={`${t({ zh: '删除', en: 'Remove' })} ${row}`}
                      onClick={() => onChange(removeAt(items, index))}
                    />
                  </div>
                )}
              </div>
              <FieldProblems
                problems={problemsUnder(problems, path).filter(
                  ({ field: at }) =>
                    !inside || at === path || ['name', 'function', 'arguments'].includes(partOf(at, path)),
                )}
              />
            </li>
          )
        })}
      </ol>
      {!readOnly && (
        <AddButton
          disabled={false}
          onClick={() => {
            expectItem()
            onChange([...items, fresh(items)])
          }}
        >
          {addLabel}
        </AddButton>
      )}
    </FieldFrame>
  )
}

/** The part of an item that a problem names: `arguments` of `results.0.arguments.1`. */
const partOf = (field: string | undefined, path: string) => (field ?? '').slice(path.length + 1).split('.')[0] ?? ''

export function JoinKeysControl(props: FieldProps) {
  const t = useText()
  const left = props.columnsAt('left')
  const right = props.columnsAt('right')
  return (
    <ItemList
      {...props}
      addLabel={t({ zh: '添加一对键', en: 'Add a key pair' })}
      fresh={() => ({ left: '', right: '' })}
      renderItem={(item, change, { index, path }) => (
        <div className="key-pair">
          <ColumnSelect
            label={`${t({ zh: '左表列', en: 'Left column' })} ${index + 1}`}
            columns={left}
            value={textOf(item.left)}
            disabled={props.readOnly}
            onChange={(next) => change({ left: next })}
          />
          <span className="operator">=</span>
          <div data-path={`${path}.right`}>
            <ColumnSelect
              label={`${t({ zh: '右表列', en: 'Right column' })} ${index + 1}`}
              columns={right}
              value={textOf(item.right)}
              disabled={props.readOnly}
              onChange={(next) => change({ right: next })}
            />
          </div>
        </div>
      )}
    />
  )
}

interface NamedColumnProps extends Pick<FieldProps, 'columns' | 'readOnly' | 'onSettle' | 'onRename'> {
  readonly item: ConfigItem
  readonly change: (part: ConfigItem) => void
  readonly label: string
  /** Counted from 1. */
  readonly place: number
}

/** A column and the name it gets. A name that nobody changed follows the column. */
function NamedColumn({ item, change, columns, label, place, readOnly, onSettle, onRename }: NamedColumnProps) {
  const t = useText()
  return (
    <div className="key-pair">
      <ColumnSelect
        label={label}
        columns={columns}
        value={textOf(item.from)}
        disabled={readOnly}
        onChange={(from) =>
          change({ from, name: textOf(item.name) === '' || item.name === item.from ? from : textOf(item.name) })
        }
      />
      <span className="operator">{t({ zh: '为', en: 'as' })}</span>
      <Input
        className="name-input"
        aria-label={`${t({ zh: '新列名', en: 'New name' })} ${place}`}
        value={textOf(item.name)}
        readOnly={readOnly}
        onChange={(event) => onRename(place - 1, event.target.value)}
        onBlur={onSettle}
      />
    </div>
  )
}

export function TakeColumnsControl(props: FieldProps) {
  const t = useText()
  const right = props.columnsAt(props.hint.of ?? 'right')
  return (
    <ItemList
      {...props}
      addLabel={t({ zh: '再取一列', en: 'Take another column' })}
      fresh={() => ({ from: '', name: '' })}
      renderItem={(item, change, { index }) => (
        <NamedColumn
          {...props}
          item={item}
          change={change}
          columns={right}
          label={`${t({ zh: '取右表列', en: 'Right column to take' })} ${index + 1}`}
          place={index + 1}
        />
      )}
    />
  )
}

export function SelectedColumnsControl(props: FieldProps) {
  const t = useText()
  return (
    <>
      <ItemList
        {...props}
        ordered
        addLabel={t({ zh: '再选一列', en: 'Add a column' })}
        fresh={() => ({ from: '', name: '' })}
        renderItem={(item, change, { index }) => (
          <NamedColumn
            {...props}
            item={item}
            change={change}
            label={`${t({ zh: '原列', en: 'Column' })} ${index + 1}`}
            place={index + 1}
          />
        )}
      />
      {!props.readOnly && itemsOf(props.value).length < props.columns.length && (
        <AddButton disabled={false} onClick={() => props.onChange(addMissing(props))}>
          {t({ zh: '选上其余各列', en: 'Add all the others' })}
        </AddButton>
      )}
    </>
  )
}

function addMissing({ value, columns }: FieldProps): readonly ConfigItem[] {
  const items = itemsOf(value)
  const taken = new Set(items.map(({ from }) => from))
  return [...items, ...columns.filter(({ name }) => !taken.has(name)).map(({ name }) => ({ from: name, name }))]
}

/** What an expression may name after the columns that were computed before it, each with the type that it came to. */
function scopeAfter(scope: Scope, earlier: readonly ConfigItem[]): Scope {
  const columns = [...scope.columns]
  for (const { name, label, expression } of earlier) {
    const { type } = analyze(textOf(expression), { ...scope, columns })
    columns.push({
      name: textOf(name),
      label: { zh: textOf(label) || textOf(name), en: textOf(name) },
      type: type === null || type === 'null' ? 'text' : type,
      sensitivity: 'internal',
    })
  }
  return { ...scope, columns }
}

/** A name that nobody wrote is there to be written over: entering the field selects it. */
const selectGiven = {
  onFocus: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => selectIfGiven(currentTarget),
  onMouseUp: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => selectIfGiven(currentTarget),
}

function selectIfGiven(input: HTMLInputElement): void {
  if (/^col_\d+$/.test(input.value)) input.select()
}

export function DerivedColumnsControl(props: FieldProps) {
  const t = useText()
  return (
    <ItemList
      {...props}
      boxed
      ordered
      addLabel={t({ zh: '添加新列', en: 'Add a column' })}
      fresh={(items) => ({ name: `col_${items.length + 1}`, label: '', expression: '' })}
      renderItem={(item, change, { index, path }) => {
        const scope = scopeAfter(props.scope, itemsOf(props.value).slice(0, index))
        return (
          <>
            <div className="pair">
              <Input
                aria-label={`${t({ zh: '列名', en: 'Name' })} ${index + 1}`}
                className="name-input"
                value={textOf(item.name)}
                readOnly={props.readOnly}
                onChange={(event) => props.onRename(index, event.target.value)}
                onBlur={props.onSettle}
                {...selectGiven}
              />
              <Input
                aria-label={`${t({ zh: '显示名', en: 'Label' })} ${index + 1}`}
                placeholder={t({ zh: '显示名', en: 'Label' })}
                value={textOf(item.label)}
                readOnly={props.readOnly}
                onChange={(event) => change({ label: event.target.value })}
                onBlur={props.onSettle}
              />
            </div>
            <ExpressionField
              path={`${path}.expression`}
              label={`${t({ zh: '表达式', en: 'Expression' })} ${index + 1}`}
              value={textOf(item.expression)}
              readOnly={props.readOnly}
              onChange={(expression) => change({ expression })}
              onSettle={props.onSettle}
              scope={scope}
              problems={problemsAt(props.problems, `${path}.expression`)}
            />
          </>
        )
      }}
    />
  )
}

export function OrderControl(props: FieldProps) {
  const t = useText()
  return (
    <ItemList
      {...props}
      ordered
      addLabel={t({ zh: '添加排序', en: 'Add an order' })}
      fresh={() => ({ column: '', direction: 'descending' })}
      renderItem={(item, change, { index }) => <OrderItem {...props} item={item} change={change} place={index + 1} />}
    />
  )
}

/** The same inside another item, where the list has no label of its own. */
export function OrderItems(
  props: Pick<FieldProps, 'field' | 'value' | 'onChange' | 'columns' | 'readOnly'>,
): ReactNode {
  const t = useText()
  const { value, onChange, readOnly } = props
  const items = itemsOf(value)
  return (
    <>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no id of their own; the place is what they are.
        <div className="item-row" key={index} data-path={`${props.field}.${index}`}>
          <div className="item-body">
            <OrderItem
              {...props}
              item={item}
              change={(part) => onChange(replaceAt(items, index, { ...item, ...part }))}
              place={index + 1}
            />
          </div>
          {!readOnly && (
            <IconButton
              icon="remove"
              name={`${t({ zh: '删除排序', en: 'Remove order' })} ${index + 1}`}
              onClick={() => onChange(removeAt(items, index))}
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <AddButton disabled={false} onClick={() => onChange([...items, { column: '', direction: 'ascending' }])}>
          {t({ zh: '添加排序', en: 'Add an order' })}
        </AddButton>
      )}
    </>
  )
}

interface OrderItemProps extends Pick<FieldProps, 'columns' | 'readOnly'> {
  readonly item: ConfigItem
  readonly change: (part: ConfigItem) => void
  readonly place: number
}

/** A column, its direction in words of its type, and where its empty values stand. */
function OrderItem({ item, change, place, columns, readOnly }: OrderItemProps) {
  const t = useText()
  const column = columns.find(({ name }) => name === item.column)
  const words = directionWords(column?.type ?? 'date')
  const first = item.nulls === 'first'
  return (
    <div className="order-item">
      <ColumnSelect
        label={`${t({ zh: '排序列', en: 'Order by' })} ${place}`}
        columns={columns}
        value={textOf(item.column)}
        disabled={readOnly}
        onChange={(next) => change({ column: next })}
      />
      <Segmented
        aria-label={`${t({ zh: '方向', en: 'Direction' })} ${place}`}
        size="small"
        value={textOf(item.direction)}
        disabled={readOnly}
        options={[
          { value: 'ascending', label: t(words.ascending) },
          { value: 'descending', label: t(words.descending) },
        ]}
        onChange={(direction) => change({ direction })}
      />
      <button
        type="button"
        className="nulls-button"
        aria-pressed={first}
        disabled={readOnly}
        aria-label={`${t({ zh: '空值排在最前', en: 'Empty values first' })} ${place}`}
        title={
          first
            ? t({ zh: '空值排在最前', en: 'Empty values first' })
            : t({ zh: '空值排在最后', en: 'Empty values last' })
        }
        onClick={() => change({ nulls: first ? 'last' : 'first' })}
      >
        {first ? t({ zh: '空值在前', en: 'empty first' }) : t({ zh: '空值在后', en: 'empty last' })}
      </button>
    </div>
  )
}

function directionWords(type: Column['type']) {
  const name = typeNameOf(type)
  if (['date', 'timestamp', 'instant'].includes(name))
    return { ascending: { zh: '早→晚', en: 'Early' }, descending: { zh: '晚→早', en: 'Late' } }
  if (['integer', 'decimal', 'float'].includes(name))
    return { ascending: { zh: '小→大', en: 'Low' }, descending: { zh: '大→小', en: 'High' } }
  return { ascending: { zh: '升序', en: 'A–Z' }, descending: { zh: '降序', en: 'Z–A' } }
}
