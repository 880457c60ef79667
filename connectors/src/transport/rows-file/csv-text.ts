/** One record of a CSV text (RFC 4180; rows may end in LF, CRLF or CR, also mixed). */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** True where the field was written without quotes: an empty one then means "nothing". */
  readonly bare: readonly boolean[]
  /** The record as it was written, without its line end. */
  readonly text: string
  /** False if text follows a closing quote, or a quote is never closed: the fields are then a guess. */
  readonly wellFormed: boolean
  /** A quotation mark in this line is never closed. */
  readonly unclosed?: true
}

/** A record longer than this (in characters) means a quotation mark that is never closed. */
const longestRecord = 8_000_000

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const lineEnd = /\r\n|\n|\r/

/**
 * Splits CSV text that arrives in pieces. `push` returns the records that are complete, `finish` the last one.
 * Written here, and not taken from a library, because both "empty" and `""`, and the original text of a bad record, must
 * survive; DuckDB's own reader is the second opinion in the tests. A wrong quotation mark costs the lines that it touches
 * and no other: a record that is not well-formed never spans lines, and after a quote that is never closed reading goes on
 * in the next line.
 */
export function createCsvParser(delimiter: string) {
  const separator = delimiter.charCodeAt(0)
  let rest = ''

  function take(final: boolean): CsvRecord[] {
    const found: CsvRecord[] = []
    let start = 0
    while (start < rest.length) {
      const next = readRecord(rest, start, final)
      if ('record' in next) {
        if (next.record.wellFormed || !lineEnd.test(next.record.text)) found.push(next.record)
        else for (const line of next.record.text.split(lineEnd)) found.push(brokenLine(line))
        start = next.end
      } else if (!final && rest.length - start <= longestRecord) {
        break
      } else if (next.broken) {
        const lines = rest.slice(start).split(lineEnd)
        const last = lines.pop() ?? ''
        for (const line of lines) found.push(brokenLine(line))
        if (final && last !== '') found.push(brokenLine(last))
        start = final ? rest.length : rest.length - last.length
        if (!final) break
      } else {
        const end = lineEnd.exec(rest.slice(start))
        const stop = end ? start + end.index : rest.length
        found.push({ ...brokenLine(rest.slice(start, stop)), unclosed: true })
        start = stop + (end?.[0].length ?? 0)
      }
    }
    rest = rest.slice(start)
    return found
  }

  /** The record that begins at `start` and the place after its line end; `broken` says what is known if its end has not arrived. */
  function readRecord(
    text: string,
    start: number,
    final: boolean,
  ): { record: CsvRecord; end: number } | { broken: boolean } {
    const fields: string[] = []
    const bare: boolean[] = []
    let wellFormed = true
    let at = start
    for (;;) {
      let value = ''
      const quoted = text.charCodeAt(at) === quote
      if (quoted) {
        const closed = closingQuote(text, at + 1)
        if (closed < 0) return { broken: !wellFormed }
        value = text.slice(at + 1, closed).replaceAll('""', '"')
        at = closed + 1
        if (at >= text.length && !final) return { broken: !wellFormed }
      }
      const from = at
      let code = text.charCodeAt(at)
      while (at < text.length && code !== separator && code !== lineFeed && code !== carriageReturn)
        code = text.charCodeAt(++at)
      if (at >= text.length && !final) return { broken: !wellFormed }
      if (at > from) {
        const tail = text.slice(from, at)
        if (quoted && tail.trim() !== '') wellFormed = false
        value += quoted ? tail.trim() : tail
      }
      fields.push(value)
      bare.push(!quoted)
      if (at < text.length && code === separator) {
        at++
        if (at >= text.length && !final) return { broken: !wellFormed }
        continue
      }
      let end = Math.min(at + 1, text.length)
      if (code === carriageReturn && at < text.length) {
        if (end >= text.length && !final) return { broken: !wellFormed }
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

function brokenLine(text: string): CsvRecord {
  return { fields: [text], bare: [true], text, wellFormed: false }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at
  }
  return -1
}
