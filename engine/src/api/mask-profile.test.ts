import type { ColumnProfile, TableProfile } from '@jianmo/connectors/words'
import { describe, expect, it } from 'vitest'
import { maskProfile } from './mask-profile.ts'

const id = '10010119900101001X'
const figures = (column: string, change: Partial<ColumnProfile> = {}): ColumnProfile => ({
  column,
  nulls: 1,
  empties: 0,
  distinct: { count: 2, trust: 'exact' },
  top: { values: [{ value: id, rows: 3 }], trust: 'exact' },
  lengths: { min: 18, max: 18, mean: 18 },
  min: id,
  max: id,
  semantic: null,
  histogram: { bins: [{ from: id, to: id, rows: 3 }], trust: 'exact' },
  ...change,
})
const profile = (columns: readonly ColumnProfile[]): TableProfile => ({
  table: 't',
  rows: 4,
  sampledRows: 4,
  readAt: '2026-11-27T00:00:00Z',
  milliseconds: 1,
  columns,
})
const text = (name: string, comment?: string) => ({
  name,
  type: 'text' as const,
  sourceType: 'text',
  ...(comment === undefined ? {} : { comment }),
})

describe('maskProfile', () => {
  it('hides the values of a column that is called an id, and the ranges of its histogram', () => {
    const shown = maskProfile(profile([figures('sfzh')]), [text('sfzh')])
    expect(JSON.stringify(shown)).not.toContain('19900101')
    expect(shown.columns[0]).toMatchObject({ nulls: 1, distinct: { count: 2 }, histogram: null })
    expect(shown.columns[0]?.top.values).toEqual([{ value: '10********001X', rows: 3 }])
    expect(shown.maskedColumns).toEqual(['sfzh'])
  })

  it.each([
    ['resident-id', id, '10********001X'],
    ['person-name', '欧阳明', '欧阳*'],
    ['phone', '13800001234', '138****1234'],
    ['address', '甲省乙市丙县丁街道一号', '甲省乙市丙县********'],
  ] as const)('hides what turned out to be a %s, whatever its column is called', (type, value, masked) => {
    const column = figures('c7', {
      semantic: { type, valid: 0.9, trust: 'exact' },
      top: { values: [{ value, rows: 2 }], trust: 'exact' },
      min: value,
      max: value,
    })
    const shown = maskProfile(profile([column]), [text('c7')])
    expect(shown.columns[0]).toMatchObject({ top: { values: [{ value: masked, rows: 2 }] }, min: masked, max: masked })
    expect(shown.maskedColumns).toEqual(['c7'])
  })

  it('hides an id that stands in any other column, and leaves the rest of it as it is', () => {
    const column = figures('bz', {
      top: {
        values: [
          { value: `见 ${id}`, rows: 1 },
          { value: '在押', rows: 9 },
        ],
        trust: 'sampled',
      },
      min: '一监区',
      max: '三监区',
    })
    const shown = maskProfile(profile([column]), [text('bz', '备注')])
    expect(shown.columns[0]?.top).toEqual({
      values: [
        { value: '见 ***', rows: 1 },
        { value: '在押', rows: 9 },
      ],
      trust: 'sampled',
    })
    expect(shown.columns[0]?.min).toBe('一监区')
    expect(shown.maskedColumns).toEqual([])
  })
})
