import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MoneyUnit, parseMoney } from './money.ts'
import { moneyVectors } from './money.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('money', moneyVectors, {
  parseMoney: ([text, unit]) => parseMoney(text as string, unit as MoneyUnit),
})

describe('parseMoney', () => {
  it('keeps every amount of cents exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (cents) => {
        const text = `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`
        const { value } = parseMoney(text)
        expect(BigInt(Math.sign(value === null ? -1 : 1))).toBe(1n)
        expect(parseMoney(value)).toEqual({ value, reason: null })
      }),
    )
  })

  it('reads thousands with or without their commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (amount) => {
        expect(parseMoney(amount.toLocaleString('en-US'))).toEqual({ value: String(amount), reason: null })
      }),
    )
  })

  it('answers whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'零一三十百千万亿元角分0123.,-()约整') }), (text) => {
        const { value, reason } = parseMoney(text)
        expect((value === null) !== (reason === null)).toBe(true)
      }),
    )
  })
})
