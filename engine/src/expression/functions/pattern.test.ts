import { describe, expect, it } from 'vitest'
import { checkPattern } from './index.ts'

describe('checkPattern', () => {
  it('accepts what means the same in every engine', () => {
    for (const pattern of ['^1[3-9]\\d{9}$', '(?:a|b)+', '[^\\s\\]]*', '第(\\d{1,3})条', '\\(2023\\)', '𠮷?', 'a{2,}'])
      expect([pattern, checkPattern(pattern)]).toEqual([pattern, null])
  })

  it('says in Chinese what is wrong with everything else', () => {
    const wrong = [
      '',
      '(a',
      'a)',
      '[a',
      '[]',
      '[z-a]',
      '*a',
      'a**',
      'a+?',
      '(?=a)',
      '(?<n>a)',
      '\\b',
      '\\1',
      'a{256}',
      'a{2,1}',
      'a{',
      '\\',
    ]
    for (const pattern of wrong)
      expect([pattern, checkPattern(pattern)?.zh ?? '']).toEqual([pattern, expect.stringMatching(/\p{Script=Han}/u)])
  })

  it('refuses patterns of the empty text where matches are replaced or counted', () => {
    expect(checkPattern('a*', false)?.en).toContain('empty text')
    expect(checkPattern('a+', false)).toBeNull()
  })
})
