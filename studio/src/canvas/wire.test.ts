import { describe, expect, it } from 'vitest'
import { card, drawing, wire } from '../document/testing/drawings.ts'
import { portsOf } from './card-text.ts'
import { layoutCard } from './node-size.ts'
import { aimAt, legalEnds, portFor, type WireCard } from './wire.ts'

const document = drawing({
  nodes: [
    card('source', 'source', {}, 0),
    card('filter', 'filter', {}, 300),
    card('join', 'join', {}, 600),
    card('late', 'filter', {}, 900),
    card('judge', 'judge', {}, 1200),
    card('out', 'lead-output', {}, 1500),
  ],
  edges: [wire('e-1', 'source', 'filter'), wire('e-2', 'join', 'late')],
})
const cards = document.nodes.map((item): WireCard => {
  const ports = portsOf(item, document)
  const layout = layoutCard({ describe: '', problem: null, ...ports })
  return { box: { ...item.position, width: layout.width, height: layout.height }, node: item, layout, ports }
})
const boxOf = (id: string) => cards.find(({ node: item }) => item.id === id)?.box ?? { x: 0, y: 0, width: 0, height: 0 }
const aim = (held: ['in' | 'out', string, string], x: number, y: number) =>
  aimAt(document, { side: held[0], port: { node: held[1], port: held[2] } }, cards, { x, y })
const at = (id: string, across: number, down: number) => {
  const { x, y, width, height } = boxOf(id)
  return [x + width * across, y + height * down] as const
}

describe('a wire that is let go', () => {
  it('on a card goes to the nearest free port that takes it', () => {
    expect(aim(['out', 'source', 'rows'], ...at('join', 0.5, 0.2))).toMatchObject({
      to: { node: 'join', port: 'left' },
    })
    expect(aim(['out', 'source', 'rows'], ...at('join', 0.5, 0.8))).toMatchObject({
      to: { node: 'join', port: 'right' },
    })
    expect(aim(['in', 'late', 'rows'], ...at('source', 0.5, 0.5))).toMatchObject({
      refused: { zh: expect.stringContaining('只能接一条线') },
    })
    expect(aim(['in', 'judge', 'rows'], ...at('join', 0.9, 0.9))).toMatchObject({
      to: { node: 'join', port: 'unidentified' },
    })
  })

  it('next to a card goes to a port within reach, farther away to none', () => {
    const { x, height } = boxOf('judge')
    expect(aim(['out', 'source', 'rows'], x - 20, height / 2)).toMatchObject({ to: { node: 'judge' } })
    expect(aim(['out', 'source', 'rows'], x - 40, height / 2)).toBeNull()
  })

  it('is refused in words of its own for every reason', () => {
    const reasons = [
      aim(['out', 'source', 'rows'], ...at('filter', 1, 0.5)),
      aim(['out', 'late', 'rows'], ...at('join', 0.5, 0.5)),
      aim(['out', 'late', 'rows'], ...at('filter', 0.5, 0.5)),
      aim(['out', 'source', 'rows'], ...at('out', 0.5, 0.2)),
      aim(['out', 'filter', 'rows'], ...at('source', 0.5, 0.5)),
      aim(['in', 'late', 'rows'], ...at('out', 0.5, 0.5)),
      aim(['out', 'source', 'rows'], ...at('source', 0.5, 0.5)),
    ].map((found) => (found !== null && 'refused' in found ? found.refused.zh : null))
    expect(reasons).not.toContain(null)
    expect(new Set(reasons).size).toBe(6)
  })

  it('knows which new nodes fit, and which ends of a card', () => {
    const held = { side: 'out', port: { node: 'source', port: 'rows' } } as const
    expect(['source', 'filter', 'join', 'lead-output'].map((type) => portFor(document, held, type))).toEqual([
      null,
      'rows',
      'left',
      null,
    ])
    expect(portFor(document, { side: 'out', port: { node: 'judge', port: 'leads' } }, 'lead-output')).toBe('leads')
    expect(portFor(document, { side: 'in', port: { node: 'out', port: 'leads' } }, 'judge')).toBe('leads')
    const join = cards.find(({ node: item }) => item.id === 'join')
    expect(join && legalEnds(document, held, join).map(({ to }) => to.port)).toEqual(['left', 'right'])
  })
})
