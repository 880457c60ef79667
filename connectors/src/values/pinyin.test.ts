import { describe, expect, it } from 'vitest'
import { normalisePersonName, personNameKey } from './person-name.ts'
import { personNameVectors } from './person-name.vectors.ts'
import { characterReadings, toPinyin } from './pinyin.ts'
import { variantsFrom, variantsTo } from './tables/variants.table.ts'
import { expectVectors } from './testing/expect-vectors.ts'

expectVectors('names', personNameVectors, {
  normalisePersonName: ([text]) => ({ value: normalisePersonName(text as string | null).value, reason: null }),
  personNameKey: ([text]) => ({ value: personNameKey(text as string | null), reason: null }),
  toPinyin: ([text]) => {
    const { value, initials, reason } = toPinyin(text as string | null)
    return { value: value === null ? null : [value, initials], reason }
  },
})

describe('the tables of characters', () => {
  it('read nearly every Han character of the BMP', () => {
    expect(characterReadings().size).toBeGreaterThan(20_000)
  })

  it('fold once and for all: no folded character is folded again', () => {
    expect([...variantsFrom]).toHaveLength([...variantsTo].length)
    expect([...variantsTo].filter((character) => variantsFrom.includes(character))).toEqual([])
  })
})
