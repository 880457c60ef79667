import { describe, expect, it } from 'vitest'
import { foldingInto } from './folded-text.ts'
import { documentSigns, idSigns } from './identity-sql.ts'

function* everyCodePoint(): Generator<number> {
  for (let point = 0; point <= 0x10ffff; point++) if (point < 0xd800 || point > 0xdfff) yield point
}

describe('a folding', () => {
  it('knows every character of Unicode that becomes part of a number', () => {
    for (const alphabet of [idSigns, documentSigns])
      expect(foldingInto(alphabet)).toEqual(foldingInto(alphabet, everyCodePoint()))
  })

  it('leaves no hole for a template to fill', () => {
    for (const alphabet of [idSigns, documentSigns]) {
      const { from, to, longer } = foldingInto(alphabet)
      expect([from, to, ...longer.flat()].filter((text) => /#\d/.test(text))).toEqual([])
    }
  })
})
