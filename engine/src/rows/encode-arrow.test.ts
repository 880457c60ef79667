import type { Column } from '@jianmo/connectors/words'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { arrowMetadata } from '../api/wire.ts'
import { encodeArrow } from './encode-arrow.ts'
import { maskRows } from './masked-rows.ts'

const columns: readonly Column[] = [
  {
    name: 'id_no',
    label: { zh: '证件号码', en: 'Id' },
    type: 'text',
    semantic: 'resident-id',
    sensitivity: 'sensitive',
  },
  { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', sensitivity: 'internal' },
  { name: 'large', label: { zh: '大数', en: 'Large' }, type: 'integer', sensitivity: 'internal' },
  { name: 'money', label: { zh: '金额', en: 'Money' }, type: 'decimal(38,2)', sensitivity: 'internal' },
  { name: 'share', label: { zh: '占比', en: 'Share' }, type: 'float', sensitivity: 'internal' },
  { name: 'flag', label: { zh: '标记', en: 'Flag' }, type: 'boolean', sensitivity: 'public' },
  { name: 'sent_date', label: { zh: '发出日', en: 'Sent' }, type: 'date', sensitivity: 'internal' },
]

const about = {
  origin: { runId: 'r-1', readAt: '2026-11-19T00:00:00Z' },
  tables: { made: 1, kept: 2 },
}

describe('rows for a screen', () => {
  it('leave masked, in the order of the columns, without columns that nobody named', () => {
    const names = ['__row_a', 'days', 'id_no', 'flag', 'sent_date', 'large', 'money', 'share']
    const rows = maskRows(columns, names, [[7, 12, '100101199001011237', true, '2026-01-02', 5, 2.5, 0.5]])
    expect(rows).toEqual([['10********1237', 12, 5, 2.5, 0.5, true, '2026-01-02']])
  })

  it('travel as an Arrow stream with their columns, the total and the time', () => {
    const page = {
      columns,
      rows: [
        ['10********1237', 12, '9223372036854775807', '123456789012345678901234567890.10', 0.1, true, '2026-01-02'],
        [null, null, null, null, null, null, null],
      ],
      total: 41,
      computedAt: '2026-11-20T00:00:00Z',
      ...about,
    }
    const table = tableFromIPC(encodeArrow(page))
    expect(table.toArray().map((row) => row?.toJSON())).toEqual([
      {
        id_no: '10********1237',
        days: 12n,
        large: 9223372036854775807n,
        money: '123456789012345678901234567890.10',
        share: 0.1,
        flag: true,
        sent_date: '2026-01-02',
      },
      { id_no: null, days: null, large: null, money: null, share: null, flag: null, sent_date: null },
    ])
    expect(table.schema.metadata.get(arrowMetadata.totalRows)).toBe('41')
    expect(
      (['computedAt', 'readAt', 'runId', 'engine', 'tables'] as const).map((key) =>
        table.schema.metadata.get(arrowMetadata[key]),
      ),
    ).toEqual(['2026-11-20T00:00:00Z', '2026-11-19T00:00:00Z', 'r-1', 'duckdb', '{"made":1,"kept":2}'])
    expect(JSON.parse(table.schema.metadata.get(arrowMetadata.columns) ?? '')).toEqual(columns)
  })

  it('give an empty table with its columns when nothing is there', () => {
    const table = tableFromIPC(encodeArrow({ columns, rows: [], total: 0, computedAt: '', ...about }))
    expect([table.numRows, table.schema.fields.map(({ name }) => name)]).toEqual([0, columns.map(({ name }) => name)])
  })
})
