import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeCharacters, creditCodeCheck, normaliseCreditCode } from './credit-code.ts'
import { creditCodeVectors } from './credit-code.vectors.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('credit codes', creditCodeVectors, {
  normaliseCreditCode: ([text]) => {
    const { value, kind, organisationCode, region, reason } = normaliseCreditCode(text as string | null)
    return { value: value === null ? null : [value, kind, organisationCode, region], reason }
  },
})

const character = fc.constantFrom(...creditCodeCharacters)
const code = fc
  .tuple(
    fc.string({ unit: character, minLength: 2, maxLength: 2 }),
    fc.integer({ min: 100_000, max: 199_999 }),
    fc.string({ unit: character, minLength: 9, maxLength: 9 }),
  )
  .map(([head, region, body]) => `${head}${region}${body}`)
  .map((text) => text + creditCodeCheck(text))

describe('normaliseCreditCode', () => {
  it('accepts every code with its check character and returns it unchanged', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(normaliseCreditCode(text).value).toBe(text)
      }),
    )
  })

  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 17 }), character, (text, place, other) => {
        const wrong = text.slice(0, place) + other + text.slice(place + 1)
        if (wrong !== text) expect(normaliseCreditCode(wrong).value).toBeNull()
      }),
    )
  })

  it('warns where only the organisation part fails its own check', () => {
    const seventeen = '91100106M000100Y5'
    expect(normaliseCreditCode(seventeen + creditCodeCheck(seventeen)).warnings).toEqual(['organisation-checksum'])
  })
})
