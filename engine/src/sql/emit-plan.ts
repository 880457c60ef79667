import {
  AggregateFunctionNode,
  AliasNode,
  AndNode,
  ColumnNode,
  IdentifierNode,
  JoinNode,
  type OperationNode,
  OperatorNode,
  OrderByItemNode,
  OverNode,
  ParensNode,
  PartitionByItemNode,
  RawNode,
  ReferenceNode,
  SelectionNode,
  SelectQueryNode,
  SetOperationNode,
  TableNode,
  UnaryOperationNode,
  ValueNode,
  WhereNode,
} from 'kysely'
import { columnsRead, type TypedExpression, type Value } from '../expression/index.ts'
import {
  columnsOf,
  type JoinPlan,
  type KeepFirstPlan,
  type Plan,
  type ProjectPlan,
  type UnionPlan,
} from '../plan/index.ts'
import { countUses, emitExpression, fillTemplate, type Names } from './emit-expression.ts'

/** Values of the parameters by name. */
export type ParameterValues = Readonly<Record<string, Value>>

/** One SELECT that is still open: what is put on top may become part of it. */
interface Block {
  readonly from: OperationNode
  readonly joins: readonly JoinNode[]
  readonly where: readonly OperationNode[]
  /** What each column is; `plain` ones are names and may be written as often as wanted. */
  readonly columns: ReadonlyMap<string, { readonly node: OperationNode; readonly plain: boolean }>
  /** The relation's name, while nothing was done to it. */
  readonly bare?: string
}

/** A plan as one query: chains of projects and filters become one SELECT where no expression would be written twice. */
export function emitPlan(plan: Plan, values: ParameterValues): SelectQueryNode {
  return toQuery(
    emitBlock(plan, values),
    columnsOf(plan).map(({ name }) => name),
  )
}

function emitBlock(plan: Plan, values: ParameterValues): Block {
  switch (plan.op) {
    case 'scan':
      throw new Error(`The scan of ${plan.table} was not bound`)
    case 'read':
      return tableBlock(
        plan.relation,
        plan.columns.map(({ name }) => name),
      )
    case 'share':
      return emitBlock(plan.input, values)
    case 'project':
      return emitProject(plan, values)
    case 'filter': {
      const input = emitBlock(plan.input, values)
      const plain = columnsRead(plan.where).every((name) => input.columns.get(name)?.plain)
      const block = plain ? input : nest(input, plan.input)
      const { bare: _, ...open } = block
      return {
        ...open,
        where: [...block.where, ...conjuncts(plan.where).map((part) => emitCondition(part, block, values))],
      }
    }
    case 'join':
      return emitJoin(plan, values)
    case 'union':
      return emitUnion(plan, values)
    case 'keep-first':
      return emitKeepFirst(plan, values)
  }
}

function emitProject(plan: ProjectPlan, values: ParameterValues): Block {
  const input = emitBlock(plan.input, values)
  const uses = new Map<string, number>()
  for (const { expression } of plan.columns) countUses(expression, uses)
  const repeats = [...uses].some(([name, count]) => count > 1 && input.columns.get(name)?.plain === false)
  const block = repeats ? nest(input, plan.input) : input
  const columns = plan.columns.map(({ name, expression }) => {
    const same = expression.op === 'column' ? block.columns.get(expression.name) : undefined
    return [name, same ?? { node: emitIn(expression, block, values), plain: expression.op === 'literal' }] as const
  })
  const { bare: _, ...open } = block
  return { ...open, columns: new Map(columns) }
}

function emitJoin(plan: JoinPlan, values: ParameterValues): Block {
  const left = side(plan.left, 'l', values)
  const right = side(plan.right, 'r', values)
  const on = plan.keys.map((key) =>
    fillTemplate('#0 = #1', (index) => (index === 0 ? left.column(key.left) : right.column(key.right))),
  )
  const own = columnsOf(plan.left).map(({ name }) => [name, { node: left.column(name), plain: true }] as const)
  if (plan.kind === 'semi' || plan.kind === 'anti') {
    // EXISTS, never IN: one NULL in a NOT IN list would empty the result.
    const one = SelectionNode.create(AliasNode.create(ValueNode.createImmediate(1), IdentifierNode.create('found')))
    const partner = withWhere(SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([right.from]), [one]), on)
    const operator = OperatorNode.create(plan.kind === 'semi' ? 'exists' : 'not exists')
    return { from: left.from, joins: [], where: [UnaryOperationNode.create(operator, partner)], columns: new Map(own) }
  }
  const type = plan.kind === 'inner' ? 'InnerJoin' : 'LeftJoin'
  const taken = plan.take.map(({ from, name }) => [name, { node: right.column(from), plain: true }] as const)
  const join = JoinNode.createWithOn(type, right.from, all(on))
  return { from: left.from, joins: [join], where: [], columns: new Map([...own, ...taken]) }
}

function emitUnion({ inputs, origin }: UnionPlan, values: ParameterValues): Block {
  const names = columnsOf(inputs[0]).map(({ name }) => name)
  const [first, ...rest] = inputs.map((input) => toQuery(emitBlock(input, values), names))
  if (!first) throw new Error('A union without inputs')
  const query = SelectQueryNode.cloneWithSetOperations(
    first,
    rest.map((query) => SetOperationNode.create('union', query, true)),
  )
  return aliased(query, names, origin)
}

const rank = '__rank'

function emitKeepFirst(plan: KeepFirstPlan, values: ParameterValues): Block {
  const input = emitBlock(plan.input, values)
  const names = columnsOf(plan.input).map(({ name }) => name)
  const used = [...plan.keys, ...plan.order.map(({ column }) => column)]
  const complex = used.some((name) => !ReferenceNode.is(nodeOf(input, name)))
  const block = complex ? nest(input, plan.input) : input
  const at = (name: string) => nodeOf(block, name) as ReferenceNode
  const partitioned = OverNode.cloneWithPartitionByItems(
    OverNode.create(),
    plan.keys.map((name) => PartitionByItemNode.create(at(name))),
  )
  const over = OverNode.cloneWithOrderByItems(
    partitioned,
    plan.order.map(({ column, direction }) => {
      const item = OrderByItemNode.create(at(column), RawNode.createWithSql(direction === 'ascending' ? 'asc' : 'desc'))
      return OrderByItemNode.cloneWith(item, { nulls: 'last' })
    }),
  )
  const number = AggregateFunctionNode.cloneWithOver(AggregateFunctionNode.create('row_number', []), over)
  const { bare: _, ...open } = block
  const ranked = { ...open, columns: new Map([...block.columns, [rank, { node: number, plain: false }]]) }
  const outer = aliased(toQuery(ranked, [...names, rank]), names, plan.origin)
  return { ...outer, where: [fillTemplate('#0 = 1', () => ReferenceNode.create(ColumnNode.create(rank)))] }
}

/** One side of a join: a table by its own name, or a query. */
function side(plan: Plan, alias: string, values: ParameterValues) {
  const block = emitBlock(plan, values)
  const source =
    block.bare !== undefined
      ? TableNode.create(block.bare)
      : toQuery(
          block,
          columnsOf(plan).map(({ name }) => name),
        )
  return {
    from: AliasNode.create(source, IdentifierNode.create(alias)),
    column: (name: string) => ReferenceNode.create(ColumnNode.create(name), TableNode.create(alias)),
  }
}

/** Closes a SELECT and starts a new one over it. */
function nest(block: Block, plan: Plan): Block {
  const names = columnsOf(plan).map(({ name }) => name)
  return aliased(toQuery(block, names), names, plan.origin)
}

function aliased(query: SelectQueryNode, names: readonly string[], origin: readonly string[]): Block {
  const alias = `n_${(origin.at(-1) ?? 'rows').replaceAll('-', '_')}`
  return {
    from: AliasNode.create(query, IdentifierNode.create(alias)),
    joins: [],
    where: [],
    columns: new Map(names.map((name) => [name, { node: ReferenceNode.create(ColumnNode.create(name)), plain: true }])),
  }
}

function tableBlock(relation: string, names: readonly string[]): Block {
  const columns = names.map(
    (name) => [name, { node: ReferenceNode.create(ColumnNode.create(name)), plain: true }] as const,
  )
  return { from: TableNode.create(relation), joins: [], where: [], columns: new Map(columns), bare: relation }
}

function toQuery(block: Block, names: readonly string[]): SelectQueryNode {
  const selections = names.map((name) => {
    const node = nodeOf(block, name)
    const sameName = ReferenceNode.is(node) && ColumnNode.is(node.column) && node.column.column.name === name
    return SelectionNode.create(sameName ? node : AliasNode.create(node, IdentifierNode.create(name)))
  })
  const query = SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([block.from]), selections)
  const joined = block.joins.length > 0 ? { ...query, joins: block.joins } : query
  return withWhere(joined, block.where)
}

function withWhere(query: SelectQueryNode, conditions: readonly OperationNode[]): SelectQueryNode {
  return conditions.length === 0 ? query : { ...query, where: WhereNode.create(all(conditions)) }
}

const all = (conditions: readonly OperationNode[]): OperationNode =>
  conditions.reduce((left, right) => AndNode.create(left, right))

function conjuncts(condition: TypedExpression): readonly TypedExpression[] {
  return condition.op === 'call' && condition.function === 'and' ? condition.arguments.flatMap(conjuncts) : [condition]
}

/** A condition among others: `a or b` needs parentheses next to `and`. */
function emitCondition(condition: TypedExpression, block: Block, values: ParameterValues): OperationNode {
  const node = emitIn(condition, block, values)
  return condition.op === 'call' && condition.function === 'or' ? ParensNode.create(node) : node
}

function emitIn(expression: TypedExpression, block: Block, values: ParameterValues): OperationNode {
  const names: Names = { column: (name) => nodeOf(block, name), parameter: (name) => values[name] ?? null }
  return emitExpression(expression, names)
}

function nodeOf(block: Block, name: string): OperationNode {
  const column = block.columns.get(name)
  if (!column) throw new Error(`There is no column ${name} in this relation`)
  return column.node
}
