import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, PortRef } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { nodesById, reaches, wiresOf } from './lookups.ts'

/** Ports that carry judged people rather than plain rows may only be joined to a port of the same name. */
const judged = ['leads', 'undetermined']

export interface WantedConnection {
  readonly from: PortRef
  readonly to: PortRef
}

/** Why these two ports may not be joined, or null if they may. Asked while the wire is still in the hand. */
export function refuseConnection(document: GraphDocument, { from, to }: WantedConnection): Text | null {
  if (from.node === to.node) return { zh: '不能连到自己', en: 'A node cannot feed itself' }
  const nodes = nodesById(document)
  const source = nodes.get(from.node)
  const target = nodes.get(to.node)
  const input = target === undefined ? undefined : specOf(target.type)?.inputs[to.port]
  const output = source === undefined ? undefined : specOf(source.type)?.outputs[from.port]
  if (source === undefined || target === undefined || input === undefined || output === undefined) {
    return { zh: '这里不接受连线', en: 'Nothing can be joined here' }
  }
  const taken = wiresOf(document).into.get(`${to.node}.${to.port}`)
  if (taken !== undefined) {
    const same = taken.from.node === from.node && taken.from.port === from.port
    if (same) return { zh: '已经连上了', en: 'Already connected' }
    return {
      zh: `“${input.label.zh}”只能接一条线，请先断开原来的`,
      en: `“${input.label.en}” takes one edge; disconnect the old one first`,
    }
  }
  if (reaches(document, to.node, from.node)) return { zh: '会形成环：数据不能流回自己', en: 'This would make a cycle' }
  if (judged.includes(to.port) && from.port !== to.port) {
    return {
      zh: `“${input.label.zh}”只接研判节点的“${input.label.zh}”输出`,
      en: `“${input.label.en}” takes only that output of a judge node`,
    }
  }
  return null
}
