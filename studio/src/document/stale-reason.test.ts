import type { GraphDocument } from '@jianmo/engine/graph'
import { expect, it } from 'vitest'
import { configureNode, type History, perform, setParameter, staleReasons, startHistory, undo } from './index.ts'

const node = (id: string) => ({
  id,
  type: 'filter',
  title: `节点 ${id}`,
  position: { x: 0, y: 0 },
  config: { condition: 'a' },
})
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})
const ran: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  notes: [],
  parameters: [{ name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 }],
  nodes: ['a', 'b', 'c', 'd'].map(node),
  edges: [edge('a', 'b'), edge('b', 'c')],
}
const edited = (...commands: Parameters<typeof perform>[1][]): History =>
  commands.reduce((history, command, at) => perform(history, command, at * 10_000), startHistory(ran))
const words = (history: History, nodeId: string, of: Parameters<typeof staleReasons>[0] = ran) =>
  staleReasons(of, history, nodeId).map(({ text }) => text.zh)

it('names the edits above a node, each by its newest step, and none that lies elsewhere', () => {
  const history = edited(
    configureNode('a', 'condition', 'x', '条件'),
    configureNode('a', 'limit', 5, '上限'),
    configureNode('b', 'condition', 'y', '条件'),
    configureNode('d', 'condition', 'z', '条件'),
  )
  expect(words(history, 'c')).toEqual(['“节点 a”：修改“上限”', '“节点 b”：修改“条件”'])
  expect(words(history, 'a')).toEqual(['“节点 a”：修改“上限”'])
})

it('names a parameter for every node, and nothing once the edit is undone', () => {
  const history = edited(setParameter('days', 31, '天数'))
  expect(words(history, 'd')).toEqual(['修改参数“天数”'])
  expect(words(undo(history), 'd')).toEqual([])
})

it('says so when the step is not known, or nobody knows what ran', () => {
  const elsewhere = {
    ...ran,
    nodes: ran.nodes.map((one) => (one.id === 'b' ? { ...one, config: { condition: 'q' } } : one)),
  }
  expect(words(startHistory(ran), 'c', elsewhere)).toEqual(['“节点 b”：在别处改过'])
  expect(words(startHistory(ran), 'c', null)).toEqual(['不知道当时运行的是什么'])
})
