import { columnsRead, type TypedExpression, visit } from '../src/expression/index.ts'
import { nodeSpecs } from '../src/nodes/index.ts'
import { type ByOperator, columnsOf, joinKinds, onOperator, type Plan, walkPlan } from '../src/plan/index.ts'
import { interpret, type Row } from '../src/plan/reference/interpret.ts'
import { builders } from './generate/operators.ts'
import type { vocabularyFor } from './generate/plans.ts'
import type { Case } from './make-graph.ts'

/** How many graphs each thing occurred in; plain, so that it can cross to another process. */
export interface Tally {
  graphs: number
  withRows: number
  readonly counts: Record<string, number>
}

export interface Occurrences {
  readonly note: (graph: Case, rows: readonly Row[]) => void
  /** What else occurred in the graph that was noted last. */
  readonly add: (features: Iterable<string>) => void
  readonly tally: Tally
}

export function countOccurrences(): Occurrences {
  const tally: Tally = { graphs: 0, withRows: 0, counts: {} }
  const add = (features: Iterable<string>) => {
    for (const feature of features) tally.counts[feature] = (tally.counts[feature] ?? 0) + 1
  }
  return {
    tally,
    add,
    note(graph, rows) {
      tally.graphs++
      if (rows.length > 0) tally.withRows++
      add(featuresOf(graph))
    },
  }
}

const data = ['NULL key', 'duplicate', 'CJK', 'astral'] as const

/** What must occur in one graph of a hundred at least. */
export function expectedFeatures({
  callables,
  aggregates,
  windows,
}: ReturnType<typeof vocabularyFor>): readonly string[] {
  return [
    ...Object.keys(builders).map((op) => `plan ${op}`),
    ...joinKinds.map((kind) => `join ${kind}`),
    ...nodeSpecs.map(({ type }) => `node ${type}`),
    ...data.map((what) => `data ${what}`),
    ...callables.map(({ id, family }) => `${family === 'operator' ? 'operator' : 'function'} ${id}`),
    ...aggregates.map(({ id }) => `aggregate ${id}`),
    ...windows.map(({ id }) => `window ${id}`),
  ]
}

/** Everything that occurs in a graph, each once. */
function featuresOf({ plan, place, world, document }: Case): ReadonlySet<string> {
  const found = new Set<string>()
  const expression = (whole: TypedExpression) =>
    visit(whole, (part) => {
      if (part.op === 'call') {
        found.add(`function ${part.function}`)
        found.add(`operator ${part.function}`)
      } else if (part.op !== 'column' && part.op !== 'literal') found.add(`expression ${part.op}`)
      if (part.op === 'literal') look(part.value)
    })
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look)
    if (typeof value !== 'string') return
    if (/\p{Script=Han}/u.test(value)) found.add('data CJK')
    if (/[\u{10000}-\u{10ffff}]/u.test(value)) found.add('data astral')
  }
  const rowsOf = (part: Plan): readonly Row[] => interpret(place(part), world)
  const operators: ByOperator<void> = {
    scan: (part) => rowsOf(part).flat().forEach(look),
    read: (part) => rowsOf(part).flat().forEach(look),
    values: ({ rows }) => rows.flat().forEach(look),
    project: ({ columns }) => {
      for (const column of columns) expression(column.expression)
    },
    filter: ({ where }) => expression(where),
    join(join) {
      found.add(`join ${join.kind}`)
      if (join.on) expression(join.on)
      if (join.on && columnsRead(join.on).length > 0) found.add('plan join on')
      if (join.keys.length > 1) found.add('plan join of several keys')
      const places = join.keys.map(({ left }) => columnsOf(join.left).findIndex(({ id }) => id === left))
      if (places.length > 0 && rowsOf(join.left).some((row) => places.some((at) => row[at] === null)))
        found.add('data NULL key')
    },
    aggregate({ aggregates }) {
      for (const { function: id, arguments: args, where, distinct, order } of aggregates) {
        found.add(`aggregate ${id}`)
        args.forEach(expression)
        if (where) expression(where)
        if (where) found.add('plan aggregate where')
        if (distinct) found.add('plan aggregate distinct')
        if (order) found.add('plan aggregate order')
      }
    },
    window: ({ columns }) =>
      columns.forEach(({ function: id, arguments: args }) => {
        found.add(`window ${id}`)
        args.forEach(expression)
      }),
    union: () => undefined,
    distinct: () => undefined,
    sort: ({ limit, offset }) => {
      if (limit !== null) found.add('plan sort limit')
      if (offset > 0) found.add('plan sort offset')
    },
    share: () => undefined,
  }
  for (const { type } of document?.document.nodes ?? []) found.add(`node ${type}`)
  const seen = new Map<Plan, number>()
  walkPlan(plan, (part) => {
    found.add(`plan ${part.op}`)
    onOperator(part, operators)
    seen.set(part, 0)
  })
  const uses = [...seen.keys()].flatMap((part) =>
    'left' in part ? [part.left, part.right] : 'inputs' in part ? part.inputs : 'input' in part ? [part.input] : [],
  )
  if (new Set(uses).size < uses.length) found.add('plan diamond')
  const rows = rowsOf(plan).map((row) => JSON.stringify(row.map(String)))
  if (new Set(rows).size < rows.length) found.add('data duplicate')
  return found
}

/** Lines of a table for a terminal, and what occurred too seldom. */
export function report(
  { graphs, withRows, counts }: Tally,
  expected: readonly string[],
): { readonly lines: readonly string[]; readonly failures: readonly string[] } {
  const share = (name: string) => (100 * (counts[name] ?? 0)) / Math.max(1, graphs)
  const cells = [
    ...new Set([...expected, ...Object.keys(counts).filter((name) => /^(plan|expression|node)/.test(name))]),
  ].map((name) => `${name} ${share(name).toFixed(1)}%`)
  const width = Math.max(...cells.map(({ length }) => length)) + 2
  const across = Math.max(1, Math.floor(120 / width))
  const lines = Array.from({ length: Math.ceil(cells.length / across) }, (_, row) =>
    cells
      .slice(row * across, (row + 1) * across)
      .map((cell) => cell.padEnd(width))
      .join('')
      .trimEnd(),
  )
  const rare = graphs < 100 ? [] : expected.filter((name) => share(name) < 1)
  const rows = `${withRows} of ${graphs} graphs return rows`
  return {
    lines: [...lines, rows],
    failures: [
      ...rare.map((name) => `${name} occurs in ${counts[name] ?? 0} of ${graphs} graphs: below 1 %`),
      ...(withRows * 2 < graphs ? [`only ${rows}`] : []),
    ],
  }
}
