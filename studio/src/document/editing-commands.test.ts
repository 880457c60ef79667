import { describe, expect, it } from 'vitest'
import { clip, paste, readableText, readClipping, removeAndHeal, replaceNode } from './index.ts'
import { card, drawing, wire } from './testing/drawings.ts'
import { emptyDocument } from './testing/random-commands.ts'

const document = drawing({
  parameters: [
    { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 },
    { name: 'other', label: { zh: '另', en: 'Other' }, type: 'integer', value: 1 },
  ],
  nodes: [
    card('source-1', 'source', { table: 'T03' }),
    card('filter-1', 'filter', { condition: 'stay > $days' }, 300),
    card('sort-1', 'sort', {}, 600),
    card('join-1', 'join', {}, 900),
  ],
  edges: [
    wire('e-1', 'source-1', 'filter-1'),
    wire('e-2', 'filter-1', 'sort-1'),
    wire('e-3', 'sort-1', 'join-1', 'left'),
  ],
})

describe('removing with healing', () => {
  it('joins what was around, through as many removed nodes as it takes', () => {
    const one = removeAndHeal(document, ['filter-1'])
    expect(one.notHealed).toEqual([])
    expect(one.command.apply(document).edges.map(({ from, to }) => `${from.node} ${to.node}.${to.port}`)).toEqual([
      'sort-1 join-1.left',
      'source-1 sort-1.rows',
    ])
    const two = removeAndHeal(document, ['filter-1', 'sort-1']).command.apply(document)
    expect(two.edges.map(({ from, to }) => `${from.node} ${to.node}.${to.port}`)).toEqual(['source-1 join-1.left'])
  })

  it('says for which node nothing could be joined, and why', () => {
    expect(removeAndHeal(document, ['source-1']).notHealed).toEqual([
      { nodeId: 'filter-1', reason: { zh: expect.stringContaining('没有数据'), en: expect.any(String) } },
    ])
  })
})

describe('replacing a node', () => {
  it('keeps the id, the place, the wires and the settings that mean the same', () => {
    const replaced = replaceNode(document, 'filter-1', { type: 'distinct', title: '去重', config: {} })
    const now = replaced?.command.apply(document)
    expect(now?.nodes[1]).toMatchObject({
      id: 'filter-1',
      type: 'distinct',
      title: 'filter-1',
      position: { x: 300, y: 0 },
    })
    expect(now?.edges).toEqual(document.edges)
    expect(replaced?.dropped.map(({ zh }) => zh)).toEqual(['条件'])
    expect(replaced?.cut).toBe(0)
  })

  it('carries settings of one meaning over to another name, and wires to another port', () => {
    const keyed = {
      ...document,
      nodes: document.nodes.map((item) =>
        item.id === 'filter-1'
          ? card('filter-1', 'deduplicate-keep', { key: ['id_no'], order: [{ column: 'd', direction: 'descending' }] })
          : item,
      ),
    }
    const replaced = replaceNode(keyed, 'filter-1', { type: 'sort', title: '排序', config: { order: [], limit: null } })
    expect(replaced?.command.apply(keyed).nodes[1]?.config).toMatchObject({
      order: [{ column: 'd', direction: 'descending' }],
    })
    expect(replaced?.dropped).toEqual([])
    const joined = replaceNode(document, 'filter-1', { type: 'join', title: '碰撞', config: {} })?.command.apply(
      document,
    )
    expect(joined?.edges.find(({ id }) => id === 'e-1')?.to.port).toBe('left')
    expect(joined?.edges.map(({ id }) => id)).toEqual(['e-1', 'e-2', 'e-3'])
  })
})

describe('the clipboard', () => {
  const clipping = clip(document, new Set(['filter-1', 'sort-1']))

  it('holds the nodes, the edges between them and the parameters that they name, and readable words', () => {
    expect(clipping?.edges.map(({ id }) => id)).toEqual(['e-2'])
    expect(clipping?.parameters.map(({ name }) => name)).toEqual(['days'])
    expect(readableText(clipping ?? emptyDocument, 'zh')).toContain('filter-1（筛选）')
    expect(readClipping(JSON.stringify(clipping))).toEqual(clipping)
    expect(clip(document, new Set(['none']))).toBeNull()
  })

  it.each([
    '',
    'null',
    '{}',
    '[1]',
    '姓名\t案号',
    '{"format":"jianmo.graph"}',
    '{"format":"jianmo.graph","formatVersion":99}',
  ])('takes %j for nothing of ours', (text) => {
    expect(readClipping(text)).toBeNull()
  })

  it('is put down under ids of its own, at a place, into another model', () => {
    if (clipping === null) throw new Error('nothing was copied')
    for (const target of [document, { ...emptyDocument, parameters: [] }]) {
      const { command, ids } = paste(target, clipping, { x: 1000, y: 500 })
      const now = command.apply(target)
      const added = now.nodes.filter(({ id }) => ids.has(id))
      expect(added.map(({ position }) => position)).toEqual([
        { x: 1000, y: 500 },
        { x: 1300, y: 500 },
      ])
      expect(new Set(now.nodes.map(({ id }) => id)).size).toBe(target.nodes.length + 2)
      expect(now.edges.length).toBe(target.edges.length + 1)
      expect(ids.has(now.edges.at(-1)?.from.node ?? '')).toBe(true)
      expect(now.parameters.filter(({ name }) => name === 'days')).toHaveLength(1)
    }
  })
})
