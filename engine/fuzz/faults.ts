import {
  type JoinNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type OrderByItemNode,
  RawNode,
  type SelectQueryNode,
} from 'kysely'
import type { Bend } from './engines/engine.ts'

/** A mistake that somebody could make in a template or in the emitter, made on the finished query: no hook reaches the product. */
export interface Fault {
  readonly name: string
  readonly bend: Bend
}

interface Changes {
  /** Another text for the fragments of a template, with `#` for its holes; the same text if it is not concerned. */
  readonly template?: (text: string) => string
  readonly join?: (node: JoinNode) => JoinNode
  readonly item?: (node: OrderByItemNode) => OrderByItemNode
  readonly operator?: (operator: string) => string
  readonly query?: (node: SelectQueryNode) => SelectQueryNode
}

class Bending extends OperationNodeTransformer {
  readonly #changes: Changes

  constructor(changes: Changes) {
    super()
    this.#changes = changes
  }

  protected override transformRaw(node: RawNode): RawNode {
    const raw = super.transformRaw(node)
    const text = raw.sqlFragments.join('#')
    const changed = this.#changes.template?.(text) ?? text
    return changed === text ? raw : refill(changed, raw.parameters)
  }

  protected override transformJoin(node: JoinNode): JoinNode {
    const join = super.transformJoin(node)
    return this.#changes.join?.(join) ?? join
  }

  protected override transformOrderByItem(node: OrderByItemNode): OrderByItemNode {
    const item = super.transformOrderByItem(node)
    return this.#changes.item?.(item) ?? item
  }

  protected override transformOperator(node: OperatorNode): OperatorNode {
    const { operator } = super.transformOperator(node)
    return OperatorNode.create((this.#changes.operator?.(operator) ?? operator) as never)
  }

  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const query = super.transformSelectQuery(node)
    return this.#changes.query?.(query) ?? query
  }
}

/** `#` takes the holes in order, `#0`, `#1` … one of them. */
function refill(text: string, holes: readonly OperationNode[]): RawNode {
  const fragments: string[] = []
  const used: OperationNode[] = []
  let [from, next] = [0, 0]
  for (const match of text.matchAll(/#(\d?)/g)) {
    const hole = holes[match[1] ? Number(match[1]) : next++]
    if (!hole) continue
    fragments.push(text.slice(from, match.index))
    used.push(hole)
    from = match.index + match[0].length
  }
  return RawNode.create([...fragments, text.slice(from)], used)
}

const fault = (name: string, changes: Changes): Fault => ({
  name,
  bend: (query: SelectQueryNode) => new Bending(changes).transformNode(query, { queryId: 'fault' }) as SelectQueryNode,
})

const replacing = (name: string, from: string | RegExp, to: string): Fault =>
  fault(name, { template: (text) => text.replace(from, to) })

/** Ten mistakes, each of which a run of the fuzz must find. */
export const faults: readonly Fault[] = [
  fault('NULLs sort on the other side', {
    item: (item) => (item.nulls ? { ...item, nulls: item.nulls === 'first' ? 'last' : 'first' } : item),
  }),
  replacing('< for <=', /^# <= #$/, '# < #'),
  replacing('a quotient without NULLIF', /^(.*)NULLIF\(#, 0\)(.*)$/s, '$1#$2'),
  replacing('EXISTS lets NULL keys meet', /^# = #$/, '# is not distinct from #'),
  replacing('|| that takes NULL for nothing', /^# \|\| #$/, "coalesce(#, '') || coalesce(#, '')"),
  replacing('LIKE whose escape sign is another', /^# LIKE #$/, "# LIKE # ESCAPE '\\'"),
  replacing('days counted backwards', /^date_diff\('day', #, #\)$/, "date_diff('day', #1, #0)"),
  fault('DISTINCT left out', {
    query: (query) => {
      if (!query.groupBy || query.groupBy.items.length !== (query.selections?.length ?? 0)) return query
      const { groupBy: _, ...all } = query
      return all
    },
  }),
  fault('a left join that is inner', {
    join: (join) => (join.joinType === 'LeftJoin' ? { ...join, joinType: 'InnerJoin' } : join),
  }),
  replacing('BETWEEN without its upper bound', /^# BETWEEN # AND #$/, '#0 >= #1 AND #0 < #2'),
  fault('NOT EXISTS for EXISTS', { operator: (operator) => (operator === 'not exists' ? 'exists' : operator) }),
  fault('UNION for UNION ALL', {
    query: (query) =>
      query.setOperations
        ? { ...query, setOperations: query.setOperations.map((operation) => ({ ...operation, all: false })) }
        : query,
  }),
  replacing('a sum that rounds', /^CAST\(sum\(##\)# AS .*\)$/s, 'CAST(round(sum(##)#) AS double)'),
]
