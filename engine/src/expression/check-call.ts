import type { ColumnType } from '@jianmo/connectors/words'
import { call, castTo, choose } from './build.ts'
import { expressionProblem } from './expression.problems.ts'
import { type FunctionParameter, type FunctionSpec, functionOf, functions } from './functions/index.ts'
import { nearestName } from './nearest-name.ts'
import type { ExpressionProblem, Span, Syntax } from './syntax.ts'
import { unifyTypes } from './type-names.ts'
import type { ExpressionType, TypedExpression } from './typed.ts'

export type ReportAt = (span: Span, problem: Omit<ExpressionProblem, 'span'>) => void

interface Checking {
  /** Checks a part; null if it was reported. */
  readonly check: (part: Syntax) => TypedExpression | null
  readonly report: ReportAt
}

const functionNames = functions.map(({ id }) => id)

/** Checks the arguments of a call against its entry in the function table. */
export function checkCall(
  syntax: Extract<Syntax, { kind: 'call' }>,
  { check, report }: Checking,
): TypedExpression | null {
  const spec = functionOf(syntax.name)
  const typed = syntax.arguments.map(check)
  if (!spec) {
    const nearest = nearestName(syntax.name, functionNames)
    report(syntax.nameSpan, expressionProblem('function-not-found', { function: syntax.name, nearest }))
    return null
  }
  const expected = countText(spec)
  if (!fits(spec, typed.length)) {
    report(syntax, expressionProblem('wrong-argument-count', { function: spec.id, expected, found: typed.length }))
    return null
  }
  if (typed.some((argument) => argument === null)) return null

  const known = typed as readonly TypedExpression[]
  let same: ColumnType | null = null
  let wrong = false
  for (const [index, argument] of known.entries()) {
    const parameter = parameterAt(spec, index)
    const span = syntax.arguments[index] ?? syntax
    if (!accepts(parameter, argument)) {
      const type = parameter.type === 'same' || parameter.type === 'any' ? 'number' : parameter.type
      report(
        span,
        parameter.literal && argument.type === 'integer'
          ? expressionProblem('argument-not-literal', { function: spec.id, position: index + 1 })
          : expressionProblem('argument-type', {
              function: spec.id,
              position: index + 1,
              expected: type,
              found: argument.type,
            }),
      )
      wrong = true
    } else if (parameter.type === 'same' && argument.type !== 'null') {
      const next: ColumnType | null = same === null ? argument.type : unifyTypes(same, argument.type)
      if (next === null) {
        report(span, expressionProblem('types-do-not-unify', { first: same ?? 'null', other: argument.type }))
        wrong = true
      } else same = next
    }
  }
  if (wrong) return null

  const converted = known.map((argument, index) => convert(argument, parameterAt(spec, index), same))
  const number = known.some(({ type }) => type === 'decimal') ? 'decimal' : 'integer'
  const type = spec.result === 'same' ? (same ?? 'null') : spec.result === 'number' ? number : spec.result
  return spec.id === 'if' ? ifThenElse(converted, type) : call(spec.id, type, ...converted)
}

/** The parameter that an argument belongs to; the last one may repeat. */
export function parameterAt(spec: FunctionSpec, index: number): FunctionParameter {
  return spec.parameters[Math.min(index, spec.parameters.length - 1)] as FunctionParameter
}

function fits(spec: FunctionSpec, count: number): boolean {
  const repeats = spec.parameters.at(-1)?.repeated === true
  return count >= spec.parameters.length && (repeats || count === spec.parameters.length)
}

function countText(spec: FunctionSpec): string {
  return spec.parameters.at(-1)?.repeated ? `≥ ${spec.parameters.length}` : String(spec.parameters.length)
}

function accepts(parameter: FunctionParameter, argument: TypedExpression): boolean {
  if (parameter.literal) {
    const value = argument.op === 'literal' ? argument.value : null
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 6
  }
  const { type } = argument
  if (type === 'null' || parameter.type === 'same' || parameter.type === 'any' || parameter.type === type) return true
  return (
    (type === 'integer' && (parameter.type === 'decimal' || parameter.type === 'number')) ||
    (type === 'decimal' && parameter.type === 'number')
  )
}

function convert(argument: TypedExpression, parameter: FunctionParameter, same: ColumnType | null): TypedExpression {
  if (parameter.type === 'same') return same === null ? argument : castTo(same, argument)
  if (parameter.type === 'any') return argument
  if (parameter.type === 'number') return argument.type === 'null' ? castTo('integer', argument) : argument
  return castTo(parameter.type, argument)
}

/** `if(c, a, b)` as a case: only the branch that is chosen is computed. */
function ifThenElse([condition, yes, no]: readonly TypedExpression[], type: ExpressionType): TypedExpression | null {
  return condition && yes && no ? choose(type, [{ when: condition, gives: yes }], no) : null
}
