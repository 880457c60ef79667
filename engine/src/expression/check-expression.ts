import type { ColumnType } from '@jianmo/connectors/words'
import { call, castTo, isNotNull, isNull, not } from './build.ts'
import { checkCall, type ReportAt } from './check-call.ts'
import { expressionProblem } from './expression.problems.ts'
import { nearestName } from './nearest-name.ts'
import { parseExpression } from './parse-expression.ts'
import type { Scope } from './scope.ts'
import type { BinaryOperator, ExpressionProblem, Span, Syntax, Token } from './syntax.ts'
import { problemAt } from './tokens.ts'
import { unifyTypes } from './type-names.ts'
import type { ExpressionType, TypedExpression } from './typed.ts'

export interface CheckedExpression {
  /** Null if there is any problem. */
  readonly typed: TypedExpression | null
  /** The type as far as it is known, even with problems elsewhere. */
  readonly type: ExpressionType | null
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
  readonly ast: Syntax
}

/** Looks up every name, finds every type, makes every conversion explicit. Reports all problems; never throws. */
export function checkExpression(text: string, scope: Scope): CheckedExpression {
  const { ast, problems, tokens } = parseExpression(text)
  const found: ExpressionProblem[] = [...problems]
  const typed = checkSyntax(ast, scope, (span, problem) => found.push(problemAt(span, problem)))
  return { typed: found.length === 0 ? typed : null, type: typed?.type ?? null, problems: found, tokens, ast }
}

/** Null if a part is missing or wrong: that part was reported, and what encloses it stays silent. */
function checkSyntax(syntax: Syntax, scope: Scope, report: ReportAt): TypedExpression | null {
  const check = (part: Syntax) => checkSyntax(part, scope, report)
  switch (syntax.kind) {
    case 'missing':
      return null
    case 'number':
      return { op: 'literal', type: syntax.whole ? 'integer' : 'decimal', value: syntax.value }
    case 'text':
    case 'date':
    case 'boolean':
      return { op: 'literal', type: syntax.kind, value: syntax.value }
    case 'null':
      return { op: 'literal', type: 'null', value: null }
    case 'column':
      return checkColumn(syntax, scope, report)
    case 'parameter':
      return checkParameter(syntax, scope, report)
    case 'unary': {
      const operand = check(syntax.operand)
      if (!operand) return null
      if (syntax.operator === 'not') {
        const condition = needBoolean('not', operand, syntax.operand, report)
        return condition && not(condition)
      }
      if (!isNumber(operand.type)) return wrongOperand('-', 'number', operand, syntax.operand, report)
      return call(
        'negate',
        operand.type === 'null' ? 'integer' : operand.type,
        castTo(numberType(operand.type), operand),
      )
    }
    case 'binary':
      return checkBinary(syntax.operator, [syntax.left, syntax.right], { scope, report })
    case 'is-null': {
      const operand = check(syntax.operand)
      return operand && (syntax.negated ? isNotNull(operand) : isNull(operand))
    }
    case 'in': {
      const parts = checkComparable('in', [syntax.operand, ...syntax.items], { scope, report })
      return parts && negate(syntax.negated, call('in', 'boolean', ...parts))
    }
    case 'between': {
      const parts = checkComparable('between', [syntax.operand, syntax.low, syntax.high], { scope, report })
      return parts && negate(syntax.negated, call('between', 'boolean', ...parts))
    }
    case 'like': {
      const [operand, pattern] = [check(syntax.operand), check(syntax.pattern)]
      if (!operand || !pattern) return null
      const texts = [
        needText('like', operand, syntax.operand, report),
        needText('like', pattern, syntax.pattern, report),
      ] as const
      return texts[0] && texts[1] && negate(syntax.negated, call('like', 'boolean', texts[0], texts[1]))
    }
    case 'call':
      return checkCall(syntax, { check, report })
  }
}

interface Context {
  readonly scope: Scope
  readonly report: ReportAt
}

function checkColumn(
  syntax: Extract<Syntax, { kind: 'column' }>,
  scope: Scope,
  report: ReportAt,
): TypedExpression | null {
  const column = scope.columns.find(({ name }) => name === syntax.name)
  if (column) return { op: 'column', type: column.type, name: column.name }
  const byLabel = scope.columns.find(({ label }) => label.zh === syntax.name || label.en === syntax.name)
  const nearest =
    byLabel?.name ??
    nearestName(
      syntax.name,
      scope.columns.map(({ name }) => name),
    )
  report(syntax, expressionProblem('column-not-found', { column: syntax.name, nearest }))
  return null
}

function checkParameter(
  syntax: Extract<Syntax, { kind: 'parameter' }>,
  scope: Scope,
  report: ReportAt,
): TypedExpression | null {
  const parameter = scope.parameters.find(({ name }) => name === syntax.name)
  if (parameter) return { op: 'parameter', type: parameter.type, name: parameter.name }
  const nearest = nearestName(
    syntax.name,
    scope.parameters.map(({ name }) => name),
  )
  report(syntax, expressionProblem('parameter-not-found', { parameter: syntax.name, nearest }))
  return null
}

function checkBinary(
  operator: BinaryOperator,
  sides: readonly [Syntax, Syntax],
  context: Context,
): TypedExpression | null {
  const { scope, report } = context
  if (operator === '??') {
    return checkCall(
      {
        kind: 'call',
        name: 'coalesce',
        nameSpan: sides[0],
        arguments: sides,
        start: sides[0].start,
        end: sides[1].end,
      },
      { check: (part) => checkSyntax(part, scope, report), report },
    )
  }
  if (['=', '<>', '<', '<=', '>', '>='].includes(operator)) {
    for (const side of sides)
      if (side.kind === 'null') report(side, expressionProblem('comparison-with-null', { operator }))
    const parts = checkComparable(operator, sides, context)
    return parts && call(operator, 'boolean', ...parts)
  }

  const [left, right] = [checkSyntax(sides[0], scope, report), checkSyntax(sides[1], scope, report)]
  if (!left || !right) return null
  if (operator === 'and' || operator === 'or') {
    const conditions = [
      needBoolean(operator, left, sides[0], report),
      needBoolean(operator, right, sides[1], report),
    ] as const
    return conditions[0] && conditions[1] && call(operator, 'boolean', conditions[0], conditions[1])
  }
  for (const [side, syntax] of [
    [left, sides[0]],
    [right, sides[1]],
  ] as const) {
    if (!isNumber(side.type)) return wrongOperand(operator, 'number', side, syntax, report)
  }
  const type = operator === '/' ? 'decimal' : (unifyTypes(numberType(left.type), numberType(right.type)) ?? 'decimal')
  const id = operator === '/' || type === 'integer' ? operator : `${operator}.decimal`
  return call(id, type, castTo(type, left), castTo(type, right))
}

/** Brings all parts to one type, or reports the first that does not fit. */
function checkComparable(
  operator: string,
  parts: readonly Syntax[],
  { scope, report }: Context,
): readonly TypedExpression[] | null {
  const typed = parts.map((part) => checkSyntax(part, scope, report))
  if (typed.some((part) => part === null)) return null
  const known = typed as readonly TypedExpression[]
  let common: ColumnType | null = null
  for (const [index, { type }] of known.entries()) {
    if (type === 'null') continue
    const next: ColumnType | null = common === null ? type : unifyTypes(common, type)
    if (next === null) {
      const span = parts[index] ?? { start: 0, end: 0 }
      report(span, expressionProblem('types-not-comparable', { operator, left: common ?? 'null', right: type }))
      return null
    }
    common = next
  }
  return known.map((part) => castTo(common ?? 'text', part))
}

function needBoolean(operator: string, operand: TypedExpression, span: Span, report: ReportAt): TypedExpression | null {
  if (operand.type === 'boolean') return operand
  if (operand.type === 'null') return castTo('boolean', operand)
  return wrongOperand(operator, 'boolean', operand, span, report)
}

function needText(operator: string, operand: TypedExpression, span: Span, report: ReportAt): TypedExpression | null {
  if (operand.type === 'text') return operand
  if (operand.type === 'null') return castTo('text', operand)
  return wrongOperand(operator, 'text', operand, span, report)
}

function wrongOperand(
  operator: string,
  expected: ColumnType | 'number',
  found: TypedExpression,
  span: Span,
  report: ReportAt,
): null {
  report(span, expressionProblem('operand-type', { operator, expected, found: found.type }))
  return null
}

const isNumber = (type: ExpressionType) => type === 'integer' || type === 'decimal' || type === 'null'
const numberType = (type: ExpressionType): 'integer' | 'decimal' => (type === 'decimal' ? 'decimal' : 'integer')
const negate = (negated: boolean, condition: TypedExpression) => (negated ? not(condition) : condition)
