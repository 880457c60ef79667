import type { GraphDocument, GraphEdge, GraphNode } from '@jianmo/engine/graph'

interface Step {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly config: Readonly<Record<string, unknown>>
  readonly from: Readonly<Record<string, string>>
}

/** Columns and rows of the drawing: a branch is a row of ten cards. */
const across = 290
const down = 190

/** Ten nodes: inmates of a detention centre are cleaned, filtered, computed with, and compared with the branch before. */
function branch(index: number): readonly Step[] {
  const at = (name: string) => `b${index}-${name}`
  const before = index === 0 ? at('filter') : `b${index - 1}-last`
  const no = index + 1
  return [
    { id: at('source'), type: 'source', title: `在押人员 ${no}`, config: { table: 'T03' }, from: {} },
    {
      id: at('identity'),
      type: 'normalise-identity',
      title: `核身份 ${no}`,
      config: { column: 'id_no' },
      from: { rows: at('source') },
    },
    {
      id: at('filter'),
      type: 'filter',
      title: `未离所 ${no}`,
      config: { condition: 'admit_date <= $run_date' },
      from: { rows: at('identity') },
    },
    {
      id: at('derive'),
      type: 'derive',
      title: `算天数 ${no}`,
      config: {
        columns: [
          { name: `days_${index}`, label: `天数${no}`, expression: 'days_between(admit_date, $run_date)' },
          { name: `late_${index}`, label: `超期${no}`, expression: `days_${index} - 30` },
        ],
      },
      from: { rows: at('filter') },
    },
    {
      id: at('late'),
      type: 'filter',
      title: `超期 ${no}`,
      config: { condition: `late_${index} > 0` },
      from: { rows: at('derive') },
    },
    {
      id: at('once'),
      type: 'deduplicate-keep',
      title: `每人一行 ${no}`,
      config: { key: ['id_no'], order: [{ column: 'admit_date', direction: 'descending' }] },
      from: { rows: at('late') },
    },
    {
      id: at('join'),
      type: 'join',
      title: `碰撞 ${no}`,
      config: { kind: index % 2 === 0 ? 'semi' : 'anti', keys: [{ left: 'id_no', right: 'id_no' }], take: [] },
      from: { left: at('once'), right: before },
    },
    {
      id: at('level'),
      type: 'derive',
      title: `定级 ${no}`,
      config: {
        columns: [{ name: `level_${index}`, label: `等级${no}`, expression: `if(late_${index} > 30, '红', '黄')` }],
      },
      from: { rows: at('join') },
    },
    {
      id: at('select'),
      type: 'select',
      title: `留列 ${no}`,
      config: { columns: ['id_no', 'person_name', 'admit_date'].map((name) => ({ from: name, name })) },
      from: { rows: at('level') },
    },
    {
      id: at('last'),
      type: 'filter',
      title: `有日期 ${no}`,
      config: { condition: 'admit_date is not null' },
      from: { rows: at('select') },
    },
  ]
}

/** A valid model of `count` nodes (a multiple of ten) over the demo's table of inmates. The same count, the same bytes. */
export function generatedGraph(count: number): GraphDocument {
  const steps = Array.from({ length: count / 10 }, (_, index) => branch(index)).flat()
  const nodes = steps.map(
    ({ id, type, title, config }, index): GraphNode => ({
      id,
      type,
      title,
      position: { x: (index % 10) * across, y: Math.floor(index / 10) * down },
      config,
    }),
  )
  const edges = steps.flatMap(({ id, from }) =>
    Object.entries(from).map(
      ([port, node]): GraphEdge => ({
        id: `e-${id}-${port}`,
        from: { node, port: 'rows' },
        to: { node: id, port },
      }),
    ),
  )
  return {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: `G${count}`,
    summary: '',
    parameters: [{ name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' }],
    nodes,
    edges,
    notes: [],
  }
}
