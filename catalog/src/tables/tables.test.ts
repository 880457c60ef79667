import { describe, expect, it } from 'vitest'
import { logicalTableOf, logicalTables } from './index.ts'

describe('the logical tables', () => {
  it('are T01, T02, T03, T04, T05 and T19, each with an id that a judge can join on', () => {
    expect(logicalTables.map((table) => table.id)).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T19'])
    for (const table of logicalTables) {
      expect(table.columns.find((column) => column.name === 'id_no')).toMatchObject({
        semantic: 'resident-id',
        sensitivity: 'sensitive',
        type: 'text',
        required: true,
      })
    }
    expect(logicalTableOf('T99')).toBeNull()
  })

  it('have every word in Chinese and in English, and no column or code twice', () => {
    for (const table of logicalTables) {
      const texts = [
        table.label,
        table.about,
        table.agency,
        ...table.columns.flatMap((c) => [c.label, ...(c.codes ?? []).map((code) => code.label)]),
      ]
      for (const { zh, en } of texts) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[A-Za-z]/)
        expect(en).not.toMatch(/\p{Script=Han}/u)
      }
      const names = table.columns.map((column) => column.name)
      expect(new Set(names).size).toBe(names.length)
      expect(table.key.filter((name) => !names.includes(name))).toEqual([])
      for (const { codes = [] } of table.columns)
        expect(new Set(codes.map((code) => code.value)).size).toBe(codes.length)
    }
  })
})
