import jschardet from 'jschardet'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | 'big5'

/** The bytes of a file in pieces, the first at least 256 kB unless it is all. They are gone through more than once. */
export type Bytes = Iterable<Buffer>

export interface DetectedEncoding {
  readonly encoding: Encoding
  /** Every byte can be decoded. Otherwise rows with U+FFFD must be rejected. */
  readonly clean: boolean
  /** Valid as GB18030, but perhaps Big5. */
  readonly perhapsBig5: boolean
}

/**
 * Decides on the whole file, not its head: byte order mark, strict UTF-8, UTF-16 by its NULs, strict GB18030 (never GBK:
 * rare characters of names would be lost), then whichever of UTF-8 and GB18030 has almost no undecodable bytes. Null if
 * none fits; `not-text` for binary files.
 */
export function detectEncoding(bytes: Bytes): DetectedEncoding | 'not-text' | null {
  const head = headOf(bytes)
  const marked = byOrderMark(head)
  if (marked) return { encoding: marked, clean: isDecodable(bytes, marked), perhapsBig5: false }
  const wide = byNuls(head)
  if (wide) return wide === 'not-text' ? wide : { encoding: wide, clean: isDecodable(bytes, wide), perhapsBig5: false }
  if (isDecodable(bytes, 'utf-8')) return { encoding: 'utf-8', clean: true, perhapsBig5: false }
  if (isDecodable(bytes, 'gb18030')) {
    const big5 = isBig5(head)
    return { encoding: big5 === 'surely' ? 'big5' : 'gb18030', clean: true, perhapsBig5: big5 !== 'no' }
  }
  if (isDecodable(bytes, 'big5') && isBig5(head) === 'surely')
    return { encoding: 'big5', clean: true, perhapsBig5: true }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (lostShare(bytes, encoding) < 0.05) return { encoding, clean: false, perhapsBig5: false }
  }
  return null
}

/** The share of non-ASCII characters that cannot be decoded. */
export function lostShare(bytes: Bytes, encoding: Encoding): number {
  let lost = 0
  let foreign = 0
  for (const text of decodePieces(bytes, encoding)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < 0x80) continue
      foreign++
      if (code === 0xfffd) lost++
    }
  }
  return foreign === 0 ? 0 : lost / foreign
}

/** The text in pieces; undecodable bytes become U+FFFD, a byte order mark at the beginning disappears. */
export function* decodePieces(bytes: Bytes, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (const piece of bytes) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

function isDecodable(bytes: Bytes, encoding: Encoding): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (const piece of bytes) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

function headOf(bytes: Bytes): Buffer {
  for (const piece of bytes) return piece
  return Buffer.alloc(0)
}

function byOrderMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0x84319533 ? 'gb18030' : null
}

/** ASCII in UTF-16 has a NUL in every second place. NULs elsewhere mean a binary file. */
function byNuls(bytes: Buffer): 'utf-16le' | 'utf-16be' | 'not-text' | null {
  const head = bytes.subarray(0, 65_536)
  const nuls = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  if (even + odd === 0) return null
  const enough = head.length / 50
  if (odd > enough && odd > even * 10) return 'utf-16le'
  if (even > enough && even > odd * 10) return 'utf-16be'
  return even + odd > head.length / 1000 ? 'not-text' : null
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
