import type { ColumnType, Text } from '@jianmo/connectors/words'
import {
  type AggregateSpec,
  type AggregateVector,
  aggregates,
  checkAggregate,
  checkExpression,
  type Dialect,
  dialects,
  type ExpressionType,
  type FunctionFamily,
  type FunctionParameter,
  type FunctionSpec,
  fidelityOf,
  functionFamilies,
  functions,
  type Lowered,
  type Lowering,
  loweringOf,
  nullRules,
  type Overload,
  optionTexts,
  printExpression,
  signaturesOf,
  type Value,
  type WindowSpec,
  windows,
} from '@jianmo/engine/expression'
import { isFoundIn } from '../text/find-words.ts'

export type Fidelity = Lowering['fidelity']

/** Why a dialect is not exact, and a call that shows it (may be empty). */
export interface Limit {
  readonly text: Text
  readonly shows: string
}

/** How faithful one dialect is to a function, over all its signatures. */
export interface DialectSupport {
  readonly fidelity: Fidelity
  readonly limits: readonly Limit[]
}

export interface EntryParameter {
  /** As it is written: `digits?`. */
  readonly name: string
  readonly repeated: boolean
  readonly type: Text
  /** What more there is to say than its type: written out, may be left out, one of a few values. */
  readonly rule: Text | null
}

export interface EntrySignature {
  readonly parameters: readonly EntryParameter[]
  readonly result: Text
}

/** A proof of the catalogue as a reader sees it: what goes in, what comes out. */
export interface EntryVector {
  readonly given: Text
  readonly gives: string
}

/** One function, aggregate or window function of the catalogue as the help shows it. */
export interface ReferenceEntry {
  readonly id: string
  readonly family: FunctionFamily
  readonly label: Text
  readonly help: Text
  readonly nulls: Text
  readonly signatures: readonly EntrySignature[]
  readonly options: ReturnType<typeof optionTexts>
  readonly source: Text | null
  readonly example: string
  readonly vectorCount: number
  /** The first proofs of the catalogue; reading their types costs a check each, so only what is shown is asked for. */
  readonly vectors: (count: number) => readonly EntryVector[]
  readonly support: Readonly<Record<Dialect, DialectSupport>>
}

export interface ReferenceSection {
  readonly family: FunctionFamily
  readonly label: Text
  readonly entries: readonly ReferenceEntry[]
}

export type FidelityCounts = Readonly<Record<Fidelity, number>>

type Described = FunctionSpec | AggregateSpec | WindowSpec
type Signed = Pick<Overload, 'parameters' | 'result'> & Lowered

const same = (text: string): Text => ({ zh: text, en: text })

/** A value as the language writes it. */
const written = (value: Value, type: ExpressionType) => printExpression({ op: 'literal', value, type })

function parameterOf({ name, optional, repeated }: FunctionParameter, type: Text, words: Text): EntryParameter {
  return {
    name: `${name}${optional ? '?' : ''}`,
    repeated: repeated ?? false,
    type,
    rule: words.zh === type.zh ? null : words,
  }
}

function signaturesFor(id: string, overloads: readonly Signed[]): readonly EntrySignature[] {
  return signaturesOf({ id, overloads }).map(({ parameters, result }, index) => ({
    result,
    parameters: (overloads[index]?.parameters ?? []).map((parameter, place) => {
      const { type, words } = parameters[place] ?? { type: same(''), words: same('') }
      return parameterOf(parameter, type, words)
    }),
  }))
}

function supportOf(overloads: readonly Signed[], dialect: Dialect): DialectSupport {
  const limits = new Map<string, Limit>()
  for (const overload of overloads) {
    const lowering = loweringOf(overload, dialect)
    if (lowering.fidelity === 'superset') limits.set(lowering.note.zh, { text: lowering.note, shows: '' })
    if (lowering.fidelity === 'none') limits.set(lowering.reason.zh, { text: lowering.reason, shows: lowering.shows })
  }
  return { fidelity: fidelityOf(overloads, dialect), limits: [...limits.values()] }
}

function entryOf(spec: Described): ReferenceEntry {
  const { id, family, label, help, nulls, options, source, example } = spec
  const overloads: readonly Signed[] = 'overloads' in spec ? spec.overloads : [spec]
  return {
    id,
    family,
    label,
    help,
    nulls: nullRules[nulls],
    signatures: signaturesFor(id, overloads),
    options: optionTexts(options ?? {}),
    source: typeof source === 'string' ? { zh: source, en: source } : (source ?? null),
    example,
    vectorCount: spec.vectors.length,
    vectors: (count) => vectorsOf(spec, count),
    support: Object.fromEntries(
      dialects.map((dialect) => [dialect, supportOf(overloads, dialect)]),
    ) as ReferenceEntry['support'],
  }
}

function vectorsOf(spec: Described, count: number): readonly EntryVector[] {
  if ('overloads' in spec)
    return spec.vectors.slice(0, count).map(([call, value]) => {
      const { typed } = checkExpression(call, { columns: [], parameters: [] })
      return { given: same(call), gives: written(value, typed?.type ?? 'text') }
    })
  if (isWindow(spec))
    return spec.vectors.slice(0, count).map((vector) => {
      const [type, given] = [typeGiven(spec, vector), givenRows(vector.types, vector.rows)]
      const order = vector.order?.join(', ')
      return {
        given: order ? { zh: `${given.zh}（按 ${order} 排序）`, en: `${given.en} (sorted by ${order})` } : given,
        gives: vector.gives.map((value) => written(value, type)).join(', '),
      }
    })
  return spec.vectors.slice(0, count).map((vector) => ({
    given: givenRows(vector.types, vector.rows),
    gives: written(vector.gives, typeGiven(spec, vector)),
  }))
}

const isWindow = (spec: Described): spec is WindowSpec => spec.family === 'window'

/** The type of what an aggregate or a window function gives for the arguments of a vector. */
function typeGiven(spec: AggregateSpec | WindowSpec, { types, rows }: Pick<AggregateVector, 'types' | 'rows'>) {
  const [first = []] = rows
  const args = types.map((type, index) => ({ op: 'literal', type, value: first[index] ?? null }) as const)
  const call = checkAggregate(spec, args)
  return 'type' in call ? call.type : 'null'
}

/** The rows that an aggregate is given, one after the other. */
function givenRows(types: readonly ColumnType[], rows: readonly (readonly Value[])[]): Text {
  if (rows.length === 0) return { zh: '没有行', en: 'no rows' }
  if (types.length === 0) return { zh: `${rows.length} 行`, en: `${rows.length} rows` }
  return same(
    rows
      .map((row) => row.map((value, index) => written(value, types[index] ?? 'text')).join(', '))
      .map((row) => (types.length > 1 ? `(${row})` : row))
      .join(types.length > 1 ? ' ' : ', '),
  )
}

/** The whole catalogue: families in the order of the help, functions in the order in which a drawer reads about them. */
export const referenceEntries: readonly ReferenceEntry[] = (() => {
  const entries = [...functions, ...aggregates, ...windows].map(entryOf)
  return sectionsOf(entries).flatMap(({ entries: own }) => own)
})()

/** Entries by family; a family without any is left out. */
export function sectionsOf(entries: readonly ReferenceEntry[]): readonly ReferenceSection[] {
  const families = Object.keys(functionFamilies) as FunctionFamily[]
  return families
    .map((family) => ({
      family,
      label: functionFamilies[family],
      entries: entries.filter((entry) => entry.family === family),
    }))
    .filter((section) => section.entries.length > 0)
}

/** How many entries a dialect computes exactly, roughly and not at all. */
export function countsOf(entries: readonly ReferenceEntry[], dialect: Dialect): FidelityCounts {
  const counts = { exact: 0, superset: 0, none: 0 }
  for (const { support } of entries) counts[support[dialect].fidelity]++
  return counts
}

export interface ReferenceFilter {
  readonly query: string
  readonly family: FunctionFamily | null
  /** Only what this dialect computes exactly. */
  readonly runsIn: Dialect | null
}

/** Found by id, by words of either language and by pinyin of its name. */
function isFoundBy({ id, label, help, family, source }: ReferenceEntry, query: string): boolean {
  const section = functionFamilies[family]
  return isFoundIn(
    {
      words: [id, label.zh, label.en, help.zh, help.en, section.zh, section.en, source?.zh ?? '', source?.en ?? ''],
      spelled: [label.zh, section.zh],
    },
    query,
  )
}

export function filterEntries(
  entries: readonly ReferenceEntry[],
  { query, family, runsIn }: ReferenceFilter,
): readonly ReferenceEntry[] {
  return entries.filter(
    (entry) =>
      (family === null || entry.family === family) &&
      (runsIn === null || entry.support[runsIn].fidelity === 'exact') &&
      isFoundBy(entry, query),
  )
}
