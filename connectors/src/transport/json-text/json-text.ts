/** A field of a record, as it was written. `nested` and `number` are the characters themselves, `text` is decoded. */
export interface JsonField {
  readonly name: string
  readonly kind: 'text' | 'number' | 'boolean' | 'null' | 'nested'
  readonly value: string
}

/** Thrown for text that is not JSON; `at` counts characters from 0. */
export class NotJson extends Error {
  readonly at: number
  constructor(at: number) {
    super(`Not JSON at character ${at}`)
    this.at = at
  }
}

interface Cursor {
  readonly text: string
  at: number
}

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const deepest = 100

/** The fields of one JSON object, in the order and with the digits of the text. @throws NotJson */
export function readObject(text: string): readonly JsonField[] {
  const cursor: Cursor = { text, at: 0 }
  skipSpace(cursor)
  const fields: JsonField[] = []
  eachMember(cursor, (name) => fields.push({ name, ...readValue(cursor) }))
  end(cursor)
  return fields
}

/** The texts of the items of a JSON array, one by one, so that each is judged by itself. @throws NotJson */
export function* readArrayItems(text: string): Generator<string> {
  const cursor: Cursor = { text, at: 0 }
  skipSpace(cursor)
  expect(cursor, '[')
  skipSpace(cursor)
  if (!take(cursor, ']')) {
    do {
      skipSpace(cursor)
      const from = cursor.at
      skipValue(cursor, 0)
      yield text.slice(from, cursor.at)
      skipSpace(cursor)
    } while (take(cursor, ','))
    expect(cursor, ']')
  }
  end(cursor)
}

function readValue(cursor: Cursor): Omit<JsonField, 'name'> {
  const from = cursor.at
  const first = cursor.text[from]
  if (first === '"') return { kind: 'text', value: readText(cursor) }
  skipValue(cursor, 0)
  const value = cursor.text.slice(from, cursor.at)
  if (first === '{' || first === '[') return { kind: 'nested', value }
  if (value === 'null') return { kind: 'null', value }
  return { kind: value === 'true' || value === 'false' ? 'boolean' : 'number', value }
}

function skipValue(cursor: Cursor, depth: number): void {
  if (depth > deepest) throw new NotJson(cursor.at)
  const first = cursor.text[cursor.at]
  if (first === '"') readText(cursor)
  else if (first === '{') eachMember(cursor, () => skipValue(cursor, depth + 1))
  else if (first === '[') eachItem(cursor, () => skipValue(cursor, depth + 1))
  else if (!match(cursor, word) && !match(cursor, number)) throw new NotJson(cursor.at)
}

function eachMember(cursor: Cursor, visit: (name: string) => void): void {
  expect(cursor, '{')
  skipSpace(cursor)
  if (take(cursor, '}')) return
  do {
    skipSpace(cursor)
    const name = readText(cursor)
    skipSpace(cursor)
    expect(cursor, ':')
    skipSpace(cursor)
    visit(name)
    skipSpace(cursor)
  } while (take(cursor, ','))
  expect(cursor, '}')
}

function eachItem(cursor: Cursor, visit: () => void): void {
  expect(cursor, '[')
  skipSpace(cursor)
  if (take(cursor, ']')) return
  do {
    skipSpace(cursor)
    visit()
    skipSpace(cursor)
  } while (take(cursor, ','))
  expect(cursor, ']')
}

/** A quoted text; escapes and what may not stand in one are left to JSON.parse, which knows both. */
function readText(cursor: Cursor): string {
  const from = cursor.at
  expect(cursor, '"')
  const { text } = cursor
  let close = text.indexOf('"', cursor.at)
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1)
  if (close < 0) throw new NotJson(from)
  cursor.at = close + 1
  try {
    return JSON.parse(text.slice(from, close + 1)) as string
  } catch {
    throw new NotJson(from)
  }
}

/** An odd number of backslashes before the mark. */
function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
  return slashes % 2 === 1
}

function skipSpace(cursor: Cursor): void {
  const code = cursor.text.charCodeAt(cursor.at)
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) match(cursor, space)
}

function match(cursor: Cursor, expression: RegExp): boolean {
  expression.lastIndex = cursor.at
  if (!expression.test(cursor.text)) return false
  cursor.at = expression.lastIndex
  return true
}

function take(cursor: Cursor, mark: string): boolean {
  if (cursor.text[cursor.at] !== mark) return false
  cursor.at++
  return true
}

function expect(cursor: Cursor, mark: string): void {
  if (!take(cursor, mark)) throw new NotJson(cursor.at)
}

function end(cursor: Cursor): void {
  skipSpace(cursor)
  if (cursor.at < cursor.text.length) throw new NotJson(cursor.at)
}
