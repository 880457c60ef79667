import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { findEntries, sqlEntries } from './find-entries.ts'
import { searchEntries } from './search-entries.ts'

const label = (zh: string) => ({ zh, en: zh })
const position = { x: 0, y: 0 }
const document: Pick<GraphDocument, 'nodes' | 'notes' | 'groups'> = {
  nodes: [
    { id: 'a', type: 'source', title: '在押人员', position, config: { table: 'T03' } },
    {
      id: 'f',
      type: 'filter',
      title: '超过三十日',
      position,
      config: { condition: "days > 30 and kind = '拘役'" },
      note: '三十日的由来',
    },
  ],
  notes: [{ id: 'n', text: '看守所\n三十日', position, size: { width: 10, height: 10 } }],
}
const column = {
  name: 'days',
  type: 'integer',
  label: label('天数'),
  sensitivity: 'internal',
  required: false,
} as const
const entries = [
  ...findEntries(document, { a: { rows: [{ ...column, id: 'a.days' }] }, f: { rows: [{ ...column, id: 'a.days' }] } }),
  ...sqlEntries([{ nodeId: 'f', text: 'select *\nfrom "t03"\nwhere "days" > 30' }]),
]
const found = (query: string) => searchEntries(entries, query).map(({ id, kind, field }) => [id, kind, field])

describe('searchEntries', () => {
  it('finds names, columns, constants, notes and SQL, in this order', () => {
    expect(found('三十日')).toEqual([
      ['f', 'name', null],
      ['n', 'note', null],
      ['f', 'note', null],
    ])
    expect(found('拘役')).toEqual([['f', 'constant', 'condition']])
    expect(found('t03')).toEqual([
      ['a', 'constant', 'table'],
      ['f', 'sql', null],
    ])
  })

  it('finds a column where it begins, by name and by label, and where a setting names it', () => {
    expect(found('天数')).toEqual([['a', 'column', null]])
    expect(found('days')).toEqual([
      ['a', 'column', null],
      ['f', 'constant', 'condition'],
      ['f', 'sql', null],
    ])
  })

  it('shows the words with what stands around them, in one line', () => {
    expect(searchEntries(entries, 'WHERE').at(-1)).toMatchObject({
      match: 'where',
      before: '…ct * from "t03" ',
      after: ' "days" > 30',
    })
    expect(searchEntries(entries, '  ')).toEqual([])
  })
})
