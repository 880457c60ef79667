import { dateFunctions } from './date.functions.ts'
import type { FunctionSpec, Implementation } from './function-spec.ts'
import { operators } from './operators.ts'
import { readingFunctions } from './reading.functions.ts'
import { textFunctions } from './text.functions.ts'
import { valueFunctions } from './value.functions.ts'

/** The functions of the expression language, in the order in which a drawer reads about them. */
export const functions: readonly FunctionSpec[] = [...dateFunctions, ...valueFunctions, ...textFunctions]

const byId: ReadonlyMap<string, FunctionSpec> = new Map(functions.map((spec) => [spec.id, spec]))

/** Case does not count in function names. */
export function functionOf(name: string): FunctionSpec | undefined {
  return byId.get(name.toLowerCase())
}

/** How a `call` of a typed expression is computed: functions, operators, and what the planner adds to read agencies' values. */
export function implementationOf(id: string): Implementation {
  const found = byId.get(id) ?? operators[id] ?? readingFunctions[id]
  if (!found) throw new Error(`No implementation of ${id}`)
  return found
}

export type { ArgumentType, FunctionParameter, FunctionSpec, Implementation } from './function-spec.ts'
