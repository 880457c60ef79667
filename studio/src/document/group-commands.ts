import type { CanvasGroup, GraphDocument, Position, Tint } from '@jianmo/engine/graph'
import type { Command } from './command.ts'

export interface Frame {
  readonly position: Position
  readonly size: CanvasGroup['size']
}

/** The frames of a document; one without any keeps no list. */
export const groupsOf = ({ groups }: Pick<GraphDocument, 'groups'>): readonly CanvasGroup[] => groups ?? []

/** The frame that a card is in. */
export function groupAround(document: GraphDocument, id: string): CanvasGroup | undefined {
  return groupsOf(document).find(({ members }) => members.includes(id))
}

/** Ids, with those of everything inside the frames among them. */
export function withMembers(document: GraphDocument, ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set(ids)
  for (const { id, members } of groupsOf(document)) if (all.has(id)) for (const member of members) all.add(member)
  return all
}

/** Puts a frame around cards, which leave the frames that they were in. */
export function addGroup(
  id: string,
  title: string,
  { members, ...frame }: Frame & { readonly members: readonly string[] },
): Command {
  return {
    name: { zh: '添加分组框', en: 'Add frame' },
    apply(document) {
      const taken = new Set(members)
      const others = groupsOf(document).map((group) => without(group, taken))
      return withGroups(document, [
        ...others,
        { id, title, colour: 'blue', ...whole(frame), members: [...members], collapsed: false },
      ])
    },
  }
}

export function renameGroup(id: string, title: string): Command {
  return {
    name: { zh: '重命名分组框', en: 'Rename frame' },
    group: `group-title:${id}`,
    apply: (document) => changeGroup(document, id, { title: title.slice(0, 80) }),
  }
}

export function colourGroup(id: string, colour: Tint): Command {
  return {
    name: { zh: '更改分组框颜色', en: 'Colour frame' },
    apply: (document) => changeGroup(document, id, { colour }),
  }
}

export function collapseGroup(id: string, collapsed: boolean): Command {
  return {
    name: collapsed ? { zh: '收起分组框', en: 'Collapse frame' } : { zh: '展开分组框', en: 'Expand frame' },
    apply: (document) => changeGroup(document, id, { collapsed }),
  }
}

/** Gives a frame another edge; what is inside then belongs to it. */
export function resizeGroup(
  id: string,
  { members, ...frame }: Frame & { readonly members: readonly string[] },
): Command {
  return {
    name: { zh: '调整分组框', en: 'Resize frame' },
    group: `group-size:${id}`,
    apply(document) {
      const taken = new Set(members)
      const others = groupsOf(document).map((group) => (group.id === id ? group : without(group, taken)))
      return changeGroup(withGroups(document, others), id, { ...whole(frame), members: [...members] })
    },
  }
}

/** Takes the frame away and leaves what was in it. */
export function ungroup(id: string): Command {
  return {
    name: { zh: '解散分组框', en: 'Remove frame' },
    apply(document) {
      const rest = groupsOf(document).filter((group) => group.id !== id)
      return rest.length === groupsOf(document).length ? document : withGroups(document, rest)
    },
  }
}

/** A command, and in the same step which frame its cards are in then (null: in none). */
export function andRegroup(command: Command, frames: Readonly<Record<string, string | null>>): Command {
  const cards = Object.entries(frames)
  if (cards.length === 0) return command
  const moved = new Set(cards.map(([card]) => card))
  return {
    ...command,
    apply(document) {
      const next = command.apply(document)
      const groups = groupsOf(next).map((group) => {
        const left = without(group, moved)
        const joined = cards.filter(([, frame]) => frame === group.id).map(([card]) => card)
        return joined.length === 0 ? left : { ...left, members: [...left.members, ...joined] }
      })
      return withGroups(next, groups)
    },
  }
}

/** The version of a document once something is in it that came with a version. */
export function atLeast(version: 2 | 3, document: GraphDocument): GraphDocument['formatVersion'] {
  return document.formatVersion > version ? document.formatVersion : version
}

/** The document with these frames; frames are what version 2 has. */
export function withGroups(document: GraphDocument, groups: readonly CanvasGroup[]): GraphDocument {
  const before = groupsOf(document)
  const same = groups.length === before.length && groups.every((group, index) => sameJson(group, before[index]))
  if (same) return document
  return { ...document, formatVersion: atLeast(2, document), groups: [...groups] }
}

export function without(group: CanvasGroup, gone: ReadonlySet<string>): CanvasGroup {
  return group.members.some((id) => gone.has(id))
    ? { ...group, members: group.members.filter((id) => !gone.has(id)) }
    : group
}

function changeGroup(document: GraphDocument, id: string, change: Partial<CanvasGroup>): GraphDocument {
  return withGroups(
    document,
    groupsOf(document).map((group) => (group.id === id ? { ...group, ...change } : group)),
  )
}

function whole({ position, size }: Frame): Frame {
  return {
    position: { x: Math.round(position.x), y: Math.round(position.y) },
    size: { width: Math.round(size.width), height: Math.round(size.height) },
  }
}

const sameJson = (left: unknown, right: unknown) => left === right || JSON.stringify(left) === JSON.stringify(right)
