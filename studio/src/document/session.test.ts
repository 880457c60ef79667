import type { GraphDocument } from '@jianmo/engine/graph'
import { expect, it } from 'vitest'
import { addGroup, addNode, createSession } from './index.ts'

const empty: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  notes: [],
  parameters: [],
  nodes: [],
  edges: [],
}

it('selects no longer what was undone', () => {
  const { document, view } = createSession({
    modelId: 'm',
    document: empty,
    mayEdit: true,
    catalogue: { tables: [], statutes: [] },
  })
  const { dispatch, undo } = document.getState()
  const at = { x: 0, y: 0 }
  dispatch(addNode('a', { type: 'filter', title: '筛选', config: {} }, at))
  dispatch(addGroup('group-1', '分组', { position: at, size: { width: 300, height: 200 }, members: ['a'] }))
  view.setState({ selectedNodes: new Set(['a', 'group-1']) })
  undo()
  expect([...view.getState().selectedNodes]).toEqual(['a'])
})
