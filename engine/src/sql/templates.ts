import { type OperationNode, RawNode, ValueNode } from 'kysely'
import {
  type FunctionContext,
  implementationOf,
  type Lowered,
  type Lowering,
  loweringOf,
  type TemplateCall,
  type TypedExpression,
} from '../expression/index.ts'
import { NotSupportedError, type SqlDialect } from './dialects/index.ts'

/** Fills `#0`, `#1` … and `textHole`s of a fragment that comes from the function table or from this room. */
export function fillTemplate(template: string, argument: (index: number) => OperationNode): RawNode {
  const pieces = template.split(/#(\d+|<[^>]*>)/)
  const fragments = pieces.filter((_, index) => index % 2 === 0)
  const holes = pieces.filter((_, index) => index % 2 === 1).map((hole) => fillHole(hole, argument))
  return RawNode.create(fragments, holes)
}

const fillHole = (hole: string, argument: (index: number) => OperationNode): OperationNode =>
  hole.startsWith('<') ? ValueNode.createImmediate(decodeURIComponent(hole.slice(1, -1))) : argument(Number(hole))

/** How often a template names an argument. */
export const countHoles = (template: string, index: number): number =>
  template.match(new RegExp(`#${index}(?!\\d)`, 'g'))?.length ?? 0

type Call = Extract<TypedExpression, { readonly op: 'call' }>

/** The template of a call in a dialect. Throws `NotSupportedError` if there is none. */
export function templateOfCall(call: Call, dialect: SqlDialect, context: FunctionContext): string {
  return templateFor(implementationOf(call.function), call, { dialect, context })
}

/** The template of whatever is called: a function, an aggregate, a window function. */
export function templateFor(
  called: Lowered,
  { function: id, arguments: args, type }: Pick<Call, 'function' | 'arguments' | 'type'>,
  { dialect, context }: { readonly dialect: SqlDialect; readonly context: FunctionContext },
): string {
  return loweredTemplate(id, loweringOf(called, dialect.name), dialect, {
    count: args.length,
    types: args.map((argument) => argument.type),
    type,
    literal: (index) => {
      const argument = args[index]
      return argument?.op === 'literal' ? argument.value : undefined
    },
    isPlain: (index) => {
      const argument = args[index]
      return argument?.op === 'column' || (argument?.op === 'literal' && argument.value !== null)
    },
    sqlType: dialect.sqlType,
    context,
  })
}

export function loweredTemplate(id: string, lowering: Lowering, dialect: SqlDialect, call?: TemplateCall): string {
  if (lowering.fidelity === 'none') throw new NotSupportedError(id, dialect.name, lowering.reason)
  if (typeof lowering.sql === 'string') return lowering.sql
  if (!call) throw new Error(`The form of ${id} needs a call`)
  return lowering.sql(call)
}
