import { formatVersion, GraphDocument, type Position } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { type Command, quoted } from './command.ts'
import { mapReferences } from './config-references.ts'
import { groupsOf, withGroups } from './group-commands.ts'
import { unpinned } from './node-commands.ts'
import { withFreshIds } from './with-fresh-ids.ts'

/** The clipboard's own kind of data, beside readable text: only this studio writes it. */
export const clipboardType = 'application/x-jianmo-graph+json'

/**
 * What is copied: a small document of its own, with the edges between its nodes, the frames that are wholly in it, and those
 * parameters that its nodes name.
 */
export type Clipping = GraphDocument

/** Null if nothing of the document is among the ids. */
export function clip(document: GraphDocument, ids: ReadonlySet<string>): Clipping | null {
  const inside = ({ id }: { readonly id: string }) => ids.has(id)
  const nodes = document.nodes.filter(inside).map(unpinned)
  const notes = document.notes.filter(inside).map(unpinned)
  const groups = groupsOf(document).filter(inside).map(unpinned)
  if (nodes.length + notes.length + groups.length === 0) return null
  const named = new Set(nodes.flatMap(({ type, config }) => parametersOf(type, config)))
  return withGroups(
    {
      ...document,
      nodes,
      notes,
      edges: document.edges.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node)),
      parameters: document.parameters.filter(({ name }) => named.has(name)),
    },
    groups.map((group) => ({ ...group, members: group.members.filter((id) => ids.has(id)) })),
  )
}

/** Names of the parameters that a config may read; a `$name` within a text counts, which costs nothing. */
function parametersOf(type: string, config: Readonly<Record<string, unknown>>): readonly string[] {
  const names: string[] = []
  const read = (text: string): string => {
    for (const [, name] of text.matchAll(/\$([a-z][a-z0-9_]*)/g)) if (name) names.push(name)
    return text
  }
  mapReferences(type, config, {
    column: (_, column) => column,
    given: (name) => name,
    parameter(name) {
      names.push(name)
      return name
    },
    expression: (_, text) => read(text),
    outputExpression: (_, text) => read(text),
  })
  return names
}

/** One line a node, in reading order: what somebody gets who pastes it into a letter. */
export function readableText({ nodes, notes }: Clipping, language: 'zh' | 'en'): string {
  const inOrder = [...nodes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
  const lines = inOrder.map(({ type, title, config }) => {
    const spec = specOf(type)
    const parsed = spec?.config.safeParse(config)
    const said = spec && parsed?.success ? spec.describe(parsed.data)[language] : ''
    return `${title}（${spec?.label[language] ?? type}）${said === '' ? '' : `：${said}`}`
  })
  return [...lines, ...notes.map(({ text }) => text)].join('\n')
}

/** Null for anything that is not a clipping: the clipboard belongs to everybody. */
export function readClipping(text: string): Clipping | null {
  try {
    const parsed = GraphDocument.safeParse(JSON.parse(text))
    return parsed.success && parsed.data.formatVersion <= formatVersion ? parsed.data : null
  } catch {
    return null
  }
}

/** Puts a clipping down with its upper left corner at a place, under ids of its own. Parameters that the model has keep their
 * values. `ids` are what was put down, to select it. */
export function paste(
  document: GraphDocument,
  clipping: Clipping,
  at: Position,
): { readonly command: Command; readonly ids: ReadonlySet<string> } {
  const { fresh, ids } = withFreshIds(clipping, document)
  const things = [...fresh.nodes, ...fresh.notes, ...groupsOf(fresh)]
  const left = Math.min(...things.map(({ position }) => position.x))
  const top = Math.min(...things.map(({ position }) => position.y))
  const placed = <Thing extends { readonly position: Position }>(thing: Thing): Thing => ({
    ...thing,
    position: { x: Math.round(thing.position.x - left + at.x), y: Math.round(thing.position.y - top + at.y) },
  })
  const known = new Set(document.parameters.map(({ name }) => name))
  const pasted = withGroups(
    {
      ...document,
      nodes: [...document.nodes, ...fresh.nodes.map(placed)],
      notes: [...document.notes, ...fresh.notes.map(placed)],
      edges: [...document.edges, ...fresh.edges],
      parameters: [...document.parameters, ...clipping.parameters.filter(({ name }) => !known.has(name))],
    },
    [...groupsOf(document), ...groupsOf(fresh).map(placed)],
  )
  const [only] = fresh.nodes
  const name =
    only !== undefined && things.length === 1
      ? quoted({ zh: '粘贴', en: 'Paste' }, only.title)
      : { zh: `粘贴 ${things.length} 项`, en: `Paste ${things.length} items` }
  return { command: { name, apply: (now) => (now === document ? pasted : now) }, ids }
}
