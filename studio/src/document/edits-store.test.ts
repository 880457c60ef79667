import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { openEditsStore } from './edits-store.ts'
import { perform, startHistory } from './history.ts'
import { keepEdits } from './kept-edits.ts'
import { renameModel } from './model-commands.ts'
import { emptyDocument } from './testing/random-commands.ts'

const place = { personId: 'zhou', modelId: 'm-1' }
const history = perform(startHistory(emptyDocument), renameModel('改过'), 0)
const unsaved = keepEdits(history, { revision: 1, document: emptyDocument })
const saved = keepEdits(history, { revision: 2, document: history.document })
const day = 24 * 3_600_000

it('gives a tab its own edits, and the unsaved work of tabs that are gone', async () => {
  const open = new Set(['a', 'b'])
  let now = 0
  const tab = (name: string) =>
    openEditsStore({ tab: name, isOpen: (other) => Promise.resolve(open.has(other)), now: () => now })
  const [a, b, c] = [tab('a'), tab('b'), tab('c')]
  await a.keep(place, unsaved)
  expect(await a.take(place)).toEqual(unsaved)
  expect(await b.take(place)).toBeNull()
  expect(await a.take({ ...place, personId: 'ha' })).toBeNull()

  // The tab is killed; the next one to open the model goes on with its work, once.
  open.delete('a')
  expect(await b.take(place)).toEqual(unsaved)
  expect(await c.take(place)).toBeNull()
  expect(await b.take(place)).toEqual(unsaved)

  // What the server has is nobody else's business, and goes when the person leaves.
  await b.keep(place, saved)
  open.delete('b')
  expect(await c.take(place)).toBeNull()
  await b.forget('zhou')
  expect(await b.take(place)).toBeNull()
  await b.keep(place, unsaved)
  await b.forget('zhou')
  expect(await b.take(place)).toEqual(unsaved)
  now = 31 * day
  expect(await b.take(place)).toBeNull()
})
