import { describe, expect, it } from 'vitest'
import { conditionParts, partAt } from './index.ts'

const texts = (text: string) => conditionParts(text).parts.map((part) => part.text)

describe('conditionParts', () => {
  it('splits at the outermost and, or at the outermost or, and nowhere else', () => {
    expect(texts("a = 1 and (b = 2 or c = 3) and d in ('and')")).toEqual(['a = 1', '(b = 2 or c = 3)', "d in ('and')"])
    expect(texts('a = 1 and b = 2 or c = 3')).toEqual(['a = 1 and b = 2', 'c = 3'])
    expect(texts('a between 1 and 2')).toEqual(['a between 1 and 2'])
    expect(conditionParts('a = 1 or b = 2').join).toBe('or')
    expect(conditionParts('(a = 1 and b = 2)')).toMatchObject({ join: null, parts: [{ start: 0, end: 17 }] })
    expect(conditionParts('').parts).toHaveLength(1)
  })

  it('says which condition a place belongs to, also where something is missing', () => {
    const parts = conditionParts('a = 1 and b > and c = 3')
    expect(partAt(parts, { start: 4, end: 5 })).toBe(0)
    expect(partAt(parts, { start: 14, end: 17 })).toBe(1)
    expect(partAt(conditionParts('a = 1 and b >'), { start: 13, end: 13 })).toBe(1)
  })
})
