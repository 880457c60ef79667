import type { GraphDocument } from '@jianmo/engine/graph'
import { freshId } from './fresh-id.ts'

const lists = ['nodes', 'notes', 'groups', 'edges'] as const

type List = (typeof lists)[number]

/**
 * The things of a document under ids that another one has not, with everything that names them. `keep` says which of them may
 * keep theirs although the other document has it, too. `ids` are the new ids of nodes, notes and frames.
 */
export function withFreshIds(
  document: GraphDocument,
  other: GraphDocument,
  keep: (list: List, id: string) => boolean = () => false,
): { readonly fresh: GraphDocument; readonly ids: ReadonlySet<string> } {
  const moves = new Map<string, string>()
  for (const list of lists) {
    const there = new Set((other[list] ?? []).map(({ id }) => id))
    const taken: { id: string }[] = [...(document[list] ?? []), ...(other[list] ?? [])]
    for (const { id } of document[list] ?? []) {
      if (!there.has(id) || keep(list, id)) continue
      const fresh = freshId(id.replace(/-\d+$/, '').slice(0, 24), taken)
      taken.push({ id: fresh })
      moves.set(`${list}.${id}`, fresh)
    }
  }
  const now = (list: List, id: string) => moves.get(`${list}.${id}`) ?? id
  // Nodes and notes share the members of a frame; an id is one or the other.
  const member = (id: string) => moves.get(`nodes.${id}`) ?? moves.get(`notes.${id}`) ?? id
  const fresh: GraphDocument =
    moves.size === 0
      ? document
      : {
          ...document,
          nodes: document.nodes.map((node) => ({ ...node, id: now('nodes', node.id) })),
          notes: document.notes.map((note) => ({ ...note, id: now('notes', note.id) })),
          edges: document.edges.map(({ id, from, to }) => ({
            id: now('edges', id),
            from: { ...from, node: now('nodes', from.node) },
            to: { ...to, node: now('nodes', to.node) },
          })),
          ...(document.groups
            ? {
                groups: document.groups.map((group) => ({
                  ...group,
                  id: now('groups', group.id),
                  members: group.members.map(member),
                })),
              }
            : {}),
        }
  const things = [...fresh.nodes, ...fresh.notes, ...(fresh.groups ?? [])]
  return { fresh, ids: new Set(things.map(({ id }) => id)) }
}
