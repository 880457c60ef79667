import type { PortRef } from '@jianmo/engine/graph'
import type { Command } from './command.ts'
import { freshId } from './fresh-id.ts'

/** Joins an output port to an input port. Whether that is legal is asked before (`refuse-connection.ts`). */
export function connectPorts(from: PortRef, to: PortRef): Command {
  return {
    name: { zh: '连线', en: 'Connect' },
    apply(document) {
      const exists = document.edges.some(
        (edge) =>
          edge.from.node === from.node &&
          edge.from.port === from.port &&
          edge.to.node === to.node &&
          edge.to.port === to.port,
      )
      const known = (id: string) => document.nodes.some((node) => node.id === id)
      if (exists || !known(from.node) || !known(to.node)) return document
      return { ...document, edges: [...document.edges, { id: freshId('e', document.edges), from, to }] }
    },
  }
}

export function disconnectEdge(edgeId: string): Command {
  return {
    name: { zh: '断开连线', en: 'Disconnect' },
    apply: (document) =>
      document.edges.some(({ id }) => id === edgeId)
        ? { ...document, edges: document.edges.filter(({ id }) => id !== edgeId) }
        : document,
  }
}
