import type { ColumnType } from '@jianmo/connectors/words'
import { call, castTo, choose } from './build.ts'
import { expressionProblem } from './expression.problems.ts'
import {
  type ArgumentType,
  checkPattern,
  type FunctionParameter,
  functionOf,
  functions,
  type Overload,
} from './functions/index.ts'
import { nearestName } from './nearest-name.ts'
import type { ExpressionProblem, Span, Syntax, SyntaxOf } from './syntax.ts'
import { isNumeric, unifyTypes } from './type-names.ts'
import type { ExpressionType, TypedExpression } from './typed.ts'

export type ReportAt = (span: Span, problem: Omit<ExpressionProblem, 'span'>) => void

interface Checking {
  /** Checks a part; null if it was reported. */
  readonly check: (part: Syntax) => TypedExpression | null
  readonly report: ReportAt
}

const functionNames = functions.map(({ id }) => id)

/** Checks the arguments of a call against its entry in the function table, and chooses the overload. */
export function checkCall(syntax: SyntaxOf<'call'>, { check, report }: Checking): TypedExpression | null {
  const spec = functionOf(syntax.name)
  const typed = syntax.arguments.map(check)
  if (!spec) {
    const nearest = nearestName(syntax.name, functionNames)
    report(syntax.nameSpan, expressionProblem('function-not-found', { function: syntax.name, nearest }))
    return null
  }
  const candidates = spec.overloads.filter((overload) => fits(overload, typed.length))
  if (candidates.length === 0) {
    const expected = [...new Set(spec.overloads.map(countText))].join(' / ')
    report(syntax, expressionProblem('wrong-argument-count', { function: spec.id, expected, found: typed.length }))
    return null
  }
  const chosen = cheapest(candidates, typed)
  if (chosen.cost === Number.POSITIVE_INFINITY) {
    for (const [index, argument] of typed.entries()) {
      const parameter = parameterAt(chosen.overload, index)
      if (argument && costOf(parameter, argument) === Number.POSITIVE_INFINITY)
        report(syntax.arguments[index] ?? syntax, wrongArgument(spec.id, parameter, argument, index))
    }
    return null
  }
  if (typed.some((argument) => argument === null)) return null
  const known = typed as readonly TypedExpression[]
  return convertCall(spec.id, chosen.overload, { known, syntax, report })
}

/** The overload whose conversions widen least, the first of several; if none fits, the one that most arguments fit. */
function cheapest(candidates: readonly Overload[], typed: readonly (TypedExpression | null)[]) {
  const judged = candidates.map((overload) => {
    const costs = typed.map((argument, index) => (argument ? costOf(parameterAt(overload, index), argument) : 0))
    const cost = costs.reduce((sum, each) => sum + each, 0)
    return { overload, cost, wrong: costs.filter((each) => each === Number.POSITIVE_INFINITY).length }
  })
  return judged.reduce((best, next) =>
    next.cost < best.cost || (next.cost === best.cost && next.wrong < best.wrong) ? next : best,
  )
}

function convertCall(
  id: string,
  chosen: Overload,
  { known, syntax, report }: { known: readonly TypedExpression[]; syntax: SyntaxOf<'call'>; report: ReportAt },
): TypedExpression | null {
  for (const [index, argument] of known.entries()) {
    const { pattern } = parameterAt(chosen, index)
    if (!pattern || argument.op !== 'literal' || argument.value === null) continue
    const wrong = checkPattern(String(argument.value), pattern === 'any')
    if (!wrong) continue
    report(syntax.arguments[index] ?? syntax, expressionProblem('bad-pattern', wrong))
    return null
  }

  let same: ColumnType | null = null
  for (const [index, argument] of known.entries()) {
    if (parameterAt(chosen, index).type !== 'same' || argument.type === 'null') continue
    const next: ColumnType | null = same === null ? argument.type : unifyTypes(same, argument.type)
    if (next === null) {
      const problem = expressionProblem('types-do-not-unify', { first: same ?? 'null', other: argument.type })
      report(syntax.arguments[index] ?? syntax, problem)
      return null
    }
    same = next
  }

  const converted = known.map((argument, index) => convert(argument, parameterAt(chosen, index), same))
  const type = resultOf(chosen, converted, same)
  return id === 'if' ? ifThenElse(converted, type) : call(chosen.id, type, ...converted)
}

function wrongArgument(id: string, parameter: FunctionParameter, argument: TypedExpression, index: number) {
  const position = index + 1
  const expected = parameter.type === 'same' || parameter.type === 'any' ? 'number' : parameter.type
  if (parameter.literal && costOfType(parameter.type, argument.type) !== Number.POSITIVE_INFINITY) {
    const choices = parameter.literal === true ? null : parameter.literal
    return expressionProblem('argument-not-literal', { function: id, position, choices })
  }
  return expressionProblem('argument-type', { function: id, position, expected, found: argument.type })
}

export function resultOf(
  { result, parameters }: Overload,
  args: readonly TypedExpression[],
  same: ColumnType | null,
): ExpressionType {
  if (typeof result === 'function')
    return result(
      args.map(({ type }) => type),
      args.map((argument) => (argument.op === 'literal' ? argument.value : undefined)),
    )
  if (result === 'same') return same ?? 'null'
  if (result !== 'number') return result
  const numbers = args.filter((_, index) => parameterAt({ parameters }, index).type === 'number')
  return numbers.reduce<ColumnType>(
    (widest, { type }) => (type === 'null' ? widest : (unifyTypes(widest, type) ?? widest)),
    numbers[0] && numbers[0].type !== 'null' ? numbers[0].type : 'integer',
  )
}

/** The parameter that an argument belongs to; the last one may repeat. */
export function parameterAt({ parameters }: Pick<Overload, 'parameters'>, index: number): FunctionParameter {
  return parameters[Math.min(index, parameters.length - 1)] as FunctionParameter
}

const needed = ({ parameters }: Overload) => parameters.filter(({ optional }) => !optional).length

function fits(overload: Overload, count: number): boolean {
  const repeats = overload.parameters.at(-1)?.repeated === true
  return count >= needed(overload) && (repeats || count <= overload.parameters.length)
}

function countText(overload: Overload): string {
  const [least, most] = [needed(overload), overload.parameters.length]
  return overload.parameters.at(-1)?.repeated ? `≥ ${least}` : least === most ? String(most) : `${least}–${most}`
}

function isLiteral({ literal }: FunctionParameter, argument: TypedExpression): boolean {
  if (!literal) return true
  return argument.op === 'literal' && (literal === true || literal.includes(argument.value))
}

/** How far an argument is from a parameter: 0 as it is, 1 and 2 for integer → decimal → float, infinite if it does not fit. */
function costOf(parameter: FunctionParameter, argument: TypedExpression): number {
  if (!isLiteral(parameter, argument)) return Number.POSITIVE_INFINITY
  return costOfType(parameter.type, argument.type)
}

/** Numbers widen (integer → decimal → float), nothing else is converted. */
export const accepts = (parameter: FunctionParameter, argument: TypedExpression): boolean =>
  costOf(parameter, argument) !== Number.POSITIVE_INFINITY

export function costOfType(wanted: ArgumentType, type: ExpressionType): number {
  if (type === 'null' || wanted === 'same' || wanted === 'any' || wanted === type) return 0
  if (!isNumeric(type)) return Number.POSITIVE_INFINITY
  if (wanted === 'number') return 0
  if (wanted === 'float') return type === 'integer' ? 2 : 1
  if (wanted.startsWith('decimal') && type !== 'float') return type === 'integer' ? 1 : 0
  return Number.POSITIVE_INFINITY
}

export function convert(
  argument: TypedExpression,
  parameter: FunctionParameter,
  same: ColumnType | null,
): TypedExpression {
  if (parameter.type === 'same') return same === null ? argument : castTo(same, argument)
  if (parameter.type === 'any') return argument
  if (parameter.type === 'number') return argument.type === 'null' ? castTo('integer', argument) : argument
  if (parameter.type === 'decimal' && argument.type.startsWith('decimal(')) return argument
  return castTo(parameter.type, argument)
}

/** `if(c, a, b)` as a case: only the branch that is chosen is computed. */
function ifThenElse([condition, yes, no]: readonly TypedExpression[], type: ExpressionType): TypedExpression | null {
  return condition && yes && no ? choose(type, [{ when: condition, gives: yes }], no) : null
}
