import { describe, expect, it } from 'vitest'
import { tokensOfSql } from './SqlText.tsx'

describe('tokensOfSql', () => {
  const sql = `select "case_no", 'select '' x' from "scan_a" where "n" > $1 -- select`

  it('loses no character', () => {
    expect(
      tokensOfSql(sql)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sql)
  })

  it('does not take words inside texts, names or notes for keywords', () => {
    const words = tokensOfSql(sql)
      .filter(({ kind }) => kind === 'keyword')
      .map(({ text }) => text)
    expect(words).toEqual(['select', 'from', 'where'])
  })
})
