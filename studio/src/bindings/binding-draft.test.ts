import type { Binding, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'
import { describe, expect, it } from 'vitest'
import { chooseCode, chooseColumn, missingColumns, unmappedValues } from './binding-draft.ts'

const text = (zh: string) => ({ zh, en: zh })
const status: LogicalColumn = {
  name: 'status',
  label: text('状态'),
  type: 'text',
  sensitivity: 'public',
  required: true,
  codes: [{ value: 'in', label: text('在押') }],
}
const admitted: LogicalColumn = {
  name: 'admit_date',
  label: text('入所日'),
  type: 'date',
  sensitivity: 'public',
  required: true,
}
const alias: LogicalColumn = {
  name: 'alias',
  label: text('别名'),
  type: 'text',
  sensitivity: 'personal',
  required: false,
}
const table: LogicalTable = {
  id: 'T03',
  version: 1,
  name: 'x',
  label: text('x'),
  agency: text('x'),
  about: text('x'),
  columns: [status, admitted, alias],
  key: [],
}
const empty: Binding = { logicalTable: 'T03', sourceId: 's', table: 'zy', columns: {} }

describe('binding draft', () => {
  it('names the required columns that nothing fills, and only those', () => {
    expect(missingColumns(table, empty).map(({ name }) => name)).toEqual(['status', 'admit_date'])
    expect(missingColumns(table, chooseColumn(empty, admitted, 'RSRQ')).map(({ name }) => name)).toEqual(['status'])
  })

  it('forgets codes when another physical column is chosen', () => {
    const coded = chooseCode(chooseColumn(empty, status, 'ZT'), 'status', '1', 'in')
    expect(coded.columns.status).toEqual({ from: 'ZT', codes: { '1': 'in' } })
    expect(chooseColumn(coded, status, 'ZT2').columns.status).toEqual({ from: 'ZT2', codes: {} })
  })

  it('takes a code back', () => {
    const coded = chooseCode(chooseColumn(empty, status, 'ZT'), 'status', '1', 'in')
    expect(chooseCode(coded, 'status', '1', null).columns.status?.codes).toEqual({})
  })

  it('counts values without a code, but not empty cells', () => {
    const values = [
      { value: '1', rows: 9 },
      { value: '9', rows: 2 },
      { value: null, rows: 4 },
      { value: ' ', rows: 1 },
    ]
    expect(unmappedValues({ from: 'ZT', codes: { '1': 'in' } }, values)).toEqual([{ value: '9', rows: 2 }])
  })

  it('starts dates with the format that reads every unambiguous form', () => {
    expect(chooseColumn(empty, admitted, 'RSRQ').columns.admit_date).toEqual({ from: 'RSRQ', dateFormat: 'auto' })
  })
})
