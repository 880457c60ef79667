import { aggregateFunctions } from './aggregate.functions.ts'
import { amountFunctions } from './amount.functions.ts'
import { conversionFunctions } from './conversion.functions.ts'
import { dateFunctions } from './date.functions.ts'
import { datePartFunctions } from './date-parts.functions.ts'
import { documentFunctions } from './document.functions.ts'
import type { AggregateSpec, FunctionSpec, Implementation, WindowSpec } from './function-spec.ts'
import { hourFunctions } from './hours.functions.ts'
import { identityFunctions } from './identity.functions.ts'
import { listFunctions } from './list.functions.ts'
import { logicFunctions } from './logic.functions.ts'
import { nameFunctions } from './name.functions.ts'
import { numberFunctions } from './number.functions.ts'
import { operators, operatorVectors } from './operators.ts'
import { patternFunctions } from './pattern.functions.ts'
import { readingFunctions } from './reading.functions.ts'
import { statutoryFunctions } from './statutory.functions.ts'
import { textFunctions } from './text.functions.ts'
import { textChangeFunctions } from './text-change.functions.ts'
import { timestampFunctions } from './timestamp.functions.ts'
import { windowFunctions } from './window.functions.ts'
import { workdayFunctions } from './workday.functions.ts'

/** The functions of the expression language, in the order in which a drawer reads about them. */
export { optionTexts } from './pinned-options.ts'
export const functions: readonly FunctionSpec[] = [
  ...dateFunctions,
  ...datePartFunctions,
  ...timestampFunctions,
  ...statutoryFunctions,
  ...workdayFunctions,
  ...hourFunctions,
  ...identityFunctions,
  ...logicFunctions,
  ...textFunctions,
  ...textChangeFunctions,
  ...numberFunctions,
  ...conversionFunctions,
  ...nameFunctions,
  ...amountFunctions,
  ...documentFunctions,
  ...listFunctions,
  ...patternFunctions,
]

/** What a group of rows comes to. */
export const aggregates: readonly AggregateSpec[] = aggregateFunctions

/** What a row is among the rows of its partition. */
export const windows: readonly WindowSpec[] = windowFunctions

const byId: ReadonlyMap<string, FunctionSpec> = new Map(functions.map((spec) => [spec.id, spec]))
const aggregatesById: ReadonlyMap<string, AggregateSpec> = new Map(aggregates.map((spec) => [spec.id, spec]))
const windowsById: ReadonlyMap<string, WindowSpec> = new Map(windows.map((spec) => [spec.id, spec]))

const implementations: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ...Object.entries(operators),
  ...Object.entries(readingFunctions),
  ...functions.flatMap(({ overloads }) => overloads.map((overload) => [overload.id, overload] as const)),
])

/** Case does not count in function names. */
export const functionOf = (name: string): FunctionSpec | undefined => byId.get(name.toLowerCase())
export const aggregateOf = (name: string): AggregateSpec | undefined => aggregatesById.get(name.toLowerCase())
export const windowOf = (name: string): WindowSpec | undefined => windowsById.get(name.toLowerCase())

/** How a `call` of a typed expression is computed: functions, operators, and what the planner adds to read agencies' values. */
export function implementationOf(overloadId: string): Implementation {
  const found = implementations.get(overloadId)
  if (!found) throw new Error(`No implementation of ${overloadId}`)
  return found
}

/** The aggregate that a plan names. */
export function aggregateNamed(id: string): AggregateSpec {
  const found = aggregatesById.get(id)
  if (!found) throw new Error(`No aggregate ${id}`)
  return found
}

/** The window function that a plan names. */
export function windowNamed(id: string): WindowSpec {
  const found = windowsById.get(id)
  if (!found) throw new Error(`No window function ${id}`)
  return found
}

export * from './function-spec.ts'
export { checkPattern } from './pattern.ts'
export { operatorVectors }
