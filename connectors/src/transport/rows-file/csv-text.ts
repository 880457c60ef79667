/** One record of a CSV text (RFC 4180; rows may end in LF, CRLF or CR, also mixed). */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** True where the field was written without quotes: an empty one then means "nothing". */
  readonly bare: readonly boolean[]
  /** The record as it was written, without its line end. */
  readonly text: string
  /** False if text follows a closing quote: the fields are then a guess. */
  readonly wellFormed: boolean
}

/** A record longer than this (in characters) means a quotation mark that is never closed. */
const longestRecord = 8_000_000

/** Thrown when a quoted field is still open at the end, or after `longestRecord`. `record` counts from 1. */
export class UnclosedQuote extends Error {
  readonly record: number
  constructor(record: number) {
    super(`A quotation mark in record ${record} is never closed`)
    this.record = record
  }
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Splits CSV text that arrives in pieces. `push` returns the records that are complete, `finish` the last one.
 * Written here, and not taken from a library, because both "empty" and `""`, and the original text of a bad record, must
 * survive; DuckDB's own reader is the second opinion in the tests.
 */
export function createCsvParser(delimiter: string) {
  const separator = delimiter.charCodeAt(0)
  let rest = ''
  let records = 0

  function take(final: boolean): CsvRecord[] {
    const found: CsvRecord[] = []
    let start = 0
    while (start < rest.length) {
      const next = readRecord(rest, start, final)
      if (next === null) break
      found.push(next.record)
      records++
      start = next.end
    }
    rest = rest.slice(start)
    if (rest.length > longestRecord || (final && rest !== '')) throw new UnclosedQuote(records + 1)
    return found
  }

  /** The record that begins at `start` and the place after its line end; null if its end has not arrived. */
  function readRecord(text: string, start: number, final: boolean): { record: CsvRecord; end: number } | null {
    const fields: string[] = []
    const bare: boolean[] = []
    let wellFormed = true
    let at = start
    for (;;) {
      let value = ''
      const quoted = text.charCodeAt(at) === quote
      if (quoted) {
        const closed = closingQuote(text, at + 1)
        if (closed < 0) return null
        value = text.slice(at + 1, closed).replaceAll('""', '"')
        at = closed + 1
        if (at >= text.length && !final) return null
      }
      const from = at
      let code = text.charCodeAt(at)
      while (at < text.length && code !== separator && code !== lineFeed && code !== carriageReturn)
        code = text.charCodeAt(++at)
      if (at >= text.length && !final) return null
      if (at > from) {
        const tail = text.slice(from, at)
        if (quoted && tail.trim() !== '') wellFormed = false
        value += quoted ? tail.trim() : tail
      }
      fields.push(value)
      bare.push(!quoted)
      if (at < text.length && code === separator) {
        at++
        if (at >= text.length && !final) return null
        continue
      }
      let end = Math.min(at + 1, text.length)
      if (code === carriageReturn && at < text.length) {
        if (end >= text.length && !final) return null
        if (text.charCodeAt(end) === lineFeed) end++
      }
      return { record: { fields, bare, text: text.slice(start, at), wellFormed }, end }
    }
  }

  return {
    push(text: string): CsvRecord[] {
      rest += text
      return take(false)
    },
    finish(): CsvRecord[] {
      return take(true)
    },
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at
  }
  return -1
}
