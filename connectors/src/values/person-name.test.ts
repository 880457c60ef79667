import { describe, expect, it } from 'vitest'
import { normalisePersonName } from './person-name.ts'

describe('normalisePersonName', () => {
  it.each([
    ['欧阳 某', '欧阳某'],
    ['阿依•某', '阿依·某'],
    ['阿依.某', '阿依·某'],
    ['阿依・某', '阿依·某'],
    ['阿依．某', '阿依·某'],
    ['王某（化名）', '王某'],
    ['　李　某', '李某'],
  ])('writes %s as %s', (raw, value) => {
    expect(normalisePersonName(raw).value).toBe(value)
  })

  it('knows null tokens', () => {
    expect(normalisePersonName('不详').value).toBeNull()
    expect(normalisePersonName(null).value).toBeNull()
  })

  it('warns of lost characters and keeps rare ones', () => {
    expect(normalisePersonName('张?').warnings).toEqual(['lost-character'])
    expect(normalisePersonName('张\ue123').warnings).toEqual(['lost-character'])
    expect(normalisePersonName('张𬭩').warnings).toEqual([])
  })
})
