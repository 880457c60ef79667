import {
  AliasNode,
  AndNode,
  ColumnNode,
  GroupByItemNode,
  IdentifierNode,
  JoinNode,
  LimitNode,
  OffsetNode,
  type OperationNode,
  OperatorNode,
  OrderByNode,
  ParensNode,
  ReferenceNode,
  SelectionNode,
  SelectQueryNode,
  SetOperationNode,
  TableNode,
  UnaryOperationNode,
  ValueNode,
  WhereNode,
} from 'kysely'
import {
  type ColumnId,
  columnsRead,
  conjunctsOf,
  type FunctionContext,
  implementationOf,
  type TypedExpression,
  type Value,
} from '../expression/index.ts'
import {
  type AggregatePlan,
  columnMap,
  columnsOf,
  type DistinctPlan,
  type JoinPlan,
  type Plan,
  type PlanColumn,
  type ProjectPlan,
  type ReadPlan,
  type SortPlan,
  type UnionPlan,
  uniqueNames,
  type ValuesPlan,
  type WindowPlan,
} from '../plan/index.ts'
import { duckdb, type SqlDialect } from './dialects/index.ts'
import { emitAggregate, emitWindow, orderItems } from './emit-aggregate.ts'
import { countUses, emitExpression, fillTemplate } from './emit-expression.ts'

/** Values of the parameters by name. */
export type ParameterValues = Readonly<Record<string, Value>>

/** What SQL is written for: a dialect, the values of this run, and what value-dependent functions need. */
export interface Emission {
  readonly dialect: SqlDialect
  readonly values: ParameterValues
  readonly context: FunctionContext
  /** How text columns of a relation compare where it lies; by code points if nothing is said, as in the hub. */
  readonly collationOf?: (relation: string, column: string) => Collation
}

/**
 * By code points; by the order of a language, while equal texts are the same (PostgreSQL's deterministic collations); or with
 * texts taken for equal that differ in case, accents or blanks at the end (most of MySQL's).
 */
export type Collation = 'code-points' | 'language' | 'loose'

/** The hub without parameters. */
export const hub: Emission = { dialect: duckdb, values: {}, context: { calendar: null } }

/** One SELECT that is still open: what is put on top may become part of it. */
interface Block {
  readonly from: OperationNode | null
  readonly joins: readonly JoinNode[]
  readonly where: readonly OperationNode[]
  readonly groupBy?: readonly OperationNode[]
  readonly columns: ReadonlyMap<ColumnId, Cell>
  /** The relation's name, while nothing was done to it. */
  readonly bare?: string
}

/** What a column is; `plain` ones are names and may be written as often as wanted. */
interface Cell {
  readonly node: OperationNode
  readonly plain: boolean
  /** Not closed by itself: inside an expression it needs parentheses. */
  readonly infix?: true
  /** The column as it is declared, where `node` says a collation: what an index can serve. */
  readonly declared?: { readonly node: OperationNode; readonly collation: Collation }
}

type Entry = readonly [ColumnId, Cell]

/** A plan as one query: chains of projects and filters become one SELECT where no expression would be written twice. */
export function emitPlan(plan: Plan, emission: Emission): SelectQueryNode {
  // An order is only promised by the outermost operator.
  if (plan.op === 'sort') return emitSort(plan, emission)
  return toQuery(emitBlock(plan, emission), plan)
}

function emitBlock(plan: Plan, emission: Emission): Block {
  switch (plan.op) {
    case 'scan':
      throw new Error(`The scan of ${plan.table} was not placed`)
    case 'read':
      return tableBlock(plan, emission)
    case 'share':
      return emitBlock(plan.input, emission)
    case 'values':
      return emitValues(plan, emission)
    case 'project':
      return emitProject(plan, emission)
    case 'filter': {
      const input = emitBlock(plan.input, emission)
      const plain = columnsRead(plan.where).every((id) => input.columns.get(id)?.plain)
      const { bare: _, ...block } = plain ? input : nest(input, plan.input)
      return {
        ...block,
        where: [...block.where, ...conjunctsOf(plan.where).flatMap((part) => emitConjunct(part, block, emission))],
      }
    }
    case 'join':
      return emitJoin(plan, emission)
    case 'aggregate':
      return emitGroups(plan, emission)
    case 'window':
      return emitWindows(plan, emission)
    case 'union':
      return emitUnion(plan, emission)
    case 'distinct':
      return emitDistinct(plan, emission)
    case 'sort':
      return closed(emitSort(plan, emission), plan)
  }
}

function emitProject(plan: ProjectPlan, emission: Emission): Block {
  const input = emitBlock(plan.input, emission)
  const uses = new Map<ColumnId, number>()
  for (const { expression } of plan.columns) countUses(expression, uses, emission)
  const repeats = [...uses].some(([id, count]) => count > 1 && input.columns.get(id)?.plain === false)
  const { bare: _, ...block } = repeats ? nest(input, plan.input) : input
  const columns = plan.columns.map(({ id, expression }) => {
    const same = expression.op === 'column' ? block.columns.get(expression.id) : undefined
    return [id, same ?? computed(expression, emitIn(expression, block, emission))] as const
  })
  return { ...block, columns: new Map(columns) }
}

function computed(expression: TypedExpression, node: OperationNode): Cell {
  const infix = expression.op === 'call' && implementationOf(expression.function).infix
  return { node, plain: expression.op === 'literal', ...(infix ? { infix } : {}) }
}

/** One SELECT a row: the only form that all dialects share and that names and types every column. */
function emitValues(plan: ValuesPlan, emission: Emission): Block {
  const row = (values: readonly Value[]): Block => ({
    from: null,
    joins: [],
    where: [],
    columns: new Map(
      plan.columns.map(({ id, type }, at) => {
        const literal: TypedExpression = { op: 'literal', type: 'null', value: null }
        const value = values[at] ?? null
        const typed: TypedExpression =
          value === null
            ? { op: 'cast', type, operand: literal }
            : { op: 'cast', type, operand: { op: 'literal', type, value } }
        return [id, { node: emitExpression(typed, namesIn(null, emission)), plain: true }] as const
      }),
    ),
  })
  const [first, ...rest] = plan.rows.map((values) => toQuery(row(values), plan))
  if (!first) {
    const one = SelectQueryNode.cloneWithSelections(SelectQueryNode.create(), [
      SelectionNode.create(AliasNode.create(ValueNode.createImmediate(1), IdentifierNode.create('one'))),
    ])
    const nothing = fillTemplate('1 = 0', () => ValueNode.createImmediate(0))
    return closed(
      toQuery({ ...row([]), from: AliasNode.create(one, IdentifierNode.create('nothing')), where: [nothing] }, plan),
      plan,
    )
  }
  return closed(unionAll(first, rest), plan)
}

function emitJoin(plan: JoinPlan, emission: Emission): Block {
  const left = side(plan.left, 'l', emission)
  const right = side(plan.right, 'r', emission)
  const at = (id: ColumnId) => left.columns.get(id) ?? right.columns.get(id)
  const both: Block = { from: left.from, joins: [], where: [], columns: new Map([...left.columns, ...right.columns]) }
  const keys = plan.keys.map((key) =>
    fillTemplate('#0 = #1', (index) => found(at(index === 0 ? key.left : key.right), key.left)),
  )
  const on = [...keys, ...(plan.on ? conjunctsOf(plan.on).map((part) => emitCondition(part, both, emission)) : [])]
  if (plan.kind === 'semi' || plan.kind === 'anti') {
    // EXISTS, never IN: one NULL in a NOT IN list would empty the result.
    const one = SelectionNode.create(AliasNode.create(ValueNode.createImmediate(1), IdentifierNode.create('found')))
    const partner = withWhere(SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([right.from]), [one]), on)
    const operator = OperatorNode.create(plan.kind === 'semi' ? 'exists' : 'not exists')
    return { ...both, where: [UnaryOperationNode.create(operator, partner)], columns: left.columns }
  }
  if (plan.kind === 'full' && !hasFullJoin(plan, emission.dialect)) return emitFullAsUnion(plan, emission)
  const types = {
    inner: 'InnerJoin',
    left: 'LeftJoin',
    right: 'RightJoin',
    full: 'FullJoin',
    cross: 'CrossJoin',
  } as const
  const join =
    plan.kind === 'cross' || on.length === 0
      ? plan.kind === 'cross' || plan.kind === 'inner'
        ? JoinNode.create('CrossJoin', right.from)
        : JoinNode.createWithOn(
            types[plan.kind],
            right.from,
            fillTemplate('1 = 1', () => ValueNode.createImmediate(1)),
          )
      : JoinNode.createWithOn(types[plan.kind], right.from, all(on))
  return { ...both, joins: [join], where: plan.kind === 'cross' && on.length > 0 ? on : [] }
}

/** Only DuckDB joins fully on any condition: PostgreSQL (15) and Trino want an equality to merge or hash by. */
const hasFullJoin = ({ keys, on }: JoinPlan, dialect: SqlDialect): boolean =>
  dialect.fullJoin && (dialect.name === 'duckdb' || keys.length > 0 || on === null)

/** MySQL has no full join: all of the left, and then the right rows without a partner. */
function emitFullAsUnion(plan: JoinPlan, emission: Emission): Block {
  const swapped = plan.keys.map(({ left, right }) => ({ left: right, right: left }))
  const lonely: Plan = { ...plan, kind: 'anti', left: plan.right, right: plan.left, keys: swapped }
  const columns = columnsOf(plan)
  const own = new Set(columnsOf(plan.right).map(({ id }) => id))
  const padded: Plan = {
    op: 'project',
    input: lonely,
    origin: plan.origin,
    columns: columns.map(({ id, name, type }) => ({
      id,
      name,
      expression: own.has(id)
        ? { op: 'column', type, id }
        : { op: 'cast', type, operand: { op: 'literal', type: 'null', value: null } },
    })),
  }
  const inputs = [{ ...plan, kind: 'left' as const }, padded] as const
  const from = columns.map(({ id, name }) => ({ id, name, from: [id, id] }))
  return emitUnion({ op: 'union', inputs, columns: from, origin: plan.origin }, emission)
}

function emitUnion(plan: UnionPlan, emission: Emission): Block {
  const queries = plan.inputs.map((input, at) => {
    const { bare: _, ...block } = emitBlock(input, emission)
    const columns = plan.columns.map(
      ({ id, from }) => [id, found(block.columns.get(from[at] ?? ''), id, true)] as const,
    )
    return toQuery({ ...block, columns: new Map(columns) }, plan)
  })
  const [first, ...rest] = queries
  if (!first) throw new Error('A union without inputs')
  return closed(unionAll(first, rest), plan)
}

/** Groups are made of names: what a key or an argument is computed from is computed below. */
function emitGroups(plan: AggregatePlan, emission: Emission): Block {
  const input = emitBlock(plan.input, emission)
  const isPlain = plan.keys.every((id) => isReference(input.columns.get(id)?.node))
  const { bare: _, ...block } = isPlain ? input : nest(input, plan.input)
  const at = (id: ColumnId) => nodeOf(block, id)
  const emit = (expression: TypedExpression) => emitIn(expression, block, emission)
  const types = columnMap(plan.input)
  const typeOf = (id: ColumnId) => types.get(id)?.type
  const keys = plan.keys.map((id): Entry => [id, { node: at(id), plain: true }])
  const results = plan.aggregates.map(
    (aggregate): Entry => [
      aggregate.id,
      { node: emitAggregate(aggregate, { emit, at, typeOf, emission }), plain: false },
    ],
  )
  const grouped: Block = { ...block, groupBy: plan.keys.map(at), columns: new Map([...keys, ...results]) }
  return closed(toQuery(grouped, plan), plan)
}

function emitWindows(plan: WindowPlan, emission: Emission): Block {
  const input = emitBlock(plan.input, emission)
  const used = [...plan.partition, ...plan.order.map(({ column }) => column)]
  const isPlain = used.every((id) => isReference(input.columns.get(id)?.node))
  const { bare: _, ...block } = isPlain ? input : nest(input, plan.input)
  const at = (id: ColumnId) => nodeOf(block, id)
  const emit = (expression: TypedExpression) => emitIn(expression, block, emission)
  const added = plan.columns.map(
    (column) => [column.id, { node: emitWindow(column, plan, { emit, at, emission }), plain: false }] as const,
  )
  return closed(toQuery({ ...block, columns: new Map([...block.columns, ...added]) }, plan), plan)
}

/** Grouped by everything: the same as DISTINCT in every dialect, and NULLs are equal. */
function emitDistinct(plan: DistinctPlan, emission: Emission): Block {
  const input = emitBlock(plan.input, emission)
  const isPlain = [...input.columns.values()].every(({ node }) => isReference(node))
  const { bare: _, ...block } = isPlain ? input : nest(input, plan.input)
  const keys = columnsOf(plan).map(({ id }) => nodeOf(block, id))
  return closed(toQuery({ ...block, groupBy: keys }, plan), plan)
}

function emitSort(plan: SortPlan, emission: Emission): SelectQueryNode {
  const input = emitBlock(plan.input, emission)
  const isPlain = plan.order.every(({ column }) => isReference(input.columns.get(column)?.node))
  const { bare: _, ...block } = isPlain ? input : nest(input, plan.input)
  const query = toQuery(block, plan)
  const items = orderItems(plan.order, (id) => nodeOf(block, id))
  const sorted = items.length > 0 ? { ...query, orderBy: OrderByNode.create(items) } : query
  const limited =
    plan.limit === null ? sorted : { ...sorted, limit: LimitNode.create(ValueNode.createImmediate(plan.limit)) }
  return plan.offset > 0 ? { ...limited, offset: OffsetNode.create(ValueNode.createImmediate(plan.offset)) } : limited
}

/** One side of a join: a table by its own name, or a query. */
function side(plan: Plan, alias: string, emission: Emission) {
  const { bare, ...block } = emitBlock(plan, emission)
  const columns = columnsOf(plan)
  const names = bare === undefined ? uniqueNames(plan) : null
  const source = bare === undefined ? toQuery(block, plan) : TableNode.create(bare)
  const reference = (name: string) => ReferenceNode.create(ColumnNode.create(name), TableNode.create(alias))
  const cell = (column: PlanColumn): Cell =>
    bare === undefined
      ? { node: reference(names?.get(column.id) ?? column.name), plain: true }
      : readCell(reference(column.name), column, bare, emission)
  return {
    from: AliasNode.create(source, IdentifierNode.create(alias)),
    columns: new Map(columns.map((column) => [column.id, cell(column)] as const)),
  }
}

/** Closes a SELECT and starts a new one over it. */
const nest = (block: Block, plan: Plan): Block => closed(toQuery(block, plan), plan)

/** A finished query as the start of the next one. */
function closed(query: SelectQueryNode, plan: Plan): Block {
  const alias = `n_${(plan.origin.at(-1) ?? 'rows').replaceAll('-', '_')}`
  const names = uniqueNames(plan)
  return {
    from: AliasNode.create(query, IdentifierNode.create(alias)),
    joins: [],
    where: [],
    columns: new Map(
      [...names].map(([id, name]) => [id, { node: ReferenceNode.create(ColumnNode.create(name)), plain: true }]),
    ),
  }
}

function tableBlock({ relation, columns }: ReadPlan, emission: Emission): Block {
  const cells = columns.map(
    (column) =>
      [column.id, readCell(ReferenceNode.create(ColumnNode.create(column.name)), column, relation, emission)] as const,
  )
  return { from: TableNode.create(relation), joins: [], where: [], columns: new Map(cells), bare: relation }
}

/** A column of a relation: where its declared collation is not ours, every use of it says ours. */
function readCell(
  reference: OperationNode,
  { name, type }: PlanColumn,
  relation: string,
  { collationOf, dialect }: Emission,
): Cell {
  const collation = type === 'text' ? (collationOf?.(relation, name) ?? 'code-points') : 'code-points'
  if (collation === 'code-points') return { node: reference, plain: true }
  const node = fillTemplate(dialect.exactText, () => reference)
  return { node, plain: true, declared: { node: reference, collation } }
}

/** The columns of a plan under names that occur once. */
function toQuery(block: Block, plan: Plan): SelectQueryNode {
  const selections = [...uniqueNames(plan)].map(([id, name]) => {
    const node = nodeOf(block, id)
    const sameName = ReferenceNode.is(node) && ColumnNode.is(node.column) && node.column.column.name === name
    return SelectionNode.create(sameName ? node : AliasNode.create(node, IdentifierNode.create(name)))
  })
  const start = block.from === null ? SelectQueryNode.create() : SelectQueryNode.createFrom([block.from])
  const query = SelectQueryNode.cloneWithSelections(start, selections)
  const joined = block.joins.length > 0 ? { ...query, joins: block.joins } : query
  const filtered = withWhere(joined, block.where)
  return block.groupBy && block.groupBy.length > 0
    ? SelectQueryNode.cloneWithGroupByItems(filtered, block.groupBy.map(GroupByItemNode.create))
    : filtered
}

function unionAll(first: SelectQueryNode, rest: readonly SelectQueryNode[]): SelectQueryNode {
  return rest.length === 0
    ? first
    : SelectQueryNode.cloneWithSetOperations(
        first,
        rest.map((query) => SetOperationNode.create('union', query, true)),
      )
}

function withWhere(query: SelectQueryNode, conditions: readonly OperationNode[]): SelectQueryNode {
  return conditions.length === 0 ? query : { ...query, where: WhereNode.create(all(conditions)) }
}

const all = (conditions: readonly OperationNode[]): OperationNode =>
  conditions.reduce((left, right) => AndNode.create(left, right))

/**
 * One of the conditions that must all hold. Equality with constants is what indexes are for, and an index has the declared
 * collation: that of a language finds just the same rows; a loose one finds them and more, so the exact condition stands beside it.
 */
function emitConjunct(part: TypedExpression, block: Block, emission: Emission): readonly OperationNode[] {
  const exact = emitCondition(part, block, emission)
  const [first, ...others] =
    part.op === 'call' && (part.function === '=' || part.function === 'in') ? part.arguments : []
  const id = first?.op === 'column' && others.every(({ op }) => op === 'literal') ? first.id : null
  const cell = id === null ? undefined : block.columns.get(id)
  if (id === null || !cell?.declared) return [exact]
  const declared: Cell = { node: cell.declared.node, plain: true }
  const indexed = emitCondition(part, { ...block, columns: new Map([...block.columns, [id, declared]]) }, emission)
  return cell.declared.collation === 'language' ? [indexed] : [indexed, exact]
}

/** A condition among others: `a or b` needs parentheses next to `and`. */
function emitCondition(condition: TypedExpression, block: Block, emission: Emission): OperationNode {
  const node = emitIn(condition, block, emission)
  return condition.op === 'call' && condition.function === 'or' ? ParensNode.create(node) : node
}

const emitIn = (expression: TypedExpression, block: Block, emission: Emission): OperationNode =>
  emitExpression(expression, namesIn(block, emission))

const namesIn = (block: Block | null, { dialect, values, context }: Emission) => ({
  column: (id: ColumnId) => {
    const { node, infix } = found(block?.columns.get(id), id, true)
    return infix ? ParensNode.create(node) : node
  },
  parameter: (name: string) => values[name] ?? null,
  dialect,
  context,
})

const isReference = (node: OperationNode | undefined) => node !== undefined && ReferenceNode.is(node)

const nodeOf = (block: Block, id: ColumnId): OperationNode => found(block.columns.get(id), id)

function found(
  column: { readonly node: OperationNode; readonly plain: boolean } | undefined,
  id: ColumnId,
): OperationNode
function found<Column>(column: Column | undefined, id: ColumnId, whole: true): Column
function found<Column extends { readonly node: OperationNode }>(
  column: Column | undefined,
  id: ColumnId,
  whole?: true,
) {
  if (!column) throw new Error(`There is no column ${id} in this relation`)
  return whole ? column : column.node
}
