import type { FilePreview, TablePreview } from '@jianmo/engine/api'
import { describe, expect, it } from 'vitest'
import {
  changeTable,
  choiceOf,
  emptyDraft,
  importOptions,
  linesOf,
  questionsOf,
  readingOptions,
  toggleRow,
} from './import-draft.ts'

const column = (
  name: string,
  type: 'text' | 'date' | 'resident-id',
  dateFormats: readonly ('d/m/yyyy' | 'm/d/yyyy' | 'auto')[] = [],
) => ({
  name,
  proposal: { type, valid: 1, values: 3, dateFormats },
  confirmed: null,
})

const table: TablePreview = {
  sheet: null,
  table: '名册',
  encoding: 'gb18030',
  delimiter: ',',
  header: { first: 2, count: 1 },
  columns: [column('证件号', 'resident-id'), column('入所日', 'date', ['d/m/yyyy', 'm/d/yyyy'])],
  rows: [
    { row: 3, values: ['1', '3/4/2023'] },
    { row: 5, values: ['2', '5/6/2023'] },
  ],
  skipped: [
    { row: 1, why: 'title', text: '在押人员名册' },
    { row: 2, why: 'header', text: '证件号,入所日' },
    { row: 9, why: 'footer', text: '合计 3 人' },
  ],
  rejects: [{ row: 4, column: null, reason: { zh: '列数不符', en: 'columns differ' }, original: 'a' }],
  damaged: [],
  rowsRead: 3,
  complete: true,
  warnings: [],
}
const preview: FilePreview = {
  encodings: [
    { encoding: 'gb18030', certainty: 'unsure', clean: true, lines: [] },
    { encoding: 'big5', certainty: 'unsure', clean: true, lines: [] },
  ],
  tables: [table],
  problem: null,
}

describe('a draft of an import', () => {
  it('asks for an encoding that is unsure and for dates that read two ways, until they are said', () => {
    expect(questionsOf(emptyDraft, preview)).toEqual({
      encoding: true,
      dates: [{ table: '名册', column: '入所日' }],
    })
    const said = changeTable({ ...emptyDraft, encoding: 'gb18030' }, '', {
      columns: { 入所日: { type: 'date', dateFormat: 'd/m/yyyy' } },
    })
    expect(questionsOf(said, preview)).toEqual({ encoding: false, dates: [] })
    expect(questionsOf(changeTable(emptyDraft, '', { columns: { 入所日: { type: 'text' } } }), preview).dates).toEqual(
      [],
    )
  })

  it('reads the file again only with what changes the reading', () => {
    const named = changeTable(emptyDraft, '', { table: '新名', columns: { 证件号: { type: 'text' } } })
    expect(readingOptions(named, [null])).toEqual({})
    const marked = toggleRow(changeTable(named, '', { header: { first: 1, count: 2 } }), '', 7)
    expect(readingOptions({ ...marked, encoding: 'big5' }, [null])).toEqual({
      encoding: 'big5',
      tables: [{ sheet: null, header: { first: 1, count: 2 }, skipRows: [7] }],
    })
    expect(readingOptions(toggleRow(toggleRow(emptyDraft, '', 7), '', 7), [null])).toEqual({})
  })

  it('imports with every type that was said or left as proposed, without the tables that were left out', () => {
    const draft = changeTable(emptyDraft, '', { columns: { 入所日: { type: 'date', dateFormat: 'm/d/yyyy' } } })
    expect(importOptions(draft, preview)).toEqual({
      tables: [
        { sheet: null, columns: { 证件号: { type: 'resident-id' }, 入所日: { type: 'date', dateFormat: 'm/d/yyyy' } } },
      ],
    })
    const two = {
      ...preview,
      tables: [
        { ...table, sheet: 'A' },
        { ...table, sheet: 'B' },
      ],
    }
    const left = changeTable(changeTable(emptyDraft, 'A', { left: true }), 'B', { table: ' 改名 ' })
    expect(importOptions(left, two).tables).toMatchObject([{ sheet: 'B', table: '改名' }])
  })

  it('takes the only format that fits a date', () => {
    expect(choiceOf(emptyDraft, '', column('日', 'date', ['auto']))).toEqual({ type: 'date', dateFormat: 'auto' })
  })

  it('shows the rows of the file in their order, with what is left out and what is rejected', () => {
    expect(linesOf(table, 10).map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '1 skipped',
      '2 skipped',
      '3 data',
      '4 rejected',
      '5 data',
      '9 skipped',
    ])
    expect(linesOf(table, 2)).toHaveLength(2)
  })
})
