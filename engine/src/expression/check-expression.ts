import type { ColumnType } from '@jianmo/connectors/words'
import { call, castTo, choose, isNotNull, isNull, isTrue, not } from './build.ts'
import { checkCall, type ReportAt } from './check-call.ts'
import { warnOfMeanings } from './check-meanings.ts'
import { expressionProblem } from './expression.problems.ts'
import { nearestName } from './nearest-name.ts'
import { parseExpression } from './parse-expression.ts'
import { readLiteral } from './read-literal.ts'
import { columnNamed, parameterNamed, type Scope } from './scope.ts'
import type { BinaryOperator, ExpressionProblem, Span, Syntax, SyntaxOf, Token } from './syntax.ts'
import { problemAt } from './tokens.ts'
import { arithmeticType, isNumeric, unifyTypes } from './type-names.ts'
import type { ExpressionType, TypedExpression } from './typed.ts'

export interface CheckedExpression {
  /** Null if there is any error; warnings leave it. */
  readonly typed: TypedExpression | null
  /** The type as far as it is known, even with problems elsewhere. */
  readonly type: ExpressionType | null
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
  readonly ast: Syntax
  /** What each part came to, before the conversions that its surroundings ask for; inside first. */
  readonly parts: ReadonlyMap<Syntax, TypedExpression>
}

/** Looks up every name, finds every type, makes every conversion explicit. Reports all problems; never throws. */
export function checkExpression(text: string, scope: Scope): CheckedExpression {
  const { ast, problems, tokens } = parseExpression(text)
  const found: ExpressionProblem[] = [...problems]
  const parts = new Map<Syntax, TypedExpression>()
  const report: ReportAt = (span, problem) => found.push(problemAt(span, problem))
  const check = (part: Syntax): TypedExpression | null => {
    const typed = checkSyntax(part, { scope, report, check })
    if (typed) parts.set(part, typed)
    return typed
  }
  const typed = check(ast)
  warnOfMeanings(ast, scope, report)
  const sorted = found.sort((left, right) => left.span.start - right.span.start)
  const failing = sorted.some(({ severity }) => severity === 'error')
  return { typed: failing ? null : typed, type: typed?.type ?? null, problems: sorted, tokens, ast, parts }
}

export interface Checking {
  readonly scope: Scope
  readonly report: ReportAt
  /** Checks a part; null if it was reported. */
  readonly check: (part: Syntax) => TypedExpression | null
}

/** Null if a part is missing or wrong: that part was reported, and what encloses it stays silent. */
function checkSyntax(syntax: Syntax, checking: Checking): TypedExpression | null {
  const { scope, report, check } = checking
  switch (syntax.kind) {
    case 'missing':
      syntax.parts.forEach(check)
      return null
    case 'number': {
      const value = readLiteral(syntax)
      if (value === null) report(syntax, expressionProblem('bad-number', { found: syntax.digits }))
      return value
    }
    case 'text':
    case 'boolean':
    case 'null':
    // A day that does not exist was reported where it was read.
    case 'date':
    case 'timestamp':
    case 'instant':
      return readLiteral(syntax)
    case 'list': {
      const value = readLiteral(syntax)
      if (value === null) {
        const wrong = syntax.items.find(({ kind }) => kind !== 'text' && kind !== 'null')
        if (wrong?.kind !== 'missing') report(wrong ?? syntax, expressionProblem('list-not-literal', {}))
      }
      return value
    }
    case 'column': {
      const column = columnNamed(syntax.name, scope)
      if (!column) reportColumn(syntax, scope, report)
      // A broken column was reported where it is computed.
      return column && !column.broken ? { op: 'column', type: column.type, id: column.id ?? column.name } : null
    }
    case 'parameter': {
      const parameter = parameterNamed(syntax.name, scope)
      if (!parameter) reportParameter(syntax, scope, report)
      return parameter ? { op: 'parameter', type: parameter.type, name: parameter.name } : null
    }
    case 'unary':
      return checkUnary(syntax, checking)
    case 'binary':
      return checkBinary(syntax, checking)
    case 'is': {
      const operand = check(syntax.operand)
      if (!operand) return null
      if (syntax.test === 'null') return syntax.negated ? isNotNull(operand) : isNull(operand)
      const condition = needType('boolean', `is ${syntax.test}`, { operand, span: syntax.operand, report })
      if (!condition) return null
      return negate(syntax.negated, isTrue(negate(syntax.test === 'false', condition)))
    }
    case 'in': {
      const parts = checkComparable('in', [syntax.operand, ...syntax.items], checking)
      return parts && negate(syntax.negated, call('in', 'boolean', ...parts))
    }
    case 'between': {
      const parts = checkComparable('between', [syntax.operand, syntax.low, syntax.high], checking)
      return parts && negate(syntax.negated, call('between', 'boolean', ...parts))
    }
    case 'like': {
      const texts = [syntax.operand, syntax.pattern].map((span) => {
        const operand = check(span)
        return operand && needType('text', 'like', { operand, span, report })
      })
      return texts[0] && texts[1] ? negate(syntax.negated, call('like', 'boolean', texts[0], texts[1])) : null
    }
    case 'case':
      return checkCase(syntax, checking)
    case 'call':
      return checkCall(syntax, checking)
  }
}

function reportColumn(syntax: SyntaxOf<'column'>, scope: Scope, report: ReportAt): void {
  const byLabel = scope.columns.find(({ label }) => label.zh === syntax.name || label.en === syntax.name)
  const names = scope.columns.map(({ name }) => name)
  const nearest = byLabel?.name ?? nearestName(syntax.name, names)
  report(syntax, expressionProblem('column-not-found', { column: syntax.name, nearest }))
}

function reportParameter(syntax: SyntaxOf<'parameter'>, scope: Scope, report: ReportAt): void {
  const names = scope.parameters.map(({ name }) => name)
  const nearest = nearestName(syntax.name, names)
  report(syntax, expressionProblem('parameter-not-found', { parameter: syntax.name, nearest }))
}

function checkUnary(syntax: SyntaxOf<'unary'>, { report, check }: Checking): TypedExpression | null {
  const number = readLiteral(syntax)
  if (number) return number
  const operand = check(syntax.operand)
  if (!operand) return null
  if (syntax.operator === 'not') {
    const condition = needType('boolean', 'not', { operand, span: syntax.operand, report })
    return condition && not(condition)
  }
  if (operand.type !== 'null' && !isNumeric(operand.type)) {
    return wrongOperand('-', 'number', { operand, span: syntax.operand, report })
  }
  const type = numberType(operand.type)
  return call('negate', type, castTo(type, operand))
}

function checkBinary(syntax: SyntaxOf<'binary'>, checking: Checking): TypedExpression | null {
  const { report, check } = checking
  const { operator } = syntax
  const sides = [syntax.left, syntax.right] as const
  if (operator === '??') {
    const { start, end } = syntax
    return checkCall({ kind: 'call', name: 'coalesce', nameSpan: syntax.left, arguments: sides, start, end }, checking)
  }
  if (isComparison(operator)) {
    for (const side of sides)
      if (side.kind === 'null') report(side, expressionProblem('comparison-with-null', { operator }))
    const parts = checkComparable(operator, sides, checking)
    return parts && call(operator, 'boolean', ...parts)
  }

  const [left, right] = [check(syntax.left), check(syntax.right)]
  if (operator === 'and' || operator === 'or') {
    const first = left && needType('boolean', operator, { operand: left, span: syntax.left, report })
    const second = right && needType('boolean', operator, { operand: right, span: syntax.right, report })
    return first && second && call(operator, 'boolean', first, second)
  }
  const wrong = [left, right].map((operand, index) => {
    if (!operand || operand.type === 'null' || isNumeric(operand.type)) return false
    wrongOperand(operator, 'number', { operand, span: sides[index] ?? syntax, report })
    return true
  })
  if (!left || !right || wrong.includes(true)) return null
  if (operator === '/') return call('/', 'float', castTo('float', left), castTo('float', right))
  const [a, b] = [numberType(left.type), numberType(right.type)]
  const sign = operator as '+' | '-' | '*'
  const type = arithmeticType(sign, a, b) ?? 'decimal'
  // The factors of a decimal product keep their own digits.
  const keep = sign === '*' && type !== 'float'
  return call(sign, type, castTo(keep ? a : type, left), castTo(keep ? b : type, right))
}

/** Without `else` it is NULL where no branch holds. */
function checkCase(syntax: SyntaxOf<'case'>, { report, check }: Checking): TypedExpression | null {
  const whens = syntax.branches.map(({ when }) => {
    const operand = check(when)
    return operand && needType('boolean', 'when', { operand, span: when, report })
  })
  const results = [...syntax.branches.map(({ gives }) => gives), ...(syntax.otherwise ? [syntax.otherwise] : [])]
  const typed = unifyParts(results, check, (span, first, other) =>
    report(span, expressionProblem('types-do-not-unify', { first, other })),
  )
  if (typed === null || whens.some((when) => when === null)) return null
  const type = typed.type ?? 'null'
  const values = typed.parts.map((part) => (typed.type ? castTo(typed.type, part) : part))
  const branches = whens.flatMap((when, index) => {
    const gives = values[index]
    return when && gives ? [{ when, gives }] : []
  })
  return choose(type, branches, syntax.otherwise ? (values.at(-1) ?? null) : null)
}

/** Brings all parts to one type, or reports each that does not fit the first. */
function checkComparable(
  operator: string,
  parts: readonly Syntax[],
  { report, check }: Checking,
): readonly TypedExpression[] | null {
  const found = unifyParts(parts, check, (span, left, right) =>
    report(span, expressionProblem('types-not-comparable', { operator, left, right })),
  )
  return found?.parts.map((part) => castTo(found.type ?? 'text', part)) ?? null
}

/** The parts and their common type (null if all are NULL); null if a part is wrong or does not fit those before it. */
function unifyParts(
  syntaxes: readonly Syntax[],
  check: Checking['check'],
  reportAt: (span: Span, common: ExpressionType, found: ExpressionType) => void,
): { readonly parts: readonly TypedExpression[]; readonly type: ColumnType | null } | null {
  const parts: TypedExpression[] = []
  let type: ColumnType | null = null
  let failed = false
  for (const syntax of syntaxes) {
    const part = check(syntax)
    if (!part) {
      failed = true
      continue
    }
    parts.push(part)
    if (part.type === 'null') continue
    const next: ColumnType | null = type === null ? part.type : unifyTypes(type, part.type)
    if (next === null) {
      reportAt(syntax, type ?? 'null', part.type)
      failed = true
    } else type = next
  }
  return failed ? null : { parts, type }
}

interface Operand {
  readonly operand: TypedExpression
  readonly span: Span
  readonly report: ReportAt
}

function needType(type: ColumnType, operator: string, found: Operand): TypedExpression | null {
  if (found.operand.type === type) return found.operand
  if (found.operand.type === 'null') return castTo(type, found.operand)
  return wrongOperand(operator, type, found)
}

function wrongOperand(operator: string, expected: ColumnType | 'number', { operand, span, report }: Operand): null {
  report(span, expressionProblem('operand-type', { operator, expected, found: operand.type }))
  return null
}

const isComparison = (operator: BinaryOperator): boolean => ['=', '<>', '<', '<=', '>', '>='].includes(operator)
const numberType = (type: ExpressionType): ColumnType => (type === 'null' ? 'integer' : type)
const negate = (negated: boolean, condition: TypedExpression) => (negated ? not(condition) : condition)
