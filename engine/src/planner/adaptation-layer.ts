import type { Binding, LogicalTable, Text } from '@jianmo/connectors/words'

/** One visible card of the 适配层 group of a source node. */
export interface AdaptationNode {
  readonly id: string
  readonly kind: 'physical' | 'rename' | 'codes' | 'dates'
  readonly title: Text
  /** e.g. `zjhm → id_no`. */
  readonly lines: readonly string[]
}

/** What a binding does, as cards to show: never part of the document. Kinds with nothing to do are left out. */
export function adaptationLayer(
  binding: Binding,
  table: LogicalTable,
  physical: readonly string[],
): readonly AdaptationNode[] {
  const id = (kind: string) => `adapt-${table.id}-${kind}`.toLowerCase()
  const bound = table.columns.flatMap((column) => {
    const found = binding.columns[column.name]
    return found && found.from !== null ? [{ column, from: found.from, found }] : []
  })
  const used = new Set(bound.map(({ from }) => from))
  const unused = physical.filter((name) => !used.has(name)).length
  const codes = bound.filter(
    ({ found, column }) => found.codes && Object.keys(found.codes).length > 0 && column.type !== 'date',
  )
  const dates = bound.filter(({ column }) => column.type === 'date' || column.type === 'timestamp')
  const layers: readonly AdaptationNode[] = [
    {
      id: id('physical'),
      kind: 'physical',
      title: { zh: `业务表 ${binding.table}`, en: `Table ${binding.table}` },
      lines: [...used, ...(unused > 0 ? [`… +${unused}`] : [])],
    },
    {
      id: id('rename'),
      kind: 'rename',
      title: { zh: '列对应', en: 'Columns' },
      lines: bound.map(({ from, column }) => `${from} → ${column.name}`),
    },
    {
      id: id('codes'),
      kind: 'codes',
      title: { zh: '代码对照', en: 'Codes' },
      lines: codes.flatMap(({ column, found }) =>
        Object.entries(found.codes ?? {}).map(([value, code]) => `${column.name}: ${value} → ${code}`),
      ),
    },
    {
      id: id('dates'),
      kind: 'dates',
      title: { zh: '日期格式', en: 'Date formats' },
      lines: dates.map(({ column, found }) => `${column.name}: ${found.dateFormat ?? 'auto'}`),
    },
  ]
  return layers.filter(({ lines }) => lines.length > 0)
}
