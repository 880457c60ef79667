import { describe, expect, it } from 'vitest'
import { card, drawing, wire } from '../document/testing/drawings.ts'
import { storyStatutes, storyTables } from '../editor/story-document.ts'
import { portsOf } from './card-text.ts'
import { layoutCard } from './node-size.ts'
import { paletteItems } from './palette-items.ts'
import { entriesFor, type QuickAddPurpose, wiredNode } from './quick-add.ts'

const document = drawing({
  nodes: [
    card('source', 'source', { table: 'T03' }),
    card('late', 'filter'),
    card('judge', 'judge'),
    card('out', 'lead-output'),
  ],
  edges: [wire('e-1', 'source', 'late'), wire('e-2', 'late', 'judge')],
})
const catalogue = { tables: storyTables, statutes: storyStatutes }
const items = paletteItems(storyTables)
const offered = (purpose: QuickAddPurpose) => entriesFor(document, items, purpose).map(({ key }) => key)
const out = (id: string, port = 'rows') => ({ side: 'out', port: { node: id, port } }) as const

describe('what is offered', () => {
  it('after a table: what takes a table', () => {
    const keys = offered({ kind: 'wire', held: out('source'), aside: false })
    expect(keys).toContain('join:anti')
    expect(keys.filter((key) => /^source|lead-output|note|frame/.test(key))).toEqual([])
  })

  it('after the leads of a judge: what collects leads, first', () => {
    expect(offered({ kind: 'wire', held: out('judge', 'leads'), aside: false })[0]).toBe('lead-output')
    expect(offered({ kind: 'wire', held: { side: 'in', port: { node: 'out', port: 'leads' } }, aside: false })).toEqual(
      ['judge'],
    )
  })

  it('on an edge: what rows can flow through', () => {
    const keys = offered({ kind: 'edge', edgeId: 'e-2' })
    expect(keys).toContain('derive')
    expect(keys).not.toContain('lead-output')
  })

  it('instead of a node: other kinds, and what each would cost', () => {
    const entries = entriesFor(document, items, { kind: 'replace', nodeId: 'late' })
    expect(entries.map(({ key }) => key)).not.toContain('filter')
    expect(entries[0]?.cost).toBeUndefined()
    expect(entries.find(({ key }) => key === 'lead-output')?.cost?.zh).toBe('断 2 条线')
  })
})

describe('a node for a wire', () => {
  it('lies with its port where the wire ended, whatever it will say, and is one step with its edge', () => {
    for (const key of ['filter', 'join:anti', 'aggregate', 'judge']) {
      const item = items.find((one) => one.key === key)
      if (item === undefined) throw new Error(`no ${key}`)
      const at = { x: 500, y: 300 }
      const added = wiredNode(document, { held: out('source'), item, at, catalogue, language: 'zh', t: ({ zh }) => zh })
      if (added === null) throw new Error(`${key} does not fit`)
      const after = added.command.apply(document)
      expect(after.edges).toHaveLength(document.edges.length + 1)
      const drawn = after.nodes.find(({ id }) => id === added.id)
      if (drawn === undefined) throw new Error(`${key} is not there`)
      expect(drawn.position.x).toBe(500)
      // Within its card whatever its height is.
      const plain = layoutCard({ describe: '', problem: null, ...portsOf(drawn, after) })
      expect(at.y - drawn.position.y).toBeGreaterThan(plain.height / 4)
      expect(at.y - drawn.position.y).toBeLessThan(added.height)
    }
  })

  it('is filled from what arrives, and leads bring along what could not be determined', () => {
    const wired = (key: string, held: Parameters<typeof wiredNode>[1]['held'], drawn = document) => {
      const item = items.find((one) => one.key === key)
      if (item === undefined) throw new Error(`no ${key}`)
      const request = {
        held,
        item,
        at: { x: 0, y: 0 },
        catalogue,
        language: 'zh',
        t: ({ zh }: { zh: string }) => zh,
      } as const
      return wiredNode(drawn, request)?.command.apply(drawn) ?? drawn
    }
    const people = drawing({ nodes: [card('source', 'source', { table: 'T90' }), card('judge', 'judge')] })
    expect(wired('normalise-identity', out('source'), people).nodes.at(-1)?.config).toEqual({ column: 'id_no' })
    const led = wired('lead-output', out('judge', 'leads'), people)
    expect(led.edges.map(({ from, to }) => `${from.port} ${to.port}`)).toEqual([
      'leads leads',
      'undetermined undetermined',
    ])
    expect(led.nodes.at(-1)?.config).toMatchObject({ title: '试验' })
  })

  it('does not come where it does not fit', () => {
    const item = items.find(({ type }) => type === 'lead-output')
    if (item === undefined) throw new Error('no output')
    const request = { item, at: { x: 0, y: 0 }, catalogue, language: 'zh', t: ({ zh }: { zh: string }) => zh } as const
    expect(wiredNode(document, { ...request, held: out('source') })).toBeNull()
  })
})
