import type { GraphDocument, GraphEdge, GraphNode } from '@jianmo/engine/graph'
import type { Locator, Page } from 'playwright'

/** Small drawings for the details of building. */

interface Card {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly at: readonly [number, number]
  readonly config?: Readonly<Record<string, unknown>>
}

/** A wire as `from.port → to.port`; the port is `rows` where none is said. */
export function drawing(cards: readonly Card[], wires: readonly string[] = []): GraphDocument {
  const nodes = cards.map(
    ({ id, type, title, at: [x, y], config = {} }): GraphNode => ({ id, type, title, position: { x, y }, config }),
  )
  const end = (text: string) => {
    const [node = '', port = 'rows'] = text.trim().split('.')
    return { node, port }
  }
  const edges = wires.map((wire, index): GraphEdge => {
    const [from = '', to = ''] = wire.split('→')
    return { id: `w-${index + 1}`, from: end(from), to: end(to) }
  })
  return {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: '搭建',
    summary: '',
    parameters: [{ name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' }],
    nodes,
    edges,
    notes: [],
  }
}

export const source = (id: string, title: string, at: readonly [number, number], table = 'T03'): Card => ({
  id,
  type: 'source',
  title,
  at,
  config: { table },
})

export const filter = (id: string, title: string, at: readonly [number, number]): Card => ({
  id,
  type: 'filter',
  title,
  at,
  config: { condition: 'admit_date is not null' },
})

/** Wires of a document in words. */
export const wiresOf = ({ edges }: GraphDocument): readonly string[] =>
  edges.map(({ from, to }) => `${from.node}.${from.port} → ${to.node}.${to.port}`).sort()

export const canvasOf = (page: Page): Locator => page.getByRole('region', { name: '画布' })

/** The list of nodes at a place of the canvas. */
export const menuOf = (page: Page): Locator => canvasOf(page).locator('.quick-add')

export const optionsOf = async (page: Page): Promise<readonly string[]> =>
  menuOf(page).getByRole('option').locator('.palette-label').allTextContents()

/** A place of the canvas by its distance from the upper left corner. */
export async function placeOn(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await canvasOf(page).boundingBox()
  if (!box) throw new Error('The canvas is not on the screen')
  return { x: box.x + x, y: box.y + y }
}

export const focusIsOnCanvas = (page: Page): Promise<boolean> =>
  page.evaluate(
    () => document.activeElement?.closest('.canvas') !== null && document.activeElement?.closest('.quick-add') === null,
  )
