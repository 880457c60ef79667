import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { frameAround, framesAfter, frameUnder, hiddenIn } from './frames.ts'

const group = (id: string, x: number, members: string[], collapsed = false) => ({
  id,
  title: id,
  colour: 'blue' as const,
  position: { x, y: 0 },
  size: { width: 400, height: 300 },
  members,
  collapsed,
})
const document: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 2,
  title: 't',
  summary: '',
  parameters: [],
  nodes: [],
  edges: [],
  notes: [],
  groups: [group('a', 0, ['n']), group('b', 1000, ['m'], true)],
}
const card = (x: number, y = 50) => ({ x, y, width: 208, height: 90 })

describe('frames', () => {
  it('leave room for the title above the cards', () => {
    expect(frameAround([card(100, 100), card(400, 200)])).toEqual({
      position: { x: 76, y: 48 },
      size: { width: 556, height: 266 },
    })
  })

  it('hold the card whose middle is inside, and not while they are collapsed', () => {
    expect(frameUnder(document, card(-90))).toBe('a')
    expect(frameUnder(document, card(-120))).toBeNull()
    expect(frameUnder(document, card(1010))).toBeNull()
  })

  it('let go of a card that is dragged out, take one that is dragged in, and keep those that come along', () => {
    expect(framesAfter(document, new Map([['n', card(600)]]))).toEqual({ n: null })
    expect(framesAfter(document, new Map([['x', card(20)]]))).toEqual({ x: 'a' })
    const together = new Map([
      ['a', { x: 700, y: 0, width: 400, height: 300 }],
      ['n', card(720)],
    ])
    expect(framesAfter(document, together)).toEqual({})
  })

  it('hide what a collapsed one holds', () => {
    expect([...hiddenIn(document)]).toEqual([['m', 'b']])
  })
})
