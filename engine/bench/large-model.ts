import type { LogicalTable } from '@jianmo/connectors/words'

const text = (name: string) => ({ zh: name, en: name })

/** A table of persons with dates and amounts, as the models read them. */
export const persons: LogicalTable = {
  id: 'T90',
  version: 1,
  name: 'persons',
  label: text('persons'),
  agency: text('agency'),
  about: text('made for the bench'),
  key: [],
  columns: [
    { name: 'id_no', type: 'text' as const, semantic: 'resident-id' as const },
    { name: 'person_name', type: 'text' as const, semantic: 'person-name' as const },
    { name: 'charge', type: 'text' as const },
    { name: 'effective_date', type: 'date' as const },
    { name: 'sent_date', type: 'date' as const },
    { name: 'months', type: 'integer' as const },
    { name: 'amount', type: 'decimal' as const },
  ].map((column) => ({ ...column, label: text(column.name), sensitivity: 'internal' as const, required: false })),
}

interface Step {
  readonly id: string
  readonly type: string
  readonly config: Readonly<Record<string, unknown>>
  readonly from: Readonly<Record<string, string>>
}

/** Ten nodes: a source that is cleaned, filtered, computed with, and joined with the branch before it. */
function branch(index: number): readonly Step[] {
  const at = (name: string) => `b${index}-${name}`
  const before = index === 0 ? at('filter') : `b${index - 1}-last`
  return [
    { id: at('source'), type: 'source', config: { table: 'T90' }, from: {} },
    { id: at('identity'), type: 'normalise-identity', config: { column: 'id_no' }, from: { rows: at('source') } },
    {
      id: at('filter'),
      type: 'filter',
      config: { condition: "effective_date <= $run_date and months > 3 and not contains(charge, '危险')" },
      from: { rows: at('identity') },
    },
    {
      id: at('derive'),
      type: 'derive',
      config: {
        columns: [
          { name: `due_${index}`, label: '届满', expression: 'period_deadline(effective_date, months)' },
          { name: `late_${index}`, label: '超期', expression: `days_between(due_${index}, sent_date ?? $run_date)` },
        ],
      },
      from: { rows: at('filter') },
    },
    { id: at('real'), type: 'filter', config: { condition: `late_${index} > 0` }, from: { rows: at('derive') } },
    {
      id: at('once'),
      type: 'deduplicate-keep',
      config: { key: ['id_no'], order: [{ column: 'effective_date', direction: 'descending' }] },
      from: { rows: at('real') },
    },
    {
      id: at('join'),
      type: 'join',
      config: {
        kind: index % 2 === 0 ? 'anti' : 'semi',
        keys: [{ left: 'id_no', right: 'id_no' }],
        take: [],
      },
      from: { left: at('once'), right: before },
    },
    {
      id: at('colour'),
      type: 'derive',
      config: {
        columns: [{ name: `level_${index}`, label: '等级', expression: `if(late_${index} > 30, '红', '黄')` }],
      },
      from: { rows: at('join') },
    },
    {
      id: at('select'),
      type: 'select',
      config: {
        columns: ['id_no', 'person_name', 'effective_date', 'months'].map((name) => ({ from: name, name })),
      },
      from: { rows: at('colour') },
    },
    { id: at('last'), type: 'filter', config: { condition: 'months between 1 and 600' }, from: { rows: at('select') } },
  ]
}

/** A model of `count` nodes (a multiple of ten) as JSON: branches that each collide with the one before. */
export function largeModel(count: number): unknown {
  const steps = Array.from({ length: count / 10 }, (_, index) => branch(index)).flat()
  return {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: `${count} nodes`,
    summary: '',
    parameters: [{ name: 'run_date', label: text('run date'), type: 'date', value: '2026-11-20' }],
    nodes: steps.map(({ id, type, config }, index) => ({
      id,
      type,
      title: id,
      position: { x: (index % 10) * 280, y: Math.floor(index / 10) * 180 },
      config,
    })),
    edges: steps.flatMap(({ id, from }) =>
      Object.entries(from).map(([port, node]) => ({
        id: `e-${id}-${port}`,
        from: { node, port: 'rows' },
        to: { node: id, port },
      })),
    ),
    notes: [],
  }
}
