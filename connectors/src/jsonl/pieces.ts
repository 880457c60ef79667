/** A piece of the file that should hold one record. `row` is its line, or its place in the array, from 1. */
export interface RecordText {
  readonly row: number
  readonly text: string
}

/** A record longer than this (in characters) means brackets that are never closed. */
const longestRecord = 8_000_000

export class RecordTooLong extends Error {
  readonly row: number
  constructor(row: number) {
    super(`Record ${row} does not end`)
    this.row = row
  }
}

/** One record a line; the numbers are those of the lines. Lines end in LF, CRLF or CR. Blank lines are given too. */
export function* linesOf(pieces: Iterable<string>): Generator<RecordText> {
  let rest = ''
  let row = 0
  for (const piece of pieces) {
    const text = rest + piece
    let start = 0
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
      yield { row: ++row, text: text.slice(start, index) }
      start = index + end.length
    }
    rest = text.slice(start)
    if (rest.length > longestRecord) throw new RecordTooLong(row + 1)
  }
  const last = rest.replace(/\r$/, '')
  if (rest !== '') yield { row: ++row, text: last }
}

/**
 * The elements of one JSON array, found by counting brackets outside strings. What follows the array, and an element that
 * never ends, are given as pieces of their own, so that nothing is lost.
 */
export function* elementsOf(pieces: Iterable<string>): Generator<RecordText> {
  let row = 0
  let text = ''
  let depth = 0
  let inString = false
  let escaped = false
  let state: 'before' | 'inside' | 'after' = 'before'
  for (const piece of pieces) {
    let start = 0
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at)
      if (state === 'after') continue
      if (inString) {
        if (escaped) escaped = false
        else if (code === 0x5c) escaped = true
        else if (code === 0x22) inString = false
      } else if (code === 0x22) inString = true
      else if (code === 0x5b || code === 0x7b) {
        if (state === 'before') {
          state = 'inside'
          text = ''
          start = at + 1
        } else depth++
      } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--
      else if (code === 0x2c && depth === 0) {
        yield { row: ++row, text: (text + piece.slice(start, at)).trim() }
        text = ''
        start = at + 1
      } else if (code === 0x5d) {
        const last = (text + piece.slice(start, at)).trim()
        if (last !== '' || row > 0) yield { row: ++row, text: last }
        text = ''
        start = at + 1
        state = 'after'
      }
    }
    text += piece.slice(start)
    if (text.length > longestRecord) throw new RecordTooLong(row + 1)
  }
  if (text.trim() !== '') yield { row: ++row, text: text.trim() }
}
