import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { portLabel } from './use-connect-mode.ts'

/** A step of the history as somebody hears it who does not see the canvas: its name, and which wires came with it or went. */
export function sayStep(name: Text, before: GraphDocument, after: GraphDocument): Text {
  const known = new Set(before.edges.map(({ id }) => id))
  const kept = new Set(after.edges.map(({ id }) => id))
  const added = after.edges.filter(({ id }) => !known.has(id)).map((edge) => sentence(after, edge))
  const gone = before.edges.filter(({ id }) => !kept.has(id)).length
  return {
    zh: [name.zh, ...few(added, 'zh'), ...(gone > 0 ? [`断开 ${gone} 条线`] : [])].join('，'),
    en: [name.en, ...few(added, 'en'), ...(gone > 0 ? [`${gone} ${gone === 1 ? 'edge' : 'edges'} gone`] : [])].join(
      ', ',
    ),
  }
}

/** Of many wires only how many. */
function few(sentences: readonly Text[], key: keyof Text): readonly string[] {
  if (sentences.length <= 3) return sentences.map((text) => text[key])
  return [key === 'zh' ? `接上 ${sentences.length} 条线` : `${sentences.length} edges`]
}

function sentence({ nodes }: GraphDocument, { from, to }: GraphDocument['edges'][number]): Text {
  const title = (id: string) => nodes.find((node) => node.id === id)?.title ?? ''
  const port = portLabel(nodes, to, 'inputs')
  return {
    zh: `“${title(from.node)}”接到“${title(to.node)}”的“${port.zh}”`,
    en: `“${title(from.node)}” feeds “${port.en}” of “${title(to.node)}”`,
  }
}
