import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import {
  addGroup,
  addNode,
  andRegroup,
  closeGroup,
  configureNode,
  connectPorts,
  duplicateNodes,
  groupsOf,
  type History,
  moveNodes,
  perform,
  redo,
  removeItems,
  renameModel,
  setParameter,
  startHistory,
  undo,
  withMembers,
} from './index.ts'
import { emptyDocument, randomCommand, randomOf } from './testing/random-commands.ts'

describe('the history of a document', () => {
  it('comes back to deeply equal documents at every step, whatever was done', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomOf(seed)
      let history: History = startHistory(emptyDocument)
      const seen: GraphDocument[] = [structuredClone(emptyDocument)]
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
    let history = startHistory(emptyDocument)
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
    ].reduce((now, command) => command.apply(now), emptyDocument)
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
      startHistory(emptyDocument),
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
    const history = startHistory(emptyDocument)
    expect(perform(history, removeItems(['none']), 0)).toBe(history)
    expect(perform(history, setParameter('days', 30, '天数'), 0)).toBe(history)
    expect(perform(history, renameModel('  '), 0)).toBe(history)
  })

  it('removes the edges of a removed node, and brings them back on undo', () => {
    const node = { type: 'filter', title: '筛选', config: {} }
    let history = startHistory(emptyDocument)
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
