import type { CanvasGroup, CanvasNote, GraphDocument } from '@jianmo/engine/graph'
import Elk from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { generatedGraph } from '../../details/generated-graph.ts'
import { arrangeDrawing, pinItems } from '../document/index.ts'
import { card, drawing, wire } from '../document/testing/drawings.ts'
import { randomOf } from '../document/testing/random-commands.ts'
import { areClose } from './boxes.ts'
import { shapesOf } from './drawn-shapes.ts'
import { placeLayout, planLayout } from './place-layout.ts'

const elk = new Elk()
const shapes = (document: GraphDocument) => shapesOf(document, {}, ({ zh }) => zh)

async function arranged(document: GraphDocument, selected: readonly string[] = []): Promise<GraphDocument> {
  const plan = planLayout(document, shapes(document), new Set(selected))
  return arrangeDrawing(placeLayout(plan, await elk.layout(structuredClone(plan.graph)))).apply(document)
}

const placeOf = ({ nodes, notes, groups = [] }: GraphDocument, id: string) => {
  const thing = [...nodes, ...notes, ...groups].find((one) => one.id === id)
  if (thing === undefined) throw new Error(`There is no ${id}`)
  return thing.position
}
const note = (id: string, x: number, y: number): CanvasNote => ({
  id,
  text: '为什么',
  position: { x, y },
  size: { width: 200, height: 60 },
})
const frame = (id: string, members: string[], x: number, y: number, collapsed = false): CanvasGroup => ({
  id,
  title: id,
  colour: 'blue',
  position: { x, y },
  size: { width: 500, height: 300 },
  members,
  collapsed,
})
const at = (id: string, x: number, y: number, type = 'filter') => ({ ...card(id, type), position: { x, y } })

/** Two tables, each filtered, are joined; drawn the wrong way round. */
const crossed = drawing({
  nodes: [
    at('right', 0, 0, 'source'),
    at('left', 0, 200, 'source'),
    at('old', 300, 0),
    at('young', 300, 200),
    at('join', 600, 100, 'join'),
    at('last', 900, 100),
  ],
  edges: [
    wire('e-1', 'right', 'old'),
    wire('e-2', 'left', 'young'),
    wire('e-3', 'young', 'join', 'left'),
    wire('e-4', 'old', 'join', 'right'),
    wire('e-5', 'join', 'last'),
  ],
})

/** Cards, frames and notes anywhere, wired forwards, some of them pinned. */
function randomDrawing(seed: number): GraphDocument {
  const random = randomOf(seed)
  const place = () => ({ x: Math.floor(random() * 900), y: Math.floor(random() * 700) })
  const count = 6 + Math.floor(random() * 12)
  const nodes = Array.from({ length: count }, (_, index) => ({
    ...card(`n-${index}`, index < 3 ? 'source' : random() < 0.3 ? 'join' : 'filter'),
    position: place(),
  }))
  const edges = nodes.flatMap(({ id, type }, index) =>
    (type === 'source' ? [] : type === 'join' ? ['left', 'right'] : ['rows']).map((port) =>
      wire(`e-${id}-${port}`, `n-${Math.floor(random() * index)}`, id, port),
    ),
  )
  const notes = Array.from({ length: 3 }, (_, index) => ({ ...note(`m-${index}`, 0, 0), position: place() }))
  const ids = [...nodes, ...notes].map(({ id }) => id)
  const groups = [
    frame(
      'g-0',
      ids.filter((_, index) => index % 5 === 1),
      100,
      100,
      random() < 0.4,
    ),
    frame(
      'g-1',
      ids.filter((_, index) => index % 5 === 3 && index % 2 === 0),
      500,
      300,
    ),
    frame('g-2', [], 900, 100),
  ].slice(0, Math.floor(random() * 4))
  const document = drawing({ formatVersion: 2, nodes, edges, notes, groups })
  const pins = ids.filter(() => random() < (seed % 3 === 0 ? 0.15 : 0))
  return pinItems(new Set(pins), true).apply(document)
}

describe('auto-layout', () => {
  it('gives the same positions when it is run again, whatever was drawn, pinned or selected', async () => {
    for (let seed = 1; seed <= 16; seed++) {
      const document = randomDrawing(seed)
      const selected = seed % 4 === 0 ? document.nodes.slice(2, 9).map(({ id }) => id) : []
      const once = await arranged(document, selected)
      expect(await arranged(once, selected), `seed ${seed}`).toEqual(once)
    }
  })

  it('lets nothing that it moved cover another', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const document = await arranged(randomDrawing(seed))
      const { boxes } = shapes(document)
      const framed = new Map((document.groups ?? []).flatMap(({ id, members }) => members.map((one) => [one, id])))
      const still = new Set(
        [...document.nodes, ...document.notes, ...(document.groups ?? [])]
          .filter((one) => one.pinned)
          .map(({ id }) => id),
      )
      const all = [...boxes].filter(([id]) => !still.has(id) && !still.has(framed.get(id) ?? ''))
      // A note may have been written across its own card.
      const cards = all.filter(([id]) => !id.startsWith('m-'))
      for (const [id, box] of cards)
        for (const [other, otherBox] of cards)
          if (id < other && framed.get(id) === framed.get(other))
            expect(areClose(box, otherBox, 0), `seed ${seed}: ${id} covers ${other}`).toBe(
              framed.get(id) === other || framed.get(other) === id,
            )
    }
  })

  it('respects port order: what feeds the left input of a join stands above what feeds the right', async () => {
    const document = await arranged(crossed)
    expect(placeOf(document, 'young').y).toBeLessThan(placeOf(document, 'old').y)
    expect(placeOf(document, 'left').y).toBeLessThan(placeOf(document, 'right').y)
    const large = await arranged(generatedGraph(300))
    const joins = large.nodes.filter(({ type }) => type === 'join')
    expect(joins).toHaveLength(30)
    for (const { id } of joins) {
      const feeding = (port: string) =>
        large.edges.find(({ to }) => to.node === id && to.port === port)?.from.node ?? ''
      expect(placeOf(large, feeding('left')).y, id).toBeLessThanOrEqual(placeOf(large, feeding('right')).y)
    }
  })

  it('keeps notes with their nodes, drawn closer if they stood far away', async () => {
    const beside = { ...crossed, notes: [note('near', 600, 20), note('far', 900, 500)] }
    const document = await arranged(beside)
    const distance = (id: string, of: string) => ({
      x: placeOf(document, id).x - placeOf(document, of).x,
      y: placeOf(document, id).y - placeOf(document, of).y,
    })
    expect(distance('near', 'join')).toEqual({ x: 0, y: -80 })
    expect(distance('far', 'last').x).toBe(0)
    expect(distance('far', 'last').y).toBeLessThan(200)
  })

  it('keeps what is in a frame inside it, and closes the frame around it', async () => {
    const groups = [frame('g-1', ['left', 'young'], 200, 400), frame('g-2', ['old', 'last'], 0, 0, true)]
    const document = await arranged({ ...crossed, formatVersion: 2, groups, notes: [note('above', 250, 300)] })
    const [open, closed] = document.groups ?? []
    const box = { ...(open?.position ?? { x: 0, y: 0 }), ...(open?.size ?? { width: 0, height: 0 }) }
    expect(placeOf(document, 'left')).toEqual({ x: box.x + 24, y: box.y + 52 })
    expect(placeOf(document, 'young').x + 208 + 24).toBe(box.x + box.width)
    expect(placeOf(document, 'above').y).toBe(box.y - 60 - 24)
    // What a collapsed one hides goes along.
    const by = { x: placeOf(document, 'old').x - 300, y: placeOf(document, 'old').y - 0 }
    expect(closed?.position).toEqual(by)
    expect(placeOf(document, 'last')).toEqual({ x: 900 + by.x, y: 100 + by.y })
  })

  it('leaves pinned nodes and frames, and puts the rest around them', async () => {
    const groups = [frame('g-1', ['left', 'young'], 0, 180)]
    const pinned = pinItems(new Set(['join', 'young']), true).apply({ ...crossed, formatVersion: 2, groups })
    const document = await arranged(pinned)
    for (const id of ['join', 'young', 'left', 'g-1']) expect(placeOf(document, id)).toEqual(placeOf(pinned, id))
    expect(placeOf(document, 'last').x).toBeGreaterThan(placeOf(document, 'join').x + 208)
    expect(document).not.toEqual(pinned)
  })

  it('moves only what is selected, and covers nothing else with it', async () => {
    const document = await arranged(crossed, ['old', 'join', 'last'])
    for (const id of ['left', 'right', 'young']) expect(placeOf(document, id)).toEqual(placeOf(crossed, id))
    const { boxes } = shapes(document)
    const [young, join] = [boxes.get('young'), boxes.get('join')]
    expect(young && join && areClose(young, join, 44)).toBe(false)
  })

  it('lays out the cards of one frame inside it, and one selected card is no selection', async () => {
    const groups = [frame('g-1', ['old', 'join', 'last'], 280, -60)]
    const framed = { ...crossed, formatVersion: 2 as const, groups }
    for (const selected of [['g-1'], ['old', 'join']]) {
      const document = await arranged(framed, selected)
      for (const id of ['left', 'right', 'young']) expect(placeOf(document, id)).toEqual(placeOf(crossed, id))
      expect(document).not.toEqual(framed)
      const [grown] = document.groups ?? []
      expect(grown?.position).toEqual({ x: 276, y: -60 })
    }
    expect(await arranged(crossed, ['old'])).toEqual(await arranged(crossed))
  })
})
