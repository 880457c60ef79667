import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Text } from '../words/text.ts'

/** One file in the package. `at` is where its local header begins. */
export interface ZipEntry {
  readonly name: string
  readonly compressed: number
  /** As declared: `read` fails if there is more. */
  readonly size: number
  readonly crc: number
  readonly method: number
  readonly encrypted: boolean
  readonly at: number
}

export interface ZipPackage extends Disposable {
  readonly bytes: number
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** Inflated content in pieces. Throws `ZipBroken` if it is longer than declared, shorter, or fails its checksum. */
  read(entry: ZipEntry): AsyncGenerator<Buffer>
}

export class ZipBroken extends Error {}

/** More of something than any honest file has. */
export class ZipTooMuch extends Error {
  readonly detail: Text
  constructor(detail: Text) {
    super(detail.en)
    this.detail = detail
  }
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const mostEntries = 20_000
/** Each piece is a turn of the thread pool: on a busy machine, small ones wait longer than they work. */
const piece = 1 << 20

/** Reads the directory of a zip file (APPNOTE 4.3, with zip64) and nothing else yet. Throws `ZipBroken`. */
export function openZip(path: string): ZipPackage {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = fstatSync(descriptor).size
    const entries = readDirectory(descriptor, bytes)
    return {
      bytes,
      entries,
      read: (entry) => readEntry(descriptor, entry, bytes),
      [Symbol.dispose]: () => closeSync(descriptor),
    }
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
}

function readDirectory(descriptor: number, bytes: number): ReadonlyMap<string, ZipEntry> {
  const tailSize = Math.min(bytes, 65_557)
  const tail = readAt(descriptor, bytes - tailSize, tailSize)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--
  if (end < 0) throw new ZipBroken('no end of directory')
  if (end + 22 + tail.readUInt16LE(end + 20) !== tail.length) throw new ZipBroken('something follows its end')
  let count = tail.readUInt16LE(end + 10)
  let size = tail.readUInt32LE(end + 12)
  let at = tail.readUInt32LE(end + 16)
  const locator = end - 20
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const wide = readAt(descriptor, Number(tail.readBigUInt64LE(locator + 8)), 56)
    count = Number(wide.readBigUInt64LE(32))
    size = Number(wide.readBigUInt64LE(40))
    at = Number(wide.readBigUInt64LE(48))
  }
  if (count > mostEntries || size > 64 << 20 || at + size > bytes) throw new ZipBroken('impossible directory')
  const directory = readAt(descriptor, at, size)
  const entries = new Map<string, ZipEntry>()
  for (let place = 0, n = 0; n < count; n++) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== entrySignature)
      throw new ZipBroken('damaged directory')
    const nameLength = directory.readUInt16LE(place + 28)
    const extraLength = directory.readUInt16LE(place + 30)
    const extra = directory.subarray(place + 46 + nameLength, place + 46 + nameLength + extraLength)
    const name = directory
      .toString('utf8', place + 46, place + 46 + nameLength)
      .replaceAll('\\', '/')
      .replace(/^\/+/, '')
    const wide = wideSizes(extra, {
      size: directory.readUInt32LE(place + 24),
      compressed: directory.readUInt32LE(place + 20),
      at: directory.readUInt32LE(place + 42),
    })
    if (name.split('/').includes('..') || /[:\0]/.test(name)) throw new ZipBroken(`an entry has the path ${name}`)
    if (((directory.readUInt32LE(place + 38) >>> 16) & 0o170000) === 0o120000)
      throw new ZipBroken(`${name} is a symbolic link`)
    if (entries.has(name)) throw new ZipBroken(`two entries are named ${name}`)
    entries.set(name, {
      name,
      ...wide,
      crc: directory.readUInt32LE(place + 16),
      method: directory.readUInt16LE(place + 10),
      encrypted: (directory.readUInt16LE(place + 8) & 1) === 1,
    })
    place += 46 + nameLength + extraLength + directory.readUInt16LE(place + 32)
  }
  return entries
}

/** Zip64: sizes that did not fit in 32 bits stand in the extra field, in this order. */
function wideSizes(extra: Buffer, narrow: { size: number; compressed: number; at: number }) {
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2)) {
    if (extra.readUInt16LE(place) !== 1) continue
    let next = place + 4
    const take = (value: number) => {
      if (value !== 0xffffffff || next + 8 > extra.length) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    }
    return { size: take(narrow.size), compressed: take(narrow.compressed), at: take(narrow.at) }
  }
  return narrow
}

async function* readEntry(descriptor: number, entry: ZipEntry, bytes: number): AsyncGenerator<Buffer> {
  const header = readAt(descriptor, entry.at, 30)
  if (header.readUInt32LE(0) !== 0x04034b50) throw new ZipBroken(`${entry.name} is not where the directory says`)
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.compressed > bytes) throw new ZipBroken(`${entry.name} is cut off`)
  let read = 0
  let crc = 0
  for await (const part of entry.method === 0 ? stored(descriptor, start, entry) : inflated(descriptor, start, entry)) {
    read += part.length
    if (read > entry.size) throw new ZipBroken(`${entry.name} is longer than declared`)
    crc = crc32(part, crc)
    yield part
  }
  if (read !== entry.size || crc !== entry.crc) throw new ZipBroken(`${entry.name} is damaged`)
}

function* stored(descriptor: number, start: number, { compressed }: ZipEntry): Generator<Buffer> {
  for (let at = 0; at < compressed; at += piece) yield readAt(descriptor, start + at, Math.min(piece, compressed - at))
}

async function* inflated(descriptor: number, start: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method !== 8) throw new ZipBroken(`${entry.name} is packed in an unknown way`)
  const inflate = createInflateRaw({ chunkSize: piece })
  const feed = async () => {
    for (const part of stored(descriptor, start, entry)) {
      if (!inflate.write(part)) await new Promise((resolve) => inflate.once('drain', resolve))
    }
    inflate.end()
  }
  feed().catch((cause: unknown) => inflate.destroy(cause as Error))
  try {
    for await (const part of inflate) yield part as Buffer
  } catch (cause) {
    throw new ZipBroken(`${entry.name} is damaged`, { cause })
  }
}

function readAt(descriptor: number, at: number, size: number): Buffer {
  const buffer = Buffer.alloc(size)
  let got = 0
  while (got < size) {
    const count = readSync(descriptor, buffer, got, size - got, at + got)
    if (count === 0) throw new ZipBroken('the file is cut off')
    got += count
  }
  return buffer
}
