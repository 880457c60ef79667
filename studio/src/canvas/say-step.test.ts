import type { GraphDocument } from '@jianmo/engine/graph'
import { expect, it } from 'vitest'
import { addNode, connectPorts, removeItems } from '../document/index.ts'
import { sayStep } from './say-step.ts'

const empty: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '',
  summary: '',
  parameters: [],
  nodes: [],
  edges: [],
  notes: [],
}

it('says what was done and which wires came with it or went', () => {
  const place = { x: 0, y: 0 }
  const add = addNode('j', { type: 'join', title: '碰撞', config: {} }, place)
  const two = add.apply(addNode('s', { type: 'source', title: '在押人员', config: {} }, place).apply(empty))
  expect(sayStep(add.name, empty, two).zh).toBe('添加“碰撞”')

  const wire = connectPorts({ node: 's', port: 'rows' }, { node: 'j', port: 'right' })
  const joined = wire.apply(two)
  expect(sayStep(wire.name, two, joined)).toEqual({
    zh: '连线，“在押人员”接到“碰撞”的“右侧”',
    en: 'Connect, “在押人员” feeds “Right” of “碰撞”',
  })
  const removal = removeItems(['j'])
  expect(sayStep(removal.name, joined, removal.apply(joined)).zh).toBe('删除节点，断开 1 条线')
})
