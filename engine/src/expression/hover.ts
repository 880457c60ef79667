import type { Column, Text } from '@jianmo/connectors/words'
import { checkExpression } from './check-expression.ts'
import { semanticNames } from './expression.problems.ts'
import {
  type AggregateSpec,
  aggregateOf,
  dialectNames,
  dialects,
  type FunctionSpec,
  fidelityOf,
  functionOf,
  type Lowered,
  nullRules,
  type WindowSpec,
  windowOf,
} from './functions/index.ts'
import { isNullable } from './nullability.ts'
import { columnNamed, parameterNamed, type Scope } from './scope.ts'
import { type Callable, signaturesOf } from './signatures.ts'
import { isLiteralBefore, type Span, type Syntax, syntaxParts, type Token } from './syntax.ts'
import { nameOfType } from './type-names.ts'
import type { ExpressionType } from './typed.ts'
import { wordHelp } from './words.ts'

export interface Hover extends Span {
  /** As code: a column, a signature, a word. */
  readonly title: string
  /** One sentence a line: what it is, its type, NULL, where it runs. */
  readonly lines: readonly Text[]
  /** Id of the function that is called there: its place in the help. */
  readonly function?: string
}

/** What stands at a place: a column, a parameter, a function, or an operator with the type that it gives. */
export function hoverAt(text: string, offset: number, scope: Scope): Hover | null {
  const { tokens, ast, parts } = checkExpression(text, scope)
  const index = tokens.findIndex(({ kind, start, end }) => kind !== 'end' && start <= offset && offset < end)
  const token = tokens[index]
  if (!token) return null
  const next = tokens[index + 1]
  const span = { start: token.start, end: token.end }

  if (token.kind === 'parameter') {
    const parameter = parameterNamed(token.value, scope)
    if (!parameter) return null
    const label = parameter.label ? [parameter.label] : []
    return { ...span, title: `$${parameter.name}`, lines: [...label, typeLine(parameter.type, false)] }
  }
  if (token.kind === 'name' && !isLiteralBefore(token, next)) {
    const called = token.bracketed !== true && next?.value === '(' && next.kind === 'punctuation'
    const spec = called ? functionOf(token.value) : undefined
    const gathered = called && !spec ? gatheringNamed(token.value) : undefined
    if (gathered) return { ...span, title: titleOf(gathered), lines: gatheringLines(gathered) }
    if (spec)
      return {
        ...span,
        title: titleOf(spec),
        lines: functionLines(spec),
        function: spec.id,
      }
    const column = called ? undefined : columnNamed(token.value, scope)
    return column ? { ...span, title: column.name, lines: columnLines(column) } : null
  }
  const part = partOf(ast, token)
  const typed = part && parts.get(part)
  const help = wordHelp(token.value)
  const lines = [
    ...(help && token.kind !== 'text' && token.kind !== 'number' ? [help] : []),
    ...(typed ? [typeLine(typed.type, isNullable(typed, scope.columns))] : []),
  ]
  return lines.length > 0 && token.kind !== 'punctuation'
    ? { ...span, title: text.slice(token.start, token.end), lines }
    : null
}

const titleOf = (spec: Callable): string =>
  signaturesOf(spec)
    .map(({ label }) => label)
    .join('\n')

/** What only aggregates, sorts and the like may call: an expression about one row cannot, and hears where it can be had. */
function gatheringNamed(name: string): (Gathering & Callable) | undefined {
  const aggregate = aggregateOf(name)
  const found = aggregate ?? windowOf(name)
  return found && { spec: found, kind: aggregate ? 'aggregate' : 'window', id: found.id, overloads: [found] }
}

interface Gathering {
  readonly spec: AggregateSpec | WindowSpec
  readonly kind: 'aggregate' | 'window'
}

function gatheringLines({ spec, kind }: Gathering): readonly Text[] {
  return [
    spec.label,
    spec.help,
    kind === 'aggregate'
      ? { zh: '对一组行计算，只能在“分组汇总”里用', en: 'Over the rows of a group: only an Aggregate node can use it' }
      : {
          zh: '按顺序看前后的行，不能写在逐行的表达式里',
          en: 'Looks at rows around a row: an expression about one row cannot use it',
        },
    ...runsIn({ overloads: [spec] }),
  ]
}

/** The innermost part that a token belongs to. */
function partOf(syntax: Syntax, token: Token): Syntax | null {
  if (syntax.start > token.start || syntax.end < token.end) return null
  for (const part of syntaxParts(syntax)) {
    const found = partOf(part, token)
    if (found) return found
  }
  return syntax
}

function typeLine(type: ExpressionType, nullable: boolean): Text {
  const words = nameOfType(type)
  return nullable
    ? { zh: `类型：${words.zh}，可能为空值`, en: `Type: ${words.en}, may be NULL` }
    : { zh: `类型：${words.zh}，不会为空值`, en: `Type: ${words.en}, never NULL` }
}

function columnLines(column: Column): readonly Text[] {
  const codes = column.codes?.slice(0, 12)
  const more = (column.codes?.length ?? 0) > 12 ? '…' : ''
  const meaning = column.semantic && semanticNames[column.semantic]
  return [
    column.label,
    typeLine(column.type, column.nullable !== false),
    ...(meaning ? [{ zh: `含义：${meaning.zh}`, en: `Meaning: ${meaning.en}` }] : []),
    ...(codes
      ? [
          {
            zh: `取值：${codes.map(({ value, label }) => `${value}（${label.zh}）`).join('、')}${more}`,
            en: `Values: ${codes.map(({ value, label }) => `${value} (${label.en})`).join(', ')}${more}`,
          },
        ]
      : []),
  ]
}

function functionLines(spec: FunctionSpec): readonly Text[] {
  const nulls = nullRules[spec.nulls]
  return [
    spec.label,
    spec.help,
    { zh: `空值：${nulls.zh}`, en: `NULL: ${nulls.en}` },
    ...runsIn(spec),
    ...(spec.source ? [{ zh: `依据：${spec.source}`, en: `Source: ${spec.source}` }] : []),
    { zh: `例：${spec.example}`, en: `e.g. ${spec.example}` },
  ]
}

/** Which dialects compute a function themselves, from its fidelity in the function table; all its overloads have to. */
export function runsIn(spec: { readonly overloads: readonly Lowered[] }): readonly Text[] {
  const named = (wanted: string) =>
    dialects.filter((dialect) => fidelityOf(spec.overloads, dialect) === wanted).map((dialect) => dialectNames[dialect])
  const [exact, superset, none] = [named('exact'), named('superset'), named('none')]
  const part = (names: readonly string[], zh: string, en: string): Text[] =>
    names.length === 0 ? [] : [{ zh: `${zh}${names.join('、')}`, en: `${en}${names.join(', ')}` }]
  const parts = [
    ...part(exact, '可在以下引擎运行：', 'runs in '),
    ...part(superset, '只能粗筛：', 'only narrows in '),
    ...part(none, '不能在以下引擎运行：', 'not in '),
  ]
  return [{ zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }]
}
