import type { Problem } from '@jianmo/connectors/words'
import type { GraphNode } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { placeOf } from './index.ts'

const node = (type: string, config: Record<string, unknown>): GraphNode => ({
  id: 'n',
  type,
  title: 'n',
  position: { x: 0, y: 0 },
  config,
})
const at = (field: string | undefined, start?: number): Problem => ({
  code: 'x',
  severity: 'error',
  text: { zh: '', en: '' },
  data: {},
  ...(field === undefined ? {} : { field }),
  ...(start === undefined ? {} : { span: { start, end: start + 1 } }),
})

describe('the place of a problem', () => {
  it('is told in the words of the panel, to the condition or the item', () => {
    const filter = node('filter', { condition: 'a = 1 and b = 2 and c > 3' })
    expect(placeOf(filter, at('condition', 20))?.zh).toBe('条件 · 第 3 条')
    expect(placeOf(node('filter', { condition: 'a = 1' }), at('condition', 0))?.zh).toBe('条件')
    expect(placeOf(node('select', {}), at('columns.1.from'))?.zh).toBe('留下的列 · 第 2 项')
    expect(placeOf(node('filter', {}), at(undefined))).toBeNull()
    expect(placeOf(node('nothing-known', {}), at('condition'))).toBeNull()
  })
})
