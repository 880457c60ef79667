import { describe, expect, it } from 'vitest'
import { toCsv } from './to-csv.ts'

describe('toCsv', () => {
  it('puts an apostrophe before anything a spreadsheet would compute', () => {
    const lines = toCsv([['=1+1', '+8610', '-5', '@SUM(A1)', '\tx', '＝1']]).slice(1)
    expect(lines).toBe(`"'=1+1","'+8610","'-5","'@SUM(A1)","'\tx","'＝1"\r\n`)
  })

  it('keeps commas, quotes and line breaks inside their cell, numbers bare, nothing as nothing', () => {
    expect(toCsv([['甲,"乙"\n丙', 12, null]]).slice(1)).toBe('"甲,""乙""\n丙",12,\r\n')
  })

  it('starts with the mark that makes Excel read UTF-8', () => {
    expect(toCsv([['行']]).charCodeAt(0)).toBe(0xfeff)
  })
})
