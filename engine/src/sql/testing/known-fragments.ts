import { type ColumnType, typeNames } from '@jianmo/connectors/words'
import type { OperationNode } from 'kysely'
import { operators } from '../../expression/functions/operators.ts'
import { readingFunctions } from '../../expression/functions/reading.functions.ts'
import {
  aggregates,
  type Dialect,
  type FunctionParameter,
  functions,
  type Implementation,
  loweringOf,
  type TemplateCall,
  type Value,
  windows,
} from '../../expression/index.ts'
import { mariadb, type SqlDialect, sqlDialects } from '../dialects/index.ts'
import { ownFragments, rawFragmentsOf } from '../dialects/raw-fragments.ts'

/** The closed set: what may stand in SQL without quotes. Numbers are all written `n`: digits alone do no harm. */
export function knownFragments(dialect: Dialect): ReadonlySet<string> {
  const sql = sqlDialects[dialect]
  const templates = [
    ...Object.values(operators).flatMap((implementation) => templatesOf(implementation, twoOfAny, sql)),
    ...Object.values(readingFunctions).flatMap((implementation) => templatesOf(implementation, twoOfAny, sql)),
    ...functions.flatMap(({ overloads }) =>
      overloads.flatMap((overload) => templatesOf(overload, overload.parameters, sql, overload.result)),
    ),
    ...[...aggregates, ...windows].flatMap((spec) => templatesOf(spec as never, spec.parameters, sql, spec.result)),
    ...types
      .flatMap((from) => types.map((to) => sql.cast(from, to)))
      .flatMap((lowering) => (lowering.fidelity === 'none' ? [] : [String(lowering.sql)])),
    ...(dialect === 'mysql' ? [] : Array.from({ length: 8 }, (_, count) => sql.list(count))),
    ...types.flatMap((type) => attempt(() => sql.sqlType(type))),
    ...(dialect === 'mysql' ? [sql.exactText, mariadb.exactText] : [sql.exactText]),
  ]
  return new Set(
    [...templates.flatMap((template) => template.split(/#(?:\d+|[a-z]|<[^>]*>)/)), ...ownFragments].map(withoutNumbers),
  )
}

const known = new Map<Dialect, ReadonlySet<string>>()

/** Throws if a tree holds text outside the closed set. */
export function assertKnownFragments(node: OperationNode, dialect: Dialect): void {
  const set = known.get(dialect) ?? knownFragments(dialect)
  known.set(dialect, set)
  const strange = rawFragmentsOf(node).filter((fragment) => !set.has(withoutNumbers(fragment)))
  if (strange.length > 0) throw new Error(`Not in the closed set of ${dialect}: ${JSON.stringify(strange)}`)
}

export const withoutNumbers = (fragment: string): string => fragment.replace(/\d+/g, 'n')

const types: readonly ColumnType[] = [...typeNames, 'decimal(38,12)']
const twoOfAny: readonly FunctionParameter[] = [
  { name: 'a', type: 'same' },
  { name: 'b', type: 'same', repeated: true },
]

function templatesOf(
  implementation: Implementation,
  parameters: readonly FunctionParameter[],
  dialect: SqlDialect,
  result?: unknown,
): readonly string[] {
  const fixed = types.find((type) => type === result) ?? null
  const lowering = loweringOf(implementation, dialect.name)
  if (lowering.fidelity === 'none') return []
  const { sql } = lowering
  if (typeof sql === 'string') return [sql]
  return callsOf(parameters, fixed, dialect).flatMap((call) => attempt(() => sql(call)))
}

/** Calls with every type, number of arguments and closed literal; where a literal is open there is one that must not show. */
function callsOf(
  parameters: readonly FunctionParameter[],
  fixed: ColumnType | null,
  { sqlType }: SqlDialect,
): readonly TemplateCall[] {
  const required = parameters.filter(({ optional }) => !optional).length
  const most = parameters.at(-1)?.repeated ? parameters.length + 6 : parameters.length
  const isGeneric = parameters.some(({ type }) => type === 'number' || type === 'same' || type === 'any')
  const generics = isGeneric ? types : types.slice(0, 1)
  const results = fixed ? [fixed] : types
  // What repeats is like the last that is named.
  const literals = combinations(parameters.map(literalsOf))
  return Array.from({ length: most - required + 1 }, (_, more) => required + more).flatMap((count) =>
    generics.flatMap((generic) =>
      literals.flatMap((values) =>
        results.flatMap((type) =>
          [true, false].map(
            (plain): TemplateCall => ({
              count,
              types: Array.from({ length: count }, (_, index) => {
                const declared = parameters[Math.min(index, parameters.length - 1)]?.type ?? 'any'
                return declared === 'number' || declared === 'same' || declared === 'any' ? generic : declared
              }),
              type,
              literal: (index) => (index < count ? values[Math.min(index, parameters.length - 1)] : undefined),
              isPlain: () => plain,
              sqlType,
              context: { calendar: null },
            }),
          ),
        ),
      ),
    ),
  )
}

export const canary = "canary' --\\"

function literalsOf(parameter: FunctionParameter | undefined): readonly (Value | undefined)[] {
  const type = parameter?.type ?? 'any'
  // A pattern is checked before it is printed: this one is, and must not show either.
  if (parameter?.pattern) return ['(canary)(b)']
  const open = type === 'integer' || type === 'number' ? [7] : type === 'text' ? [canary] : [canary, 7]
  if (parameter?.literal === undefined) return [undefined, ...open]
  return parameter.literal === true ? open : parameter.literal
}

function combinations<Item>(choices: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  return choices.reduce<readonly (readonly Item[])[]>(
    (found, items) => found.flatMap((before) => items.map((item) => [...before, item])).slice(0, 256),
    [[]],
  )
}

function attempt(make: () => string): readonly string[] {
  try {
    return [make()]
  } catch {
    return []
  }
}
