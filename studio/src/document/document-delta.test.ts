import { expect, it } from 'vitest'
import { applyDelta, deltaOf } from './document-delta.ts'
import { type History, perform, startHistory, undo } from './history.ts'
import { keepEdits, readEdits, reopen } from './kept-edits.ts'
import { emptyDocument, randomCommand, randomOf } from './testing/random-commands.ts'

/** A history of random commands, some of them undone again. */
function randomHistory(seed: number, steps: number): History {
  const random = randomOf(seed)
  let history: History = startHistory(emptyDocument)
  for (let step = 0; step < steps; step++)
    history = random() < 0.85 ? perform(history, randomCommand(history.document, random), step * 10_000) : undo(history)
  return history
}

it('turns any document of a history into any other, through JSON', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = randomOf(seed)
    const { past } = randomHistory(seed, 60)
    const pick = () => past[Math.floor(random() * past.length)]?.document ?? emptyDocument
    for (let pair = 0; pair < 10; pair++) {
      const [from, to] = [pick(), pick()]
      const delta = JSON.parse(JSON.stringify(deltaOf(from, to))) as ReturnType<typeof deltaOf>
      expect(applyDelta(from, delta), `seed ${seed}`).toEqual(to)
      expect(Object.keys(applyDelta(from, delta)).sort()).toEqual(Object.keys(to).sort())
    }
  }
})

it('keeps a history with its undone steps and its unsaved work, through JSON', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const history = randomHistory(seed, 80)
    const saved = { revision: seed, document: history.past.at(-3)?.document ?? emptyDocument }
    const kept = JSON.parse(JSON.stringify(keepEdits(history, saved))) as ReturnType<typeof keepEdits>
    const read = readEdits(kept)
    expect(read.saved).toEqual(saved)
    expect({ ...read.history, open: null }, `seed ${seed}`).toEqual({ ...history, open: null })
  }
})

it('costs what changed, not what is there', () => {
  const nodes = Array.from({ length: 1000 }, (_, index) => ({
    id: `n-${index}`,
    type: 'filter',
    title: '筛选',
    position: { x: index, y: 0 },
    config: { condition: 'days > 1' },
  }))
  const from = { ...emptyDocument, nodes }
  const to = { ...from, nodes: nodes.map((node, at) => (at === 500 ? { ...node, title: '改名' } : node)) }
  expect(JSON.stringify(deltaOf(from, to)).length).toBeLessThan(400)
})

it('goes on from kept edits only where that is true, and never drops unsaved work', () => {
  const history = randomHistory(7, 40)
  const before = history.past.at(-1)?.document ?? emptyDocument
  const other = { ...emptyDocument, title: '别人的' }
  const keptSaved = keepEdits(history, { revision: 4, document: history.document })
  const keptUnsaved = keepEdits(history, { revision: 4, document: before })
  // Same revision: steps and unsaved work go on.
  expect(reopen({ revision: 4, document: history.document }, keptSaved)?.history.past.length).toBe(history.past.length)
  expect(reopen({ revision: 4, document: before }, keptUnsaved)).toMatchObject({
    saved: { revision: 4, document: before },
  })
  // The save arrived, its answer did not.
  expect(reopen({ revision: 5, document: history.document }, keptUnsaved)?.saved.revision).toBe(5)
  // The model moved on: saved steps are of no use, unsaved work meets the conflict on its own revision.
  expect(reopen({ revision: 9, document: other }, keptSaved)).toBeNull()
  expect(reopen({ revision: 9, document: other }, keptUnsaved)).toMatchObject({ saved: { revision: 4 } })
})
