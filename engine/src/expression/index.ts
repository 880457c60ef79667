export * from './analyze.ts'
export * as build from './build.ts'
export { argumentCounts, checkAggregate } from './check-aggregate.ts'
export { type CheckedExpression, checkExpression } from './check-expression.ts'
export * from './completions.ts'
export * from './condition-parts.ts'
export {
  type ConditionOperator,
  type ConditionReading,
  type ConditionTree,
  type ConditionValue,
  conditionOperators,
  fromTree,
  toTree,
} from './condition-tree.ts'
export * from './datum.ts'
export { type Bindings, castDatum, evaluate, fit, noBindings } from './evaluate.ts'
export { semanticNames } from './expression.problems.ts'
export * from './functions/index.ts'
export { type Hover, hoverAt, runsIn } from './hover.ts'
export { editDistance, nearestName } from './nearest-name.ts'
export { isNullable } from './nullability.ts'
export { type ColumnNames, printExpression } from './print-expression.ts'
export * from './scope.ts'
export {
  type Callable,
  type Signature,
  type SignatureHelp,
  signatureAt,
  signatureOf,
  signaturesOf,
} from './signatures.ts'
export * from './stored-expression.ts'
export { type ExpressionProblem, keywords, literalWords, maximumLength, type Span } from './syntax.ts'
export { writeColumn, writeText } from './tokens.ts'
export { arithmeticType, isNumeric, nameOfType, typeNames, unifyTypes } from './type-names.ts'
export * from './typed.ts'
