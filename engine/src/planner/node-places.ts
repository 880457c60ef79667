import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'

/** Where a node is computed, and why there. The hub is the only site today (`place-plan.ts`). */
export interface NodePlace {
  readonly site: 'hub'
  readonly reason: Text
}

/** Says of every node where it is computed. Follows from the drawing alone, so a screen needs not ask. */
export function nodePlaces({ nodes, edges }: GraphDocument): ReadonlyMap<string, NodePlace> {
  const feeders = Map.groupBy(edges, ({ to }) => to.node)
  const known = new Map<string, ReadonlySet<string>>()
  const byId = new Map(nodes.map((node) => [node.id, node]))

  /** Tables whose rows reach a node. A drawing may hold a circle: a node that is being asked adds nothing. */
  function tablesAt(id: string): ReadonlySet<string> {
    const before = known.get(id)
    if (before) return before
    known.set(id, new Set())
    const node = byId.get(id)
    const own = node?.type === 'source' ? [String(node.config['table'] ?? '')] : []
    const found = new Set([...own, ...(feeders.get(id) ?? []).flatMap(({ from }) => [...tablesAt(from.node)])])
    known.set(id, found)
    return found
  }

  return new Map(
    nodes.map(({ id, type }) => [id, { site: 'hub', reason: type === 'source' ? loaded : reasonFor(tablesAt(id)) }]),
  )
}

const loaded: Text = {
  zh: '整张表读入本机引擎：数据源只交出原样的列，改名、代码和日期的转换都在本机做。',
  en: 'The whole table is read into the local engine: the source hands over its columns as they are, names, codes and dates are converted here.',
}

function reasonFor(tables: ReadonlySet<string>): Text {
  if (tables.size === 0)
    return {
      zh: '这里的行写在模型里，没有可以下推的数据源。',
      en: 'These rows are typed into the model: there is no source to push anything down to.',
    }
  const names = [...tables].join('、')
  if (tables.size === 1)
    return {
      zh: `${names} 已整表读入本机引擎；筛选和计算目前还不下推到数据源。`,
      en: `${names} was read into the local engine as a whole; filters and computations are not pushed down to a source yet.`,
    }
  return {
    zh: `${names} 都已整表读入本机引擎，在这里合到一起；目前还不下推到数据源。`,
    en: `${names} were read into the local engine as a whole and meet here; nothing is pushed down to a source yet.`,
  }
}
