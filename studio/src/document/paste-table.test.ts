import { describe, expect, it } from 'vitest'
import { guessType, parsePasted, pasteInto, tableOf } from './paste-table.ts'

const limits = { columns: 30, rows: 500 }

describe('pasting a table', () => {
  it('reads what spreadsheets copy: tabs, quoted cells with lines in them, a last line end', () => {
    expect(parsePasted('a\tb\r\n"x\n""y"""\t\r\n')).toEqual([
      ['a', 'b'],
      ['x\n"y"', ''],
    ])
    expect(parsePasted('只有一格')).toEqual([['只有一格']])
  })

  it('takes names from the first line and types from the values', () => {
    const table = tableOf(
      parsePasted('罪名\t期限 天\t代码\t起算日\t代码\n盗窃\t30\t01\t2025-1-5\tx\n诈骗\t\t02\t\t\n\t\t\t\t'),
      limits,
    )
    expect(table.columns).toEqual([
      { name: '罪名', label: '罪名', type: 'text' },
      { name: '期限_天', label: '期限 天', type: 'integer' },
      { name: '代码', label: '代码', type: 'text' },
      { name: '起算日', label: '起算日', type: 'date' },
      { name: 'col_5', label: '代码', type: 'text' },
    ])
    expect(table.rows).toEqual([
      ['盗窃', '30', '01', '2025-1-5', 'x'],
      ['诈骗', '', '02', '', ''],
    ])
  })

  it('guesses no number where one would lose something', () => {
    expect(guessType(['1', '2.5'])).toBe('decimal')
    expect(guessType(['007'])).toBe('text')
    expect(guessType(['12345678901234567'])).toBe('text')
    expect(guessType(['是', '否'])).toBe('boolean')
    expect(guessType(['20250131', '20250201'])).toBe('date')
    expect(guessType(['20250131', '30'])).toBe('integer')
    expect(guessType(['', ''])).toBe('text')
  })

  it('fills from a cell on, with new rows and columns inside the limits', () => {
    const table = { columns: [{ name: 'a', label: '', type: 'text' as const }], rows: [['1'], ['2']] }
    const after = pasteInto(table, { pasted: [['x', '5'], ['y']], row: 1, column: 0 }, limits)
    expect(after.rows).toEqual([
      ['1', ''],
      ['x', '5'],
      ['y', ''],
    ])
    expect(after.columns[1]).toEqual({ name: 'col_2', label: '', type: 'integer' })
    expect(pasteInto(table, { pasted: [['x'], ['y']], row: 1, column: 0 }, { columns: 1, rows: 2 }).rows).toEqual([
      ['1'],
      ['x'],
    ])
  })
})
