import { expect, it } from 'vitest'
import { compileReadable } from './index.ts'
import { contextOf, graph, runGraph, table } from './testing/run-graph.ts'

const tables = [
  table('T90', { id_no: 'id', kind: 'text', months: 'integer', effective: 'date' }),
  table('T91', { id_no: 'id', admitted: 'date' }),
]
const data = {
  T90: [
    ['100101199001010013', "it's -- a", '3', '2026-01-02'],
    ['100101199001010021', 'b', '0', '2026-03-02'],
    ['10010119900101003X', 'b', null, null],
    ['100101199001010048', 'b\nc', '9', '2026-11-20'],
    ['damaged', 'b', '4', '2026-01-02'],
  ],
  T91: [
    ['100101199001010013', '2026-02-01'],
    ['100101199001010013', '2026-02-02'],
    ['100101199001010048', null],
  ],
} as const
const rule = {
  id: 'R1',
  title: 't',
  when: 'total > $limit',
  outcome: 'violation',
  severity: 'red',
  days: '',
  unknown: '?',
}
const model = graph(
  {
    people: ['source', { table: 'T90' }],
    stays: ['source', { table: 'T91' }],
    named: ['normalise-identity', { column: 'id_no' }, { rows: 'people' }],
    real: ['filter', { condition: 'months > 0 or kind = $word' }, { rows: 'named' }],
    twice: ['union', {}, { first: 'real', second: 'named' }],
    first: [
      'deduplicate-keep',
      { key: ['id_no'], order: [{ column: 'months', direction: 'descending' }] },
      { rows: 'twice' },
    ],
    groups: [
      'aggregate',
      { keys: ['id_no'], results: [{ name: 'total', label: '', function: 'sum', arguments: ['months'], where: '' }] },
      { rows: 'twice' },
    ],
    met: [
      'join',
      { kind: 'left', keys: [{ left: 'id_no', right: 'id_no' }], take: [{ from: 'admitted', name: 'admitted' }] },
      { left: 'groups', right: 'stays' },
    ],
    few: ['sort', { order: [{ column: 'total', direction: 'descending' }], limit: 2 }, { rows: 'met' }],
    verdict: [
      'judge',
      { subject: { id: 'id_no', name: '' }, event: ['admitted'], unit: '', rules: [rule] },
      { rows: 'met' },
    ],
  },
  [
    { name: 'limit', label: { zh: '月数', en: 'Months' }, type: 'integer', value: 3 },
    { name: 'word', label: { zh: '词', en: 'Word' }, type: 'text', value: "it's -- a" },
  ],
)
const context = contextOf(tables)

it('gives the rows of the run at every output, with the values written out', async () => {
  await using run = await runGraph(model, tables, data)
  expect(run.compiled.counts.length).toBeGreaterThan(10)
  for (const { nodeId, port, statement } of run.compiled.counts) {
    const written = compileReadable(model, context, { nodeId, port })
    expect(written?.text, `${nodeId}.${port}`).not.toMatch(/\$\d/)
    const rows = await run.sql(written?.text ?? '')
    expect([nodeId, port, String(rows.length)]).toEqual([nodeId, port, String((await run.query(statement))[0]?.rows)])
  }
})

it('says each node in lines of its own, under its title, from the source to the node itself', () => {
  const { text = '', parts = [], scans = [] } = compileReadable(model, context, { nodeId: 'real', port: 'rows' }) ?? {}
  // Whose identity is used twice has a part of its own for it.
  expect(parts.map(({ nodeId }) => nodeId)).toEqual(['people', 'named', 'named', 'real'])
  const lines = text.split('\n')
  for (const { nodeId, from, to } of parts) {
    expect(lines[from - 1]?.trim()).toBe(`-- ${nodeId}`)
    expect(to).toBeGreaterThan(from)
  }
  const last = parts.at(-1)
  expect(lines.slice((last?.from ?? 0) - 1, last?.to).join('\n')).toContain('"months" > 0')
  expect(scans.map(({ relation }) => relation)).toEqual(['scan_people'])
})

it('keeps a title within its comment, and text with line breaks within its part', async () => {
  const hostile = {
    ...model,
    parameters: model.parameters.map((one) =>
      one.name === 'word' ? { ...one, value: "b\nc'; drop table x; --" } : one,
    ),
    nodes: model.nodes.map((node) =>
      node.id === 'named' ? { ...node, title: "a\r\n); drop table scan_people; --\u2028'" } : node,
    ),
  }
  await using run = await runGraph(hostile, tables, data)
  const { text = '', parts = [] } = compileReadable(hostile, context, { nodeId: 'first', port: 'rows' }) ?? {}
  expect(text).toContain("-- a ); drop table scan_people; -- '")
  expect((await run.sql(text)).length).toBeGreaterThan(0)
  expect(parts.at(-1)?.to).toBe(text.split('\n').length)
})

it('is not there for a node that has a problem, and is there beside one', () => {
  const nodes = model.nodes.map((node) => (node.id === 'groups' ? { ...node, config: { keys: ['gone'] } } : node))
  const broken = { ...model, nodes }
  expect(compileReadable(broken, context, { nodeId: 'met', port: 'rows' })).toBeNull()
  expect(compileReadable(broken, context, { nodeId: 'first', port: 'rows' })).not.toBeNull()
})
