import { chinaCalendar } from '@jianmo/connectors/values'
import type { Column, LogicalTable } from '@jianmo/connectors/words'
import type { GraphDocument } from '../../src/graph/index.ts'
import { nodeSpecs } from '../../src/nodes/index.ts'
import { checkModel } from '../../src/planner/infer-model.ts'
import { idOf } from '../../src/schema/index.ts'
import { contextOf, graph, table } from '../../src/sql/testing/run-graph.ts'
import type { Random } from '../random.ts'
import type { Callable } from './callables.ts'
import { conditionOf, expressionOf, type Soil } from './expressions.ts'
import { say } from './say.ts'

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
  for (let step = 0; step < 3 + random.below(4); step++) {
    const type = random.pick(nodeSpecs.map((spec) => spec.type).filter((one) => one in sketches))
    const node = sketches[type]?.({ random, tables, callables, ports })
    if (!node) continue
    const next: Sketch = { ...sketch, [`n${step}`]: node }
    const errors = checkModel(graph(next), context).problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) continue
    sketch = next
    ports = portsOf(sketch, context)
  }
  return graph(sketch)
}

function portsOf(sketch: Sketch, context: ReturnType<typeof contextOf>): Desk['ports'] {
  const { columns } = checkModel(graph(sketch), context)
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
    // By every column: rows that tie are told apart by row numbers, which a lowered plan has not yet.
    if (columns.length > 20) return null
    const order = desk.random
      .shuffled(columns)
      .map(({ name }) => ({ column: name, direction: desk.random.pick(['ascending', 'descending']) }))
    return ['deduplicate-keep', { key, order }, { rows: from }]
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

const newest = ({ ports, random }: Desk) =>
  random.chance(0.8) ? (ports.at(-1) ?? random.pick(ports)) : random.pick(ports)

/** Rows are not known before the run: conditions are made over none. */
const soilOf = ({ random, callables }: Desk, columns: readonly Column[]): Soil => ({
  random,
  columns: columns.map((column) => ({ id: idOf(column), name: column.name, type: column.type })),
  rows: [],
  world: { parameter: () => null, context: { calendar: chinaCalendar } },
  callables,
  lists: false,
  wishes: [],
})
