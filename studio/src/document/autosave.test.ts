import type { GraphDocument } from '@jianmo/engine/graph'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SaveResult, type SaveState, startAutosave } from './autosave.ts'

const first: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '一',
  summary: '',
  parameters: [],
  nodes: [],
  edges: [],
  notes: [],
}
const second = { ...first, title: '二' }
const third = { ...first, title: '三' }

/** A server that keeps revisions, as models.save does. */
function keeper(revision = 1) {
  const kept = { revision, document: first, saves: 0, offline: false }
  const save = async (document: GraphDocument, base: number): Promise<SaveResult> => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    kept.saves += 1
    if (kept.offline) return { kind: 'failed', reason: { zh: '连不上', en: 'offline' } }
    const conflict = { revision: kept.revision, savedBy: '李', savedAt: '2026-11-22T00:00:00Z' }
    if (base !== kept.revision) return { kind: 'conflict', conflict }
    kept.document = document
    kept.revision += 1
    return { kind: 'saved', saved: { revision: kept.revision, savedAt: '2026-11-22T00:00:00Z' } }
  }
  return { kept, save }
}

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(save: (document: GraphDocument, base: number) => Promise<SaveResult>) {
    const states: SaveState['kind'][] = []
    const autosave = startAutosave({
      saved: { document: first, revision: 1 },
      save,
      onState: (state) => states.push(state.kind),
    })
    return { autosave, states }
  }

  it('saves once after the pause, and says 未保存, 正在保存, 已保存 in that order', async () => {
    const { kept, save } = keeper()
    const { autosave, states } = start(save)
    autosave.documentChanged(second)
    autosave.documentChanged(third)
    await vi.advanceTimersByTimeAsync(700)
    expect(kept.saves).toBe(0)
    await vi.advanceTimersByTimeAsync(200)
    expect(kept).toMatchObject({ saves: 1, document: third, revision: 2 })
    expect(states).toEqual(['unsaved', 'unsaved', 'saving', 'saved'])
  })

  it('sends what changed while a save was under way on top of the new revision', async () => {
    const { kept, save } = keeper()
    const { autosave, states } = start(save)
    autosave.documentChanged(second)
    await vi.advanceTimersByTimeAsync(820)
    autosave.documentChanged(third)
    await vi.advanceTimersByTimeAsync(2000)
    expect(kept).toMatchObject({ saves: 2, document: third, revision: 3 })
    expect(states.at(-1)).toBe('saved')
  })

  it('never overwrites newer work: it stops at a conflict and waits for a person', async () => {
    const { kept, save } = keeper(5)
    const { autosave, states } = start(save)
    autosave.documentChanged(second)
    await vi.advanceTimersByTimeAsync(1000)
    autosave.documentChanged(third)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(states.at(-1)).toBe('conflict')
    expect(kept).toMatchObject({ saves: 1, document: first })

    autosave.rebase(5, first)
    await vi.advanceTimersByTimeAsync(200)
    expect(kept).toMatchObject({ document: third, revision: 6 })
    expect(states.at(-1)).toBe('saved')
  })

  it('keeps trying while the server cannot be reached', async () => {
    const { kept, save } = keeper()
    kept.offline = true
    const { autosave, states } = start(save)
    autosave.documentChanged(second)
    await vi.advanceTimersByTimeAsync(1000)
    expect(states.at(-1)).toBe('offline')
    kept.offline = false
    await vi.advanceTimersByTimeAsync(5000)
    expect(kept.document).toEqual(second)
    expect(states.at(-1)).toBe('saved')
  })

  it('saves at once when asked, and not at all when nothing changed', async () => {
    const { kept, save } = keeper()
    const { autosave } = start(save)
    await autosave.saveNow()
    expect(kept.saves).toBe(0)
    autosave.documentChanged(second)
    const saved = autosave.saveNow()
    await vi.advanceTimersByTimeAsync(60)
    await saved
    expect(kept.document).toEqual(second)
  })
})
