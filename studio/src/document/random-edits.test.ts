import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import {
  addGroup,
  addNode,
  addNote,
  adoptDocument,
  andRegroup,
  type Command,
  closeGroup,
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
  type History,
  insertNode,
  moveNodes,
  perform,
  redo,
  removeItems,
  renameColumn,
  renameGroup,
  renameModel,
  renameNode,
  renameParameter,
  resizeGroup,
  resizeNote,
  setParameter,
  startHistory,
  undo,
  ungroup,
  withMembers,
} from './index.ts'

const empty: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  parameters: [{ name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 }],
  nodes: [],
  edges: [],
  notes: [],
}

/** Repeatable numbers (mulberry32), so that a failure can be run again by its seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}

function randomCommand(document: GraphDocument, random: () => number): Command {
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

describe('the history of a document', () => {
  it('comes back to deeply equal documents at every step, whatever was done', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomOf(seed)
      let history: History = startHistory(empty)
      const seen: GraphDocument[] = [structuredClone(empty)]
      for (let step = 0; step < 90; step++) {
        // Each field is left before the next is entered, so that no two commands join into one step.
        history = closeGroup(history)
        const next = perform(history, randomCommand(history.document, random), step * 10_000)
        if (next !== history) seen.push(structuredClone(next.document))
        history = next
      }
      expect(seen.length, `seed ${seed}`).toBeGreaterThan(20)
      expect(history.past.length).toBe(seen.length - 1)

      for (let at = seen.length - 2; at >= 0; at--) {
        history = undo(history)
        expect(history.document, `seed ${seed}, undo to ${at}`).toEqual(seen[at])
      }
      expect(undo(history)).toBe(history)
      for (let at = 1; at < seen.length; at++) {
        history = redo(history)
        expect(history.document, `seed ${seed}, redo to ${at}`).toEqual(seen[at])
      }
      expect(redo(history)).toBe(history)
    }
  })

  it('survives any mixture of edits, undo and redo', () => {
    const random = randomOf(7)
    let history = startHistory(empty)
    for (let step = 0; step < 2000; step++) {
      const kind = random()
      history = closeGroup(history)
      const before = history
      history =
        kind < 0.5
          ? perform(history, randomCommand(history.document, random), step * 10_000)
          : kind < 0.8
            ? undo(history)
            : redo(history)
      if (history === before) continue
      if (kind < 0.5) expect(undo(history).document).toEqual(before.document)
      else if (kind < 0.8) expect(redo(history).document).toEqual(before.document)
      else expect(undo(history).document).toEqual(before.document)
      const ids = new Set(history.document.nodes.map(({ id }) => id))
      expect(history.document.edges.every(({ from, to }) => ids.has(from.node) && ids.has(to.node))).toBe(true)
    }
  })

  it('keeps every card in one frame at most, moves, copies and deletes a frame with what is in it', () => {
    const node = { type: 'filter', title: '筛选', config: {} }
    const size = { width: 400, height: 300 }
    let document = [
      addNode('n-1', node, { x: 40, y: 40 }),
      addNode('n-2', node, { x: 300, y: 40 }),
      connectPorts({ node: 'n-1', port: 'rows' }, { node: 'n-2', port: 'rows' }),
      addGroup('g-1', '甲', { position: { x: 0, y: 0 }, size, members: ['n-1'] }),
      addGroup('g-2', '乙', { position: { x: 500, y: 0 }, size, members: ['n-1', 'n-2'] }),
    ].reduce((now, command) => command.apply(now), empty)
    expect(document.formatVersion).toBe(2)
    expect(groupsOf(document).map(({ members }) => members)).toEqual([[], ['n-1', 'n-2']])
    document = andRegroup(moveNodes({ 'n-2': { x: 9, y: 9 } }), { 'n-2': 'g-1' }).apply(document)
    expect(groupsOf(document).map(({ members }) => members)).toEqual([['n-2'], ['n-1']])
    document = andRegroup(moveNodes({}), { 'n-1': 'g-1', 'n-2': 'g-1' }).apply(document)
    const copies = new Map([
      ['g-1', 'g-3'],
      ['n-1', 'n-3'],
      ['n-2', 'n-4'],
    ])
    const copied = duplicateNodes(copies, { x: 40, y: 40 }).apply(document)
    expect(groupsOf(copied).at(-1)).toMatchObject({ id: 'g-3', members: expect.arrayContaining(['n-3', 'n-4']) })
    expect(copied.edges).toHaveLength(2)
    expect(removeItems(['g-1']).apply(copied).nodes).toHaveLength(4)
    const gone = removeItems([...withMembers(copied, ['g-1'])]).apply(copied)
    expect([gone.nodes.length, gone.edges.length, groupsOf(gone).length]).toEqual([2, 1, 2])
  })

  it('makes one step of typing in one field, and a new one after a pause or in another field', () => {
    let history = perform(
      startHistory(empty),
      addNode('n-1', { type: 'filter', title: '筛选', config: { condition: '' } }, { x: 0, y: 0 }),
      0,
    )
    for (const [index, text] of ['d', 'da', 'day', 'days'].entries()) {
      history = perform(history, configureNode('n-1', 'condition', text, '条件'), 10_000 + index * 200)
    }
    expect(history.past.length).toBe(2)
    history = perform(history, configureNode('n-1', 'condition', 'days > 3', '条件'), 16_000)
    history = perform(history, configureNode('n-1', 'other', 'x', '另一项'), 16_100)
    expect(history.past.map(({ name }) => name.zh)).toEqual(['添加“筛选”', '修改“条件”', '修改“条件”', '修改“另一项”'])
    expect(undo(undo(history)).document.nodes[0]?.config).toEqual({ condition: 'days' })
  })

  it('keeps no step of a command that changes nothing', () => {
    const history = startHistory(empty)
    expect(perform(history, removeItems(['none']), 0)).toBe(history)
    expect(perform(history, setParameter('days', 30, '天数'), 0)).toBe(history)
    expect(perform(history, renameModel('  '), 0)).toBe(history)
  })

  it('removes the edges of a removed node, and brings them back on undo', () => {
    const node = { type: 'filter', title: '筛选', config: {} }
    let history = startHistory(empty)
    for (const command of [
      addNode('n-1', node, { x: 0, y: 0 }),
      addNode('n-2', node, { x: 0, y: 0 }),
      connectPorts({ node: 'n-1', port: 'rows' }, { node: 'n-2', port: 'rows' }),
    ])
      history = perform(history, command, 0)
    const connected = history.document
    history = perform(history, removeItems(['n-1']), 0)
    expect(history.document.edges).toEqual([])
    expect(undo(history).document).toEqual(connected)
  })
})
