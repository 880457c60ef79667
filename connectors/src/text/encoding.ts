import { isUtf8 } from 'node:buffer'
import jschardet from 'jschardet'
import type { encodings } from '../landing/import-options.ts'

export type Encoding = (typeof encodings)[number]

/** The bytes of a file in pieces, the first at least 256 kB unless it is all. They are gone through more than once. */
export type Bytes = Iterable<Buffer>

export interface DetectedEncoding {
  readonly encoding: Encoding
  /** Every byte can be decoded. Otherwise rows with U+FFFD must be rejected. */
  readonly clean: boolean
  /** Valid as GB18030, but perhaps Big5. */
  readonly perhapsBig5: boolean
  /** Some lines are in UTF-8 although the file is not: `decodePieces` marks them. */
  readonly strays: boolean
}

/** Stands at the end of a line that is in another encoding than the file. No text holds it: it is no character. */
export const strayMark = '\ufffe'

/**
 * Decides on the whole file, not its head: byte order mark, strict UTF-8, UTF-16 by its NULs, strict GB18030 (never GBK:
 * rare characters of names would be lost), then whichever of UTF-8 and GB18030 has almost no undecodable bytes. Null if
 * none fits; `not-text` for binary files.
 */
export function detectEncoding(bytes: Bytes): DetectedEncoding | 'not-text' | null {
  const fits = { clean: true, perhapsBig5: false, strays: false }
  const head = headOf(bytes)
  const marked = byOrderMark(head)
  if (marked) return { ...fits, encoding: marked, clean: isDecodable(bytes, marked) }
  const wide = byNuls(head)
  if (wide === 'not-text') return wide
  if (wide) return { ...fits, encoding: wide, clean: isDecodable(bytes, wide) }
  if (isDecodable(bytes, 'utf-8')) return { ...fits, encoding: 'utf-8' }
  const lines = countLines(bytes)
  if (lines.utf8 > 0 && lines.utf8 >= lines.other) return { ...fits, encoding: 'utf-8', clean: false }
  if (lines.utf8 > 0) {
    const lost = lostShare(bytes, 'gb18030', true)
    return lost < mostLost ? { ...fits, encoding: 'gb18030', clean: false, strays: true } : null
  }
  if (isDecodable(bytes, 'gb18030')) {
    const big5 = isBig5(head)
    return { ...fits, encoding: big5 === 'surely' ? 'big5' : 'gb18030', perhapsBig5: big5 !== 'no' }
  }
  if (isDecodable(bytes, 'big5') && isBig5(head) === 'surely') return { ...fits, encoding: 'big5', perhapsBig5: true }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (lostShare(bytes, encoding) < mostLost) return { ...fits, encoding, clean: false }
  }
  return null
}

const mostLost = 0.05

/** Lines with other than ASCII characters: those that are UTF-8 with Chinese in it, and the others. */
export function countLines(bytes: Bytes): { readonly utf8: number; readonly other: number } {
  let utf8 = 0
  let other = 0
  for (const block of wholeLines(bytes)) {
    for (let from = 0; from < block.length; ) {
      const end = lineEnd(block, from)
      const kind = lineKind(block, from, end)
      if (kind === 'utf-8') utf8++
      else if (kind === 'other') other++
      from = end
    }
  }
  return { utf8, other }
}

/** The same bytes, cut only behind line feeds. */
function* wholeLines(bytes: Bytes): Generator<Buffer> {
  let pending: Buffer[] = []
  for (const piece of bytes) {
    const cut = piece.lastIndexOf(0x0a) + 1
    if (cut === 0) pending.push(piece)
    else {
      yield Buffer.concat([...pending, piece.subarray(0, cut)])
      pending = [piece.subarray(cut)]
    }
  }
  yield Buffer.concat(pending)
}

function lineEnd(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(0x0a, from)
  return found < 0 ? bytes.length : found + 1
}

/** GB18030 is UTF-8 by accident in a few pairs of characters only, and hardly ever as Chinese in UTF-8 over a whole line. */
function lineKind(bytes: Buffer, from: number, end: number): 'ascii' | 'utf-8' | 'other' {
  let at = from
  while (at < end && (bytes[at] ?? 0) < 0x80) at++
  if (at === end) return 'ascii'
  const [lead = 0, next = 0] = [bytes[at], bytes[at + 1]]
  if (lead < 0xc2 || next < 0x80 || next > 0xbf) return 'other'
  const line = bytes.subarray(at, end)
  return isUtf8(line) && line.some((byte) => byte >= 0xe3 && byte <= 0xe9) ? 'utf-8' : 'other'
}

/** The share of non-ASCII characters that cannot be decoded. */
export function lostShare(bytes: Bytes, encoding: Encoding, strays = false): number {
  let lost = 0
  let foreign = 0
  for (const text of decodePieces(bytes, encoding, strays)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < 0x80) continue
      foreign++
      if (code === 0xfffd) lost++
    }
  }
  return foreign === 0 ? 0 : lost / foreign
}

/** The text in pieces; undecodable bytes become U+FFFD, a byte order mark disappears. With
 * `strays`, lines in UTF-8 are read as that and marked. */
export function* decodePieces(bytes: Bytes, encoding: Encoding, strays = false): Generator<string> {
  const pieces = strays ? decodeLines(bytes, encoding) : decodeAll(bytes, encoding)
  if (encoding !== 'gb18030') return yield* pieces
  for (const piece of pieces) yield piece.replace(privateUse, (sign) => standard[sign] ?? sign)
}

/** GB 18030-2022 gives these six a code point; ICU 78 (Node 24) still reads them as private use. Held against glibc's iconv. */
const standard: Readonly<Record<string, string>> = {
  '\ue816': '\u{20087}',
  '\ue817': '\u{20089}',
  '\ue818': '\u{200cc}',
  '\ue831': '\u{215d7}',
  '\ue83b': '\u{2298f}',
  '\ue855': '\u{241fe}',
}
const privateUse = /[\ue816-\ue818\ue831\ue83b\ue855]/g

function* decodeAll(bytes: Bytes, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (const piece of bytes) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

function* decodeLines(bytes: Bytes, encoding: Encoding): Generator<string> {
  for (const block of wholeLines(bytes)) {
    let pending = 0
    for (let from = 0; from < block.length; ) {
      const end = lineEnd(block, from)
      if (lineKind(block, from, end) === 'utf-8') {
        yield new TextDecoder(encoding).decode(block.subarray(pending, from))
        yield block.toString('utf8', from, end).replace(/\r?\n?$/, (ending) => strayMark + ending)
        pending = end
      }
      from = end
    }
    yield new TextDecoder(encoding).decode(block.subarray(pending))
  }
}

export function isDecodable(bytes: Bytes, encoding: Encoding): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (const piece of bytes) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The first piece. */
export function headOf(bytes: Bytes): Buffer {
  for (const piece of bytes) return piece
  return Buffer.alloc(0)
}

function byOrderMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0x84319533 ? 'gb18030' : null
}

/**
 * UTF-16 has a NUL beside every line end, comma and tab, on the side that tells its order (U+0A00, U+0D00, U+2C00 and U+0900
 * stand in no such file). A NUL alone proves nothing: 一 is U+4E00. Other control characters mean a binary file.
 */
function byNuls(bytes: Buffer): 'utf-16le' | 'utf-16be' | 'not-text' | null {
  const head = bytes.subarray(0, 65_536)
  let controls = 0
  let nuls = 0
  let marks = 0
  let little = 0
  let big = 0
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0
    if (byte === 0) nuls++
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
    if (isMark(byte)) marks++
    if (at % 2 === 1) continue
    const next = head[at + 1]
    if (next === 0 && isMark(byte)) little++
    if (byte === 0 && next !== undefined && isMark(next)) big++
  }
  if (nuls === 0) return controls > head.length / 20 ? 'not-text' : null
  if (little * 2 > marks && little > big * 10) return 'utf-16le'
  if (big * 2 > marks && big > little * 10) return 'utf-16be'
  return controls > head.length / 50 ? 'not-text' : null
}

function isMark(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x2c || byte === 0x09
}

/** Characters that such files are full of, in both scripts. The wrong reading of the bytes has next to none of them. */
const frequent = new Set(
  '的一不是人在有中大年月日省市县区法院检察公安局刑事判决案号姓名身份证男女期徒起止罪执行时间单位地址电话備證號縣區檢決電話時間單執導師國學會來這個為說',
)

function isBig5(bytes: Buffer): 'surely' | 'perhaps' | 'no' {
  const sample = bytes.subarray(0, 262_144)
  const guess = jschardet.detect(sample)
  if (guess.encoding?.toLowerCase() !== 'big5') return 'no'
  const asBig5 = frequentShare(sample, 'big5')
  const asGb = frequentShare(sample, 'gb18030')
  if (asBig5 > 0.05 && asBig5 > asGb * 4) return 'surely'
  return asBig5 > asGb ? 'perhaps' : 'no'
}

function frequentShare(bytes: Buffer, encoding: Encoding): number {
  let found = 0
  let foreign = 0
  for (const character of new TextDecoder(encoding).decode(bytes)) {
    if (character.charCodeAt(0) < 0x80) continue
    foreign++
    if (frequent.has(character)) found++
  }
  return foreign === 0 ? 0 : found / foreign
}
