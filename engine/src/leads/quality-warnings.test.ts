import { describe, expect, it } from 'vitest'
import type { QualityFinding } from '../execution/index.ts'
import { qualityWarnings } from './quality-warnings.ts'

const finding = (kind: QualityFinding['kind'], column: string, value: string, rows: number): QualityFinding => ({
  scanNodeId: 'stays',
  column,
  kind,
  value,
  rows,
})

describe('warnings about values that the binding did not read', () => {
  it('names codes one by one and dates once per column', () => {
    const warnings = qualityWarnings(
      [
        finding('unmapped-code', 'reason', '09', 7),
        finding('unread-date', 'admitted', '某日', 2),
        finding('unread-date', 'admitted', '2023-02-30', 3),
        finding('unmapped-code', 'reason', '10', 1),
      ],
      [],
      [],
    )
    expect(warnings.map(({ code, data }) => [code, data['value'], data['rows']])).toEqual([
      ['code-not-mapped', '09', 7],
      ['code-not-mapped', '10', 1],
      ['date-not-read', undefined, 5],
    ])
  })

  it('counts the rest where a column turned into free text, and names nobody', () => {
    const texts = Array.from({ length: 1000 }, (_, index) =>
      finding('unmapped-code', 'reason', `10010119900101${String(1000 + index)}`, 1),
    )
    const warnings = qualityWarnings(texts, [], [])
    expect(warnings).toHaveLength(21)
    expect(warnings.at(-1)).toMatchObject({ code: 'more-codes-not-mapped', data: { values: 980, rows: 980 } })
    expect(JSON.stringify(warnings)).not.toMatch(/1990010110\d\d/)
  })
})
