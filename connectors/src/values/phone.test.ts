import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalisePhone } from './phone.ts'
import { phoneVectors } from './phone.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('phones', phoneVectors, {
  normalisePhone: ([text]) => {
    const { value, kind, areaCode, extension, reason } = normalisePhone(text as string | null)
    return { value: value === null ? null : [value, kind, areaCode, extension], reason }
  },
})

describe('normalisePhone', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String), (number) => {
        for (const prefix of ['', '+86', '0086-', '86', '17951', '0'])
          expect(normalisePhone(prefix + number)).toMatchObject({ value: number, kind: 'mobile' })
      }),
    )
    for (const { expected } of phoneVectors)
      if (Array.isArray(expected)) expect(normalisePhone(expected[0]).value).toBe(expected[0])
  })
})
