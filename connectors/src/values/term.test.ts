import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTerm } from './term.ts'
import { termVectors } from './term.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('terms', termVectors, {
  parseTerm: ([text]) => {
    const { mainCode, months, days, probationMonths, dprMonths, reason } = parseTerm(text as string | null)
    return { value: reason === null ? [mainCode, months, days, probationMonths, dprMonths] : null, reason }
  },
})

describe('parseTerm', () => {
  it('reads every length in digits as in numerals', () => {
    const numeral = (n: number) =>
      `${n >= 20 ? '一二三'[Math.floor(n / 10) - 1] : ''}${n >= 10 ? '十' : ''}${['', ...'一二三四五六七八九'][n % 10]}`
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 11 }), (years, months) => {
        const term = parseTerm(`有期徒刑${years}年${months}个月`)
        expect(term).toMatchObject({ mainCode: 'fixed_term', months: years * 12 + months })
        expect(parseTerm(`有期徒刑${numeral(years)}年${numeral(months)}个月`)).toEqual(term)
      }),
    )
  })

  it('knows deprivation of political rights for life', () => {
    expect(parseTerm('无期徒刑，剥夺政治权利终身')).toMatchObject({ mainCode: 'life', dprForLife: true })
  })

  it('answers whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'有期徒刑拘役管制判缓年月半个一二十0123，剥夺政治权利终身罚金') }),
        (text) => {
          const term = parseTerm(text)
          expect(term.reason !== null || term.mainCode !== null).toBe(true)
        },
      ),
    )
  })
})
