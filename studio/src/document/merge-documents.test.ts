import type { GraphDocument } from '@jianmo/engine/graph'
import { GraphDocument as DocumentSchema } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import {
  addNode,
  configureNode,
  connectPorts,
  moveNodes,
  perform,
  removeItems,
  renameModel,
  renameNode,
  setParameter,
  startHistory,
} from './index.ts'
import { mergeDocuments } from './merge-documents.ts'
import { emptyDocument, randomCommand, randomOf } from './testing/random-commands.ts'

const filter = { type: 'filter', title: '筛选', config: { condition: 'days > 1', other: 'x' } }
const base = [
  addNode('n-1', filter, { x: 0, y: 0 }),
  addNode('n-2', filter, { x: 300, y: 0 }),
  connectPorts({ node: 'n-1', port: 'rows' }, { node: 'n-2', port: 'rows' }),
].reduce((document, command) => command.apply(document), emptyDocument)
const after = (...commands: readonly { apply: (document: GraphDocument) => GraphDocument }[]) =>
  commands.reduce((document, command) => command.apply(document), base)

describe('merging', () => {
  it('takes what each side changed alone, down to the settings of one card', () => {
    const mine = after(configureNode('n-1', 'condition', 'days > 30', '条件'), moveNodes({ 'n-2': { x: 500, y: 9 } }))
    const theirs = after(configureNode('n-1', 'other', 'y', '另'), renameNode('n-2', '对方的名字'), renameModel('新名'))
    const { document, conflicts, changes } = mergeDocuments({ base, mine, theirs })
    expect(conflicts).toEqual([])
    expect(changes).toEqual({ mine: 2, theirs: 3 })
    expect(document.title).toBe('新名')
    expect(document.nodes).toMatchObject([
      { config: { condition: 'days > 30', other: 'y' } },
      { title: '对方的名字', position: { x: 500, y: 9 } },
    ])
  })

  it('asks where both changed the same thing, and takes whose was chosen', () => {
    const mine = after(configureNode('n-1', 'condition', 'days > 30', '条件'), setParameter('days', 10, '天数'))
    const theirs = after(configureNode('n-1', 'condition', 'days > 60', '条件'), setParameter('days', 20, '天数'))
    const first = mergeDocuments({ base, mine, theirs })
    expect(first.conflicts.map(({ id, mine: my, theirs: their, taken }) => [id, my, their, taken])).toEqual([
      ['nodes.n-1.config.condition', 'days > 30', 'days > 60', 'mine'],
      ['parameters.days.value', '10', '20', 'mine'],
    ])
    const chosen = mergeDocuments({ base, mine, theirs }, { 'nodes.n-1.config.condition': 'theirs' })
    expect(chosen.document.nodes[0]?.config['condition']).toBe('days > 60')
    expect(chosen.document.parameters[0]?.value).toBe(10)
  })

  it('removes what one side removed, unless the other worked on it', () => {
    const removed = after(removeItems(['n-2']))
    expect(mergeDocuments({ base, mine: removed, theirs: base }).document.nodes).toHaveLength(1)
    const worked = after(configureNode('n-2', 'condition', 'days > 9', '条件'))
    for (const sides of [
      { base, mine: removed, theirs: worked },
      { base, mine: worked, theirs: removed },
    ]) {
      const { document, conflicts } = mergeDocuments(sides)
      expect(document.nodes.map(({ id }) => id)).toContain('n-2')
      expect(conflicts).toHaveLength(1)
    }
  })

  it('keeps two cards that were added under one id, with their wires', () => {
    const mine = after(
      addNode('filter-3', { ...filter, title: '我的' }, { x: 0, y: 200 }),
      connectPorts({ node: 'n-1', port: 'rows' }, { node: 'filter-3', port: 'rows' }),
    )
    const theirs = after(
      addNode('filter-3', { ...filter, title: '对方的' }, { x: 0, y: 400 }),
      connectPorts({ node: 'n-2', port: 'rows' }, { node: 'filter-3', port: 'rows' }),
    )
    const { document, conflicts } = mergeDocuments({ base, mine, theirs })
    expect(conflicts).toEqual([])
    const byTitle = (title: string) => document.nodes.find((node) => node.title === title)?.id
    expect(byTitle('对方的')).toBe('filter-3')
    expect(byTitle('我的')).not.toBe('filter-3')
    const wires = document.edges.map(({ from, to }) => `${from.node} ${to.node}`)
    expect(wires.sort()).toEqual(['n-1 n-2', `n-1 ${byTitle('我的')}`, `n-2 ${byTitle('对方的')}`].sort())
  })

  it('of any two ways from one document makes a document that can be saved, loses no card, and favours nobody without a conflict', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed)
      const work = (from: GraphDocument, steps: number) => {
        let history = startHistory(from)
        for (let step = 0; step < steps; step++)
          history = perform(history, randomCommand(history.document, random), step * 10_000)
        return history.document
      }
      const start = work(emptyDocument, 40)
      const [mine, theirs] = [work(start, 15), work(start, 15)]
      const merged = mergeDocuments({ base: start, mine, theirs })
      expect(DocumentSchema.safeParse(merged.document).error, `seed ${seed}`).toBeUndefined()
      const ids = [...merged.document.nodes, ...merged.document.notes].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const inBoth = mine.nodes.filter(({ id }) => theirs.nodes.some((node) => node.id === id)).map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(inBoth))
      expect(mergeDocuments({ base: start, mine, theirs: start }).document.nodes).toEqual(
        expect.arrayContaining([...mine.nodes]),
      )
      expect(mergeDocuments({ base: start, mine: start, theirs }).document).toEqual(theirs)
    }
  })
})
