import { rejectReasons, unwritable } from '../landing/reasons.ts'
import { strayMark } from '../text/encoding.ts'
import type { Text } from '../words/text.ts'

/** One record: its keys and values in the order in which they are written. A value is text, or null for NULL. */
export type JsonRecord = ReadonlyMap<string, string | null>

/** What a text is that should be a record: the record, or why its row is rejected. */
export type ReadRecord = { readonly record: JsonRecord } | { readonly reason: Text; readonly column: string | null }

/**
 * A JSON object as text values: texts as they are, numbers with the digits they are written with (an id of 18 digits is not
 * a number of JavaScript), true and false as words, null as NULL, objects and arrays as the JSON they are written in.
 */
export function readRecord(text: string): ReadRecord {
  if (text.includes(strayMark)) return { reason: rejectReasons.otherEncoding(), column: null }
  if (text.includes('\ufffd')) return { reason: rejectReasons.undecodable(), column: null }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { reason: rejectReasons.notJson(), column: null }
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    return { reason: rejectReasons.notARecord(), column: null }
  }
  const record = new Map<string, string | null>()
  for (const [key, value] of membersOf(text)) {
    if (record.has(key)) return { reason: rejectReasons.keyTwice(key), column: key }
    const reason = unwritable(key) ?? (value === null ? null : unwritable(value))
    if (reason) return { reason, column: key.isWellFormed() ? key : null }
    record.set(key, value)
  }
  return { record }
}

/** The members of a text that is known to be a valid JSON object. */
function* membersOf(text: string): Generator<readonly [key: string, value: string | null]> {
  let at = skipSpace(text, text.indexOf('{') + 1)
  while (text.charCodeAt(at) === quote) {
    const keyEnd = endOfString(text, at)
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const end = endOfValue(text, start)
    yield [stringOf(text.slice(at, keyEnd)), valueWritten(text.slice(start, end))]
    at = skipSpace(text, end)
    if (text.charCodeAt(at) !== comma) return
    at = skipSpace(text, at + 1)
  }
}

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c

function valueWritten(written: string): string | null {
  if (written === 'null') return null
  return written.charCodeAt(0) === quote ? stringOf(written) : written
}

function stringOf(written: string): string {
  return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
    at++
  }
}

/** The place after the closing quote of the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    at += code === backslash ? 2 : 1
  }
}

/** The place after the value that begins at `from`: brackets are counted, strings skipped. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  for (let at = from; ; ) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at)
      if (depth === 0) return at
      continue
    }
    if (code === 0x7b || code === 0x5b) depth++
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return trimEnd(text, at)
      if (--depth === 0) return at + 1
    } else if (code === comma && depth === 0) return trimEnd(text, at)
    at++
  }
}

function trimEnd(text: string, end: number): number {
  let at = end
  while (skipSpace(text, at - 1) !== at - 1) at--
  return at
}
