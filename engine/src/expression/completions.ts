import type { Text } from '@jianmo/connectors/words'
import { parameterAt } from './check-call.ts'
import { type FunctionSpec, functionOf, functions } from './functions/index.ts'
import type { Scope } from './scope.ts'
import type { Token } from './syntax.ts'
import { tokenize } from './tokens.ts'
import { typeNames } from './type-names.ts'

export interface Completion {
  readonly kind: 'column' | 'parameter' | 'function' | 'keyword'
  /** What the list shows. */
  readonly label: string
  readonly detail: Text
  readonly help: Text | null
  /** What is written in place of `replace`; `$0` is never used: the cursor goes to the end. */
  readonly insert: string
  readonly replace: { readonly start: number; readonly end: number }
}

/** What may be written at `offset`: columns first, those of a fitting type before the others, then parameters, functions, words. */
export function completions(text: string, offset: number, scope: Scope): readonly Completion[] {
  const { tokens } = tokenize(text)
  const current = tokens.find(
    (token) =>
      (token.kind === 'name' || token.kind === 'parameter' || token.kind === 'keyword') &&
      token.start < offset &&
      offset <= token.end,
  )
  const inText = tokens.some((token) => token.kind === 'text' && token.start < offset && offset < token.end)
  if (inText) return []

  const replace = current ? { start: current.start, end: current.end } : { start: offset, end: offset }
  const typed = text.slice(replace.start, offset).replace(/^[[$]/, '').toLowerCase()
  const matches = (...names: readonly string[]) => names.some((name) => name.toLowerCase().includes(typed))
  const before = tokens.filter((token) => token.end <= replace.start && token.kind !== 'end')
  const wanted = wantedType(before)

  const columns = scope.columns
    .filter(({ name, label }) => matches(name, label.zh, label.en))
    .sort((left, right) => Number(right.type === wanted) - Number(left.type === wanted))
    .map(
      (column): Completion => ({
        kind: 'column',
        label: column.name,
        detail: {
          zh: `${column.label.zh} · ${typeNames[column.type].zh}`,
          en: `${column.label.en} · ${typeNames[column.type].en}`,
        },
        help: null,
        insert: isBareName(column.name) ? column.name : `[${column.name}]`,
        replace,
      }),
    )
  const parameters = scope.parameters
    .filter(({ name, label }) => matches(name, label?.zh ?? ''))
    .map(
      (parameter): Completion => ({
        kind: 'parameter',
        label: `$${parameter.name}`,
        detail: { zh: `参数 · ${typeNames[parameter.type].zh}`, en: `parameter · ${typeNames[parameter.type].en}` },
        help: parameter.label ?? null,
        insert: `$${parameter.name}`,
        replace,
      }),
    )
  if (current?.kind === 'parameter') return parameters
  if (current?.bracketed) return columns

  return [
    ...columns,
    ...parameters,
    ...functions
      .filter(({ id, label }) => matches(id, label.zh))
      .map(
        (spec): Completion => ({
          kind: 'function',
          label: signatureOf(spec),
          detail: spec.label,
          help: spec.help,
          insert: `${spec.id}(`,
          replace,
        }),
      ),
    ...words
      .filter(([word]) => matches(word))
      .map(
        ([word, detail]): Completion => ({
          kind: 'keyword',
          label: word,
          detail,
          help: null,
          insert: word,
          replace,
        }),
      ),
  ]
}

/** `add_days(date, days)`, as the hover and the list show it. */
export function signatureOf(spec: FunctionSpec): string {
  return `${spec.id}(${spec.parameters.map(({ name, repeated }) => (repeated ? `${name}, …` : name)).join(', ')})`
}

const words: readonly (readonly [string, Text])[] = [
  ['and', { zh: '并且', en: 'and' }],
  ['or', { zh: '或者', en: 'or' }],
  ['not', { zh: '不', en: 'not' }],
  ['is null', { zh: '是空值', en: 'is NULL' }],
  ['is not null', { zh: '不是空值', en: 'is not NULL' }],
  ['in (', { zh: '是其中之一', en: 'is one of' }],
  ['between', { zh: '在两者之间（含）', en: 'between, both included' }],
  ['like', { zh: '符合样式，% 表示任意多个字', en: 'matches a pattern; % is any characters' }],
  ["date '", { zh: '日期', en: 'a day' }],
  ['true', { zh: '是', en: 'true' }],
  ['false', { zh: '否', en: 'false' }],
]

/** The type that the function around the cursor wants next, if there is one. */
function wantedType(before: readonly Token[]): string | null {
  let depth = 0
  let position = 0
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at]
    if (token?.kind !== 'punctuation') continue
    if (token.value === ')') depth++
    else if (token.value === '(' && depth > 0) depth--
    else if (token.value === '(') {
      const spec = functionOf(before[at - 1]?.value ?? '')
      return spec ? parameterAt(spec, position).type : null
    } else if (depth === 0) position++
  }
  return null
}

function isBareName(name: string): boolean {
  const { tokens } = tokenize(name)
  return tokens.length === 2 && tokens[0]?.kind === 'name' && tokens[0].value === name
}
