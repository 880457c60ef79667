import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonField, readArrayItems, readObject } from './json-text.ts'

const plain = (fields: readonly JsonField[]) => fields.map(({ name, kind, value }) => [name, kind, value])
/** What JSON.parse makes of the same text. */
const meaning = ({ kind, value }: JsonField): unknown => (kind === 'text' ? value : JSON.parse(value))

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

describe('readObject', () => {
  it('keeps the digits of numbers as they were written', () => {
    const text = '{"id": 110105194912310021, "a":1.10, "b":-0, "c":1E+400, "d":"012"}'
    expect(plain(readObject(text))).toEqual([
      ['id', 'number', '110105194912310021'],
      ['a', 'number', '1.10'],
      ['b', 'number', '-0'],
      ['c', 'number', '1E+400'],
      ['d', 'text', '012'],
    ])
  })

  it('shows a name that appears twice, escapes, nothing and nested values', () => {
    const text = ' {"\\u59d3":"\\ud842\\udfb7\\"\\\\","a":null,"a":true,"n":{"x":[1,{}]} ,"__proto__":[]}\n'
    expect(plain(readObject(text))).toEqual([
      ['姓', 'text', '𠮷"\\'],
      ['a', 'null', 'null'],
      ['a', 'boolean', 'true'],
      ['n', 'nested', '{"x":[1,{}]}'],
      ['__proto__', 'nested', '[]'],
    ])
  })

  it.each([
    '',
    '{',
    '{}x',
    '[]',
    '1',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    "{'a':1}",
    '{"a":01}',
    '{"a":.5}',
    '{"a":NaN}',
    '{"a":"\n"}',
    '{"a":"\\x"}',
    '{"a":"x}',
    '{"a":tru}',
    '{"a":[1,]}',
    '{"a":1 "b":2}',
    '{a:1}',
    '\u00a0{}',
    `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  ])('refuses %j', (text) => {
    expect(() => readObject(text)).toThrow(/Not JSON/)
  })

  it('agrees with JSON.parse on what is JSON and what it says', () => {
    const unit = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '1',
      '.',
      'e',
      '-',
      ' ',
      'a',
      '\\',
      'null',
      'true',
      '\n',
    )
    const garbled = fc.array(unit, { maxLength: 14 }).map((parts) => `{"a":${parts.join('')}}`)
    const valid = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()).map((value) => JSON.stringify(value))
    fc.assert(
      fc.property(fc.oneof(garbled, valid), (text) => {
        let wanted: Record<string, unknown> | null = null
        try {
          wanted = JSON.parse(text) as Record<string, unknown>
        } catch {}
        if (wanted === null) expect(() => readObject(text)).toThrow(/Not JSON/)
        else {
          const found = new Map(readObject(text).map((field) => [field.name, meaning(field)]))
          expect([...found].sort(byName)).toEqual(Object.entries(wanted).sort(byName))
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('readArrayItems', () => {
  it('gives the text of each item', () => {
    expect([...readArrayItems(' [ {"a":1} ,2,"x,]",[3] ]')]).toEqual(['{"a":1}', '2', '"x,]"', '[3]'])
    expect([...readArrayItems('[]')]).toEqual([])
  })

  it.each(['', '{}', '[1', '[1,]', '[1] 2', '[,]', '[1 2]'])('refuses %j', (text) => {
    expect(() => [...readArrayItems(text)]).toThrow(/Not JSON/)
  })
})
