import { describe, expect, it } from 'vitest'
import { inferOnce } from '../document/index.ts'
import { card, drawing } from '../document/testing/drawings.ts'
import { storyStatutes, storyTables } from '../editor/story-document.ts'
import { nextSteps, suggestedFirst } from './next-steps.ts'
import { paletteItems } from './palette-items.ts'
import { entriesFor } from './quick-add.ts'

const catalogue = { tables: storyTables, statutes: storyStatutes }
const document = drawing({
  nodes: [card('people', 'source', { table: 'T90' }), card('typed', 'inline-table'), card('judge', 'judge')],
})
const inference = inferOnce(document, catalogue)
const out = (node: string, port = 'rows') => ({ side: 'out', port: { node, port } }) as const
const steps = (node: string, port?: string) => nextSteps(document, out(node, port), inference)

describe('what usually comes next', () => {
  it('is first in the list, and once', () => {
    expect(steps('people')[0]).toBe('normalise-identity')
    const held = out('people')
    const entries = entriesFor(document, paletteItems(storyTables), { kind: 'wire', held, aside: false })
    const shown = suggestedFirst(entries, steps('people'))
    expect(shown).toHaveLength(entries.length)
    expect(shown.filter(({ suggested }) => suggested).map(({ key }) => key)).toEqual(steps('people'))
    expect(shown.slice(0, 3).map(({ key }) => key)).toEqual(steps('people'))
  })

  it('is no normalising of ids where there are none', () => {
    expect(steps('typed')).not.toContain('normalise-identity')
    expect(steps('judge', 'leads')).toEqual(['lead-output'])
  })

  it('is nothing before a card', () => {
    expect(nextSteps(document, { side: 'in', port: { node: 'judge', port: 'rows' } }, inference)).toEqual([])
  })
})
