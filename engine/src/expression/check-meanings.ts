import type { Column, SemanticType } from '@jianmo/connectors/words'
import type { ReportAt } from './check-call.ts'
import { expressionWarning } from './expression.problems.ts'
import { columnNamed, type Scope } from './scope.ts'
import { type Syntax, syntaxParts } from './syntax.ts'

/** Warns where types fit but meanings do not: an id compared with a phone number, a sum of case numbers. */
export function warnOfMeanings(syntax: Syntax, scope: Scope, report: ReportAt): void {
  for (const part of syntaxParts(syntax)) warnOfMeanings(part, scope, report)
  switch (syntax.kind) {
    case 'binary': {
      const { operator, left, right } = syntax
      if (['+', '-', '*', '/'].includes(operator)) {
        for (const side of [left, right]) {
          const meaning = meaningOf(side, scope)
          if (meaning && meaning !== 'money' && meaning !== 'date-precision')
            report(side, expressionWarning('meaning-not-a-quantity', { operator, meaning }))
        }
      } else if (operator === '=' || operator === '<>') {
        compareMeanings(operator, [left, right], { scope, report })
        compareCodes([left, right], { scope, report })
      } else if (['<', '<=', '>', '>='].includes(operator)) orderMeanings(operator, [left, right], { scope, report })
      return
    }
    case 'in':
      compareMeanings('in', [syntax.operand, ...syntax.items], { scope, report })
      for (const item of syntax.items) compareCodes([syntax.operand, item], { scope, report })
      return
    case 'between':
      orderMeanings('between', [syntax.operand, syntax.low, syntax.high], { scope, report })
      return
    default:
  }
}

interface Place {
  readonly scope: Scope
  readonly report: ReportAt
}

function compareMeanings(operator: string, [first, ...others]: readonly Syntax[], { scope, report }: Place): void {
  const left = first ? meaningOf(first, scope) : null
  if (!left) return
  for (const other of others) {
    const right = meaningOf(other, scope)
    // A unit may stand in the accused's column and the other way round; names are compared with names.
    const areNames = [left, right].every((meaning) => meaning === 'person-name' || meaning === 'organisation-name')
    if (right && right !== left && !areNames)
      report(other, expressionWarning('meanings-differ', { operator, left, right }))
  }
}

/** A column with a code list never holds another text: its labels are what people see, and what they are tempted to write. */
function compareCodes([left, right]: readonly [Syntax, Syntax], { scope, report }: Place): void {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const column = codedColumn(side, scope)
    if (!column?.codes || other.kind !== 'text') continue
    const { value: found } = other
    if (column.codes.some(({ value }) => value === found)) continue
    const meant = column.codes.find(({ value, label }) =>
      [value, label.zh, label.en].some((word) => word.toLowerCase() === found.trim().toLowerCase()),
    )
    const codes = (meant ? [meant] : column.codes.slice(0, 8)).map(({ value, label }) => ({ value, label }))
    report(other, expressionWarning('not-a-code', { column: column.label, found, codes }))
  }
}

const codedColumn = (syntax: Syntax, scope: Scope): Column | undefined =>
  syntax.kind === 'column' ? columnNamed(syntax.name, scope) : undefined

const ordered: readonly SemanticType[] = ['money', 'date-precision', 'case-number', 'region']

function orderMeanings(operator: string, parts: readonly Syntax[], place: Place): void {
  compareMeanings(operator, parts, place)
  const [first] = parts
  const meaning = first ? meaningOf(first, place.scope) : null
  if (first && meaning && !ordered.includes(meaning))
    place.report(first, expressionWarning('meaning-has-no-order', { operator, meaning }))
}

const keeping = new Set(['trim', 'upper', 'lower', 'coalesce', 'greatest', 'least'])

/** What a part means beyond its type, if that is plain: a column, or one taken through functions that leave the meaning. */
function meaningOf(syntax: Syntax, scope: Scope): SemanticType | null {
  if (syntax.kind === 'column') return columnNamed(syntax.name, scope)?.semantic ?? null
  const keeps =
    syntax.kind === 'call'
      ? keeping.has(syntax.name.toLowerCase())
      : syntax.kind === 'binary' && syntax.operator === '??'
  const [first] = keeps ? syntaxParts(syntax) : []
  return first ? meaningOf(first, scope) : null
}
