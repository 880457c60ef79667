import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseCaseNumber } from './case-number.ts'
import { caseNumberVectors } from './case-number.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('case numbers', caseNumberVectors, {
  normaliseCaseNumber: ([text]) => {
    const { value, year, court, type, serial, reason } = normaliseCaseNumber(text as string | null)
    return { value: value === null ? null : [value, year, court, type, serial], reason }
  },
})

describe('normaliseCaseNumber', () => {
  it('returns every number that it wrote unchanged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2030 }),
        fc.constantFrom('内', '内07', '京0101', '最高法'),
        fc.constantFrom('刑初', '执', '知民终'),
        fc.integer({ min: 1, max: 99_999_999 }),
        (year, court, type, serial) => {
          const text = `（${year}）${court}${type}${serial}号`
          expect(normaliseCaseNumber(text)).toMatchObject({ value: text, year, court, type, serial: String(serial) })
        },
      ),
    )
  })

  it('warns of a court that is none of the provinces', () => {
    expect(normaliseCaseNumber('（2023）某0702刑初12号').warnings).toEqual(['unknown-court'])
    expect(normaliseCaseNumber('（2023）内0702刑初12号').warnings).toEqual([])
  })
})
