import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphEdge, PortRef } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import type { Command } from './command.ts'
import { freshId } from './fresh-id.ts'
import { removeItems } from './node-commands.ts'
import { refuseConnection } from './refuse-connection.ts'

/** A node that lost its rows, and why nothing upstream could take the place. */
export interface NotHealed {
  readonly nodeId: string
  readonly reason: Text
}

/**
 * Removes nodes and joins what was around them: A→N→B becomes A→B. Rows come from the first input of a removed node, through
 * as many removed nodes as it takes. What cannot be joined is left open, with the reason.
 */
export function removeAndHeal(
  document: GraphDocument,
  ids: readonly string[],
  edgeIds: readonly string[] = [],
): { readonly command: Command; readonly notHealed: readonly NotHealed[] } {
  const gone = new Set(ids)
  const removal = removeItems(ids, edgeIds)
  let healed = removal.apply(document)
  const notHealed: NotHealed[] = []
  const open = document.edges.filter(
    ({ id, from, to }) => gone.has(from.node) && !gone.has(to.node) && !edgeIds.includes(id),
  )
  for (const { from, to } of open) {
    const source = upstream(document, from.node, gone)
    const reason = source === null ? nothingUpstream : refuseConnection(healed, { from: source, to })
    if (source !== null && reason === null) healed = joined(healed, { from: source, to })
    else if (reason !== null) notHealed.push({ nodeId: to.node, reason })
  }
  const name = { zh: `${removal.name.zh}并接上前后`, en: `${removal.name.en} and heal` }
  return { command: { name, apply: (now) => (now === document ? healed : removal.apply(now)) }, notHealed }
}

const nothingUpstream: Text = { zh: '被删的节点前面没有数据', en: 'nothing came into what was removed' }

/** The nearest port before a removed node that stays. */
function upstream(document: GraphDocument, nodeId: string, gone: ReadonlySet<string>): PortRef | null {
  const type = document.nodes.find(({ id }) => id === nodeId)?.type ?? ''
  for (const port of Object.keys(specOf(type)?.inputs ?? {})) {
    const edge = document.edges.find(({ to }) => to.node === nodeId && to.port === port)
    if (edge) return gone.has(edge.from.node) ? upstream(document, edge.from.node, gone) : edge.from
  }
  return null
}

function joined(document: GraphDocument, { from, to }: Pick<GraphEdge, 'from' | 'to'>): GraphDocument {
  return { ...document, edges: [...document.edges, { id: freshId('e', document.edges), from, to }] }
}
