import { chinaCalendar, isMasked } from '@jianmo/connectors/values'
import type { Column, ColumnType, LogicalTable } from '@jianmo/connectors/words'
import { aggregates } from '../../src/expression/index.ts'
import type { GraphDocument } from '../../src/graph/index.ts'
import { severities } from '../../src/nodes/index.ts'
import { checkModel } from '../../src/planner/infer-model.ts'
import { idOf } from '../../src/schema/index.ts'
import { contextOf, graph, table } from '../../src/sql/testing/run-graph.ts'
import type { Random } from '../random.ts'
import type { Callable } from './callables.ts'
import { conditionOf, expressionOf, type Soil } from './expressions.ts'
import { parameters } from './parameters.ts'
import { say } from './say.ts'
import { parameterOf } from './world.ts'

/** A logical table, and what agencies wrote into theirs. */
export interface WrittenTable {
  readonly logical: LogicalTable
  readonly rows: readonly (readonly (string | null)[])[]
}

const ids = [
  '11010519491231002X',
  '11010519491231002x',
  '110105491231002',
  '１１０１０５１９４９１２３１００２Ｘ',
  '33010219900307123X',
  '330102199003071',
  '无',
  '11010519491231002',
  '',
  "'11010519491231002X",
]
const people = ['张三', '李四', ' 张三 ', '欧阳·娜娜', '𠮷田', '无', 'LI SI', '']
const words = ['a', 'A', ' a', 'b', '', '危险驾驶', '😀', '不详', 'a_b', "it's"]
const days = ['2024-02-29', '2024/3/1', '20240301', '2024年3月1日', '2024-02-30', '1988-04-17', '', '至今', '45352']
const numbers = ['1', '2', '1,234.50', '-3', '12万', '０', '', 'x', '1e3', '99.995']
const values = {
  id: ids,
  name: people,
  text: words,
  date: days,
  integer: numbers,
  decimal: numbers,
  boolean: ['是', '否', '1', '', 'y'],
} as const

export function createWritten(random: Random): readonly WrittenTable[] {
  const shapes = [
    { id: 'id', who: 'name', note: 'text', day: 'date', amount: 'decimal', count: 'integer', flag: 'boolean' },
    { id: 'id', note: 'text', day: 'date', count: 'integer' },
  ] as const
  return shapes.map((shape, at) => {
    const rows = Array.from({ length: 2 + random.below(6) }, () =>
      Object.values(shape).map((kind) => (random.chance(0.15) ? null : random.pick<string>(values[kind]))),
    )
    return { logical: table(`T${at}`, shape), rows: [...rows, ...rows.filter(() => random.chance(0.2))] }
  })
}

type Sketch = Parameters<typeof graph>[0]
type Sketched = Sketch[string]

interface Desk {
  readonly random: Random
  readonly tables: readonly WrittenTable[]
  readonly callables: readonly Callable[]
  /** Ports with columns, newest last. */
  readonly ports: readonly { readonly from: string; readonly columns: readonly Column[] }[]
}

/** A drawing of the real node types: each new node reads older ports; one with a problem is taken back. */
export function createDocument(
  random: Random,
  tables: readonly WrittenTable[],
  callables: readonly Callable[],
): GraphDocument {
  const context = contextOf(tables.map(({ logical }) => logical))
  let sketch: Sketch = { s0: ['source', { table: 'T0' }], s1: ['source', { table: 'T1' }] }
  let ports = portsOf(sketch, context)
  const drawn = Array.from({ length: 2 + random.below(4) }, () => random.pick(Object.keys(sketches)))
  // As every model ends, and never by chance: leads are put out of what was judged.
  const end = random.chance(0.3) ? ['judge', 'lead-output'] : []
  for (const [step, type] of [...drawn, ...end].entries()) {
    const node = sketches[type]?.({ random, tables, callables, ports })
    if (!node) continue
    const next: Sketch = { ...sketch, [`n${step}`]: node }
    const errors = checkModel(graph(next, parameters), context).problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) continue
    sketch = next
    ports = portsOf(sketch, context)
  }
  return graph(sketch, parameters)
}

function portsOf(sketch: Sketch, context: ReturnType<typeof contextOf>): Desk['ports'] {
  const { columns } = checkModel(graph(sketch, parameters), context)
  return Object.entries(columns).flatMap(([node, own]) =>
    Object.entries(own).flatMap(([port, all]) => (all.length > 0 ? [{ from: `${node}.${port}`, columns: all }] : [])),
  )
}

/** One way to fill in each node type; null if nothing fits. */
const sketches: Readonly<Record<string, (desk: Desk) => Sketched | null>> = {
  filter(desk) {
    const { from, columns } = newest(desk)
    const condition = say(conditionOf(soilOf(desk, columns)), columns)
    return condition === null ? null : ['filter', { condition }, { rows: from }]
  },
  derive(desk) {
    const { from, columns } = newest(desk)
    const made = ['text', 'integer', 'boolean', 'date'].flatMap((type, at) => {
      const expression = desk.random.chance(0.6)
        ? say(expressionOf(type as 'text', soilOf(desk, columns), 2), columns)
        : null
      return expression === null ? [] : [{ name: `d${desk.ports.length}_${at}`, label: '', expression }]
    })
    return made.length === 0 ? null : ['derive', { columns: made }, { rows: from }]
  },
  select(desk) {
    const { from, columns } = newest(desk)
    const kept = desk.random.some(columns, 2).map(({ name }) => ({ from: name, name, label: '' }))
    return ['select', { columns: kept }, { rows: from }]
  },
  union(desk) {
    const { from, columns } = newest(desk)
    const other = desk.random.pick(desk.ports.filter((port) => port.columns.length === columns.length))
    return ['union', {}, { first: from, second: other.from }]
  },
  'normalise-identity'(desk) {
    const { from, columns } = newest(desk)
    const column = columns.find(({ semantic }) => semantic === 'resident-id')
    return column ? ['normalise-identity', { column: column.name }, { rows: from }] : null
  },
  'deduplicate-keep'(desk) {
    const { from, columns } = newest(desk)
    const key = desk.random
      .some(columns, 1)
      .slice(0, 2)
      .map(({ name }) => name)
    if (columns.length > 20) return null
    return ['deduplicate-keep', { key, order: totally(desk, columns) }, { rows: from }]
  },
  distinct: (desk) => ['distinct', {}, { rows: newest(desk).from }],
  sort(desk) {
    const { from, columns } = newest(desk)
    if (columns.length > 20) return null
    const limit = desk.random.chance(0.7) ? 1 + desk.random.below(5) : null
    const per = limit === null ? [] : namesOf(desk, columns, 1)
    return ['sort', { order: totally(desk, columns), limit, per }, { rows: from }]
  },
  aggregate(desk) {
    const { from, columns } = newest(desk)
    const { random } = desk
    const keys = namesOf(desk, columns, 2)
    const results = Array.from({ length: 1 + random.below(2) }, (_, at) => resultOf(desk, columns, at))
    const having = random.chance(0.2) && keys.length > 0 ? `[${keys[0]}] is not null` : ''
    return ['aggregate', { keys, results, having, emptyKeys: random.pick(['group', 'leave-out']) }, { rows: from }]
  },
  'inline-table'({ random }) {
    const types = ['text', 'integer', 'decimal', 'boolean', 'date'] as const
    const columns = types
      .filter(() => random.chance(0.6))
      .map((type, at) => ({ name: at === 0 ? 'id' : `v${at}`, label: '', type: at === 0 ? ('text' as const) : type }))
    if (columns.length === 0) return null
    const cells = { ...values, integer: ['1', '2', '', '-30'], decimal: ['1,234.50', '', '99.995'], text: words }
    const cellOf = (type: keyof typeof cells) =>
      type === 'date' ? random.pick(['2024-02-29', '20240301', '']) : random.pick<string>(cells[type])
    const rows = Array.from({ length: random.below(5) }, () => columns.map(({ type }) => cellOf(type)))
    return ['inline-table', { table: { columns, rows } }]
  },
  parameter: ({ random }) => ['parameter', { parameters: random.some(parameters, 1).map(({ name }) => name) }],
  judge(desk) {
    const { from, columns } = newest(desk)
    const { random } = desk
    const open = columns.filter((column) => !isMasked(column))
    const config = {
      subject: { id: random.pick(columns).name, name: random.chance(0.5) ? random.pick(columns).name : '' },
      event: namesOf(desk, columns, 2),
      unit: open.length > 0 && random.chance(0.4) ? random.pick(open).name : '',
      rules: ['R1', 'R2'].slice(random.below(2)).map((id) => ruleOf(desk, columns, id)),
    }
    return ['judge', config, { rows: from }]
  },
  'lead-output'(desk) {
    const judged = desk.ports.findLast(({ from }) => from.endsWith('.leads'))
    if (!judged) return null
    const { columns, from } = judged
    const dates = columns.filter(({ type }) => type === 'date' || type === 'timestamp')
    const config = { title: '线索', values: namesOf(desk, columns, 3), timeline: namesOf(desk, dates, 2) }
    return ['lead-output', config, { leads: from, undetermined: from.replace('.leads', '.undetermined') }]
  },
  join(desk) {
    const [left, right] = [newest(desk), desk.random.pick(desk.ports)]
    const pairs = left.columns.flatMap((l) =>
      right.columns.filter((r) => r.type === l.type).map((r) => ({ left: l.name, right: r.name })),
    )
    if (pairs.length === 0) return null
    const same = pairs.filter((pair) => pair.left === 'id' && pair.right === 'id')
    const keys =
      same.length > 0 && desk.random.chance(0.6) ? same : desk.random.shuffled(pairs).slice(0, 1 + desk.random.below(2))
    const take = desk.random
      .some(right.columns)
      .slice(0, 3)
      .map(({ name }, at) => ({ from: name, name: `j${desk.ports.length}_${at}` }))
    const kind = desk.random.pick(['inner', 'left', 'semi', 'anti'])
    return ['join', { kind, keys, take }, { left: left.from, right: right.from }]
  },
}

/** By every column: rows that tie are told apart by row numbers, which a lowered plan has not yet. */
const totally = ({ random }: Desk, columns: readonly Column[]) =>
  random.shuffled(columns).map(({ name }) => ({ column: name, direction: random.pick(['ascending', 'descending']) }))

const namesOf = (desk: Desk, columns: readonly Column[], most: number) =>
  desk.random
    .some(columns)
    .slice(0, desk.random.below(most + 1))
    .map(({ name }) => name)

/** A condition, or none that can be written. */
const conditionText = (desk: Desk, columns: readonly Column[]): string =>
  say(conditionOf(soilOf(desk, columns)), columns) ?? `[${columns[0]?.name}] is not null`

const expressionText = (type: ColumnType, desk: Desk, columns: readonly Column[]): string =>
  say(expressionOf(type, soilOf(desk, columns), 1), columns) ?? ''

/** One result of an aggregate node; arguments are columns or expressions of the types that the function takes. */
function resultOf(desk: Desk, columns: readonly Column[], at: number) {
  const { random } = desk
  const spec = random.pick(aggregates)
  const args = spec.parameters
    .filter(({ optional }) => !optional || random.chance(0.5))
    .map(({ type, literal, name }) => {
      if (literal) return name === 'separator' ? "'、'" : '2'
      const fitting = columns.filter((column) => type === 'any' || type === 'same' || type === column.type)
      if (fitting.length > 0 && random.chance(0.7)) return `[${random.pick(fitting).name}]`
      return expressionText(type === 'number' || type === 'any' || type === 'same' ? 'integer' : type, desk, columns)
    })
  return {
    name: `g${desk.ports.length}_${at}`,
    label: '',
    function: spec.id,
    arguments: args,
    distinct: false,
    where: random.chance(0.25) ? conditionText(desk, columns) : '',
    order: spec.ordered ? totally(desk, columns) : [],
  }
}

function ruleOf(desk: Desk, columns: readonly Column[], id: string) {
  const { random } = desk
  const reasoned = () =>
    random.chance(0.4)
      ? [{ when: conditionText(desk, columns), reason: random.pick(['已注销', "it's", '时间不明']) }]
      : []
  const maybe = (type: ColumnType) => (random.chance(0.5) ? expressionText(type, desk, columns) : '')
  return {
    id,
    title: '应当移送而未移送',
    when: conditionText(desk, columns),
    outcome: random.pick(['violation', 'suspect']),
    severity: random.pick(severities),
    raise: random.chance(0.4) ? [{ when: conditionText(desk, columns), severity: random.pick(severities) }] : [],
    deadline: maybe('date'),
    days: maybe('integer'),
    eventDate: maybe('date'),
    statute: '',
    unknown: '条件不明',
    unless: reasoned(),
    undetermined: reasoned(),
  }
}

const newest = ({ ports, random }: Desk) =>
  random.chance(0.8) ? (ports.at(-1) ?? random.pick(ports)) : random.pick(ports)

/** Rows are not known before the run: conditions are made over none. */
const soilOf = ({ random, callables }: Desk, columns: readonly Column[]): Soil => ({
  random,
  columns: columns.map((column) => ({ id: idOf(column), name: column.name, type: column.type })),
  inexact: new Set(),
  rows: [],
  world: { parameter: parameterOf, context: { calendar: chinaCalendar } },
  callables,
  lists: false,
  wishes: [],
})
