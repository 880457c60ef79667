import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCsvParser } from './csv-text.ts'

function parse(text: string, delimiter = ',', piece = text.length || 1) {
  const parser = createCsvParser(delimiter)
  const records = []
  for (let at = 0; at < text.length; at += piece) records.push(...parser.push(text.slice(at, at + piece)))
  return [...records, ...parser.finish()]
}
const fields = (text: string, delimiter?: string) => parse(text, delimiter).map((record) => record.fields)

describe('createCsvParser', () => {
  it('reads quotes, delimiters and line ends inside quotes', () => {
    expect(fields('a,"b,c","d""e","f\ng"\n1,2,3,4')).toEqual([
      ['a', 'b,c', 'd"e', 'f\ng'],
      ['1', '2', '3', '4'],
    ])
  })

  it('accepts LF, CRLF, CR and a mixture', () => {
    expect(fields('a,b\r\nc,d\re,f\n"g","h"\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ])
  })

  it('keeps the empty field at the end of a row and the one row of an unfinished line', () => {
    expect(fields('a,\n,b')).toEqual([
      ['a', ''],
      ['', 'b'],
    ])
    expect(fields('a,')).toEqual([['a', '']])
  })

  it('tells nothing from an empty text', () => {
    expect(parse('a,,""')[0]?.bare).toEqual([true, true, false])
  })

  it('marks text after a closing quote and keeps what was written', () => {
    expect(parse('"a"b,c\n1,2')[0]).toMatchObject({ wellFormed: false, text: '"a"b,c' })
  })

  it('loses only the line whose quote never closes', () => {
    expect(parse('a,b\nc,"d\ne,f\n')).toEqual([
      expect.objectContaining({ fields: ['a', 'b'], wellFormed: true }),
      { fields: ['c,"d'], bare: [true], text: 'c,"d', wellFormed: false, unclosed: true },
      expect.objectContaining({ fields: ['e', 'f'], wellFormed: true }),
    ])
  })

  it('gives every line of a record that is not well-formed', () => {
    const records = parse('a,b\n1,"x\n2,"y"\n3,"z"\n')
    expect(records.map(({ text, wellFormed }) => [text, wellFormed])).toEqual([
      ['a,b', true],
      ['1,"x', false],
      ['2,"y"', false],
      ['3,"z"', true],
    ])
  })

  it('gives the same records however the text is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '某', ';') })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, piece) => {
          const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
          expect(parse(text, ',', piece).map((record) => record.fields)).toEqual(rows)
          expect(parse(text, ',', piece).every((record) => record.wellFormed)).toBe(true)
        },
      ),
    )
  })
})
