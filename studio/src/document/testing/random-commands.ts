import type { GraphDocument } from '@jianmo/engine/graph'
import {
  addGroup,
  addNode,
  addNote,
  adoptDocument,
  andRegroup,
  arrangeDrawing,
  type Command,
  collapseGroup,
  colourGroup,
  colourNote,
  configureNode,
  connectPorts,
  disconnectEdge,
  duplicateNodes,
  editNote,
  freshId,
  groupsOf,
  insertNode,
  moveNodes,
  pinItems,
  removeItems,
  renameColumn,
  renameGroup,
  renameModel,
  renameNode,
  renameParameter,
  resizeGroup,
  resizeNote,
  setParameter,
  ungroup,
  withMembers,
} from '../index.ts'
import { drawing } from './drawings.ts'

/** An empty model with one parameter. */
export const emptyDocument = drawing({
  parameters: [{ name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 }],
})

/** Repeatable numbers (mulberry32), so that a failure can be run again by its seed. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}

/** Any command that the editor has, on things that the document has, and on some that it has not. */
export function randomCommand(document: GraphDocument, random: () => number): Command {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const number = () => Math.floor(random() * 1000)
  const node = pick(document.nodes)?.id ?? 'none'
  const other = pick(document.nodes)?.id ?? 'none'
  const edge = pick(document.edges)?.id ?? 'none'
  const note = pick(document.notes)?.id ?? 'none'
  const frame = pick(groupsOf(document))?.id ?? 'none'
  const place = { position: { x: number(), y: number() }, size: { width: 300, height: 200 }, members: [node, note] }
  const fresh = { type: 'filter', title: `筛选 ${number()}`, config: { condition: '' } }
  const commands: readonly (() => Command)[] = [
    () => addNode(freshId('n', document.nodes), fresh, { x: number(), y: number() }),
    () => moveNodes({ [node]: { x: number(), y: number() }, [other]: { x: number(), y: number() } }),
    () => connectPorts({ node, port: 'rows' }, { node: other, port: 'rows' }),
    () => disconnectEdge(edge),
    () =>
      insertNode({ ...fresh, id: freshId('n', document.nodes), position: { x: 1, y: 2 } }, edge, {
        input: 'rows',
        output: 'rows',
        room: { card: 208, gap: 60 },
      }),
    () => configureNode(node, 'condition', `days > ${number()}`, '条件'),
    () => renameNode(node, `名称 ${number()}`),
    () => removeItems([node], [edge]),
    () => duplicateNodes(new Map([[node, freshId('copy', document.nodes)]]), { x: 40, y: 40 }),
    () => setParameter('days', number(), '天数'),
    () => configureNode(node, 'columns', [{ name: 'a', label: '', expression: '$days' }], '新列'),
    () => renameColumn({ nodeId: node, field: 'columns', index: 0 }, `c${number()}`, { tables: [], statutes: [] }),
    () => renameParameter(document.parameters[0]?.name ?? '', `p${number()}`, { tables: [], statutes: [] }),
    () => renameModel(`模型 ${number()}`),
    () => addNote(freshId('note', document.notes), { x: number(), y: number() }),
    () => editNote(note, `理由 ${number()}`),
    () => resizeNote(note, { width: 100 + number(), height: 60 + number() }),
    () => colourNote(note, 'green'),
    () => addGroup(freshId('group', groupsOf(document)), '分组', place),
    () => renameGroup(frame, `分组 ${number()}`),
    () => colourGroup(frame, 'rose'),
    () => collapseGroup(frame, random() < 0.5),
    () => resizeGroup(frame, place),
    () => ungroup(frame),
    () => pinItems(new Set([node, note, frame]), random() < 0.6),
    () =>
      arrangeDrawing({
        positions: Object.fromEntries(document.nodes.map(({ id }) => [id, { x: number(), y: number() }])),
        sizes: { [frame]: { width: 100 + number(), height: 80 + number() } },
      }),
    () => andRegroup(moveNodes({ [node]: { x: number(), y: number() } }), { [node]: frame }),
    () => removeItems([...withMembers(document, [frame])]),
    () =>
      duplicateNodes(
        new Map(
          [...withMembers(document, [frame])].map((id, index) => [
            id,
            `c-${document.nodes.length}-${number()}-${index}`,
          ]),
        ),
        { x: 8, y: 8 },
      ),
    () => adoptDocument({ ...document, summary: String(number()) }, { zh: '采用', en: 'Adopt' }),
  ]
  return (pick(commands) ?? commands[0])?.() ?? renameModel('x')
}
