import type { Text } from '@jianmo/connectors/words'
import {
  type ArgumentType,
  type FunctionParameter,
  type FunctionSpec,
  functionOf,
  type Overload,
} from './functions/index.ts'
import type { Span, Token } from './syntax.ts'
import { tokenize } from './tokens.ts'
import { nameOfType } from './type-names.ts'
import type { Value } from './typed.ts'

export interface Signature {
  /** `round(number, digits?)`. */
  readonly label: string
  /** Where each parameter stands in the label, its type, and all that it may be. */
  readonly parameters: readonly (Span & { readonly type: Text; readonly words: Text })[]
  readonly result: Text
}

/** Whatever is called with arguments: a function, an aggregate or a window function. */
export interface Callable {
  readonly id: string
  readonly overloads: readonly Pick<Overload, 'parameters' | 'result'>[]
}

export interface SignatureHelp {
  readonly function: FunctionSpec
  readonly signatures: readonly Signature[]
  /** The overload that has room for the argument at the cursor. */
  readonly activeSignature: number
  readonly activeParameter: number
}

/** `add_days(date, days)`, as the hover and the list show it. */
export function signatureOf(spec: Callable): string {
  return signaturesOf(spec)[0]?.label ?? spec.id
}

export function signaturesOf(spec: Callable): readonly Signature[] {
  return spec.overloads.map(({ parameters, result }) => {
    let label = `${spec.id}(`
    const places = parameters.map((parameter, index) => {
      if (index > 0) label += ', '
      const start = label.length
      label += `${parameter.name}${parameter.repeated ? ', …' : ''}${parameter.optional ? '?' : ''}`
      return { start, end: label.length, type: nameOfArgument(parameter.type), words: wordsOf(parameter) }
    })
    return { label: `${label})`, parameters: places, result: nameOfResult(result) }
  })
}

function wordsOf({ type, literal, optional }: FunctionParameter): Text {
  const words = nameOfArgument(type)
  const choices = Array.isArray(literal) ? choicesOf(literal) : null
  const fixed = literal
    ? { zh: choices ? `，只能是 ${choices}` : '，须直接写出', en: choices ? `: ${choices}` : ', written out' }
    : { zh: '', en: '' }
  return {
    zh: words.zh + fixed.zh + (optional ? '，可省略' : ''),
    en: words.en + fixed.en + (optional ? ', optional' : ''),
  }
}

/** `"start" | "end"`; a long list, which is one of digits, by its ends. */
function choicesOf(values: readonly Value[]): string {
  const written = values.map((value) => JSON.stringify(value))
  return written.length > 12 ? `${written[0]} … ${written.at(-1)}` : written.join(' | ')
}

function nameOfResult(result: Overload['result']): Text {
  if (typeof result === 'function') return { zh: '随参数而定', en: 'follows the arguments' }
  return result === 'same' ? { zh: '与参数同类型', en: 'the type of the arguments' } : nameOfArgument(result)
}

function nameOfArgument(type: ArgumentType): Text {
  switch (type) {
    case 'number':
      return { zh: '数', en: 'a number' }
    case 'same':
      return { zh: '同一类型的值', en: 'values of one type' }
    case 'any':
      return { zh: '任意值', en: 'anything' }
    default:
      return nameOfType(type)
  }
}

/** The call that a place is inside of: its name, and the index of the argument. */
export function callAround(before: readonly Token[]): { readonly name: Token; readonly position: number } | null {
  let depth = 0
  let position = 0
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at]
    if (token?.kind !== 'punctuation') continue
    if (token.value === ')' || token.value === '}') depth++
    else if ((token.value === '(' || token.value === '{') && depth > 0) depth--
    else if (token.value === '(') {
      const name = before[at - 1]
      if (name?.kind === 'name' && name.bracketed !== true) return { name, position }
      // Plain parentheses: the argument is that of the call around them.
      position = 0
    } else if (token.value === '{') position = 0
    else if (depth === 0) position++
  }
  return null
}

/** Which function is being called at a place, and which of its arguments is being written. */
export function signatureAt(text: string, offset: number): SignatureHelp | null {
  const { tokens } = tokenize(text)
  const around = callAround(tokens.filter((token) => token.kind !== 'end' && token.end <= offset))
  const spec = around && functionOf(around.name.value)
  if (!spec) return null
  const roomy = spec.overloads.findIndex(
    ({ parameters }) => parameters.length > around.position || parameters.at(-1)?.repeated === true,
  )
  const activeSignature = Math.max(0, roomy)
  const last = (spec.overloads[activeSignature]?.parameters.length ?? 1) - 1
  return {
    function: spec,
    signatures: signaturesOf(spec),
    activeSignature,
    activeParameter: Math.max(0, Math.min(around.position, last)),
  }
}
