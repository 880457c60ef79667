import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { connectorError } from '../errors.ts'
import { NotJson, readArrayItems } from '../transport/json-text/index.ts'
import type { Text } from '../words/text.ts'
import type { DeclaredTable } from './declared-tables.ts'
import { type Judgement, judgeRecord, reasons } from './judge-record.ts'
import type { SegmentEntry } from './segment.ts'

export type PushFormat = 'lines' | 'array'

export interface PushLimits {
  readonly bytes: number
  readonly records: number
}

/** A body that was read to its end and judged record by record: `accepted + rejected = posted`. */
export interface ReceivedBatch {
  /** SHA-256 (hex) of the body as it was sent. */
  readonly hash: string
  readonly bytes: number
  readonly posted: number
  readonly accepted: number
  /** Tombstones among the accepted. */
  readonly deleted: number
  readonly rejected: number
  readonly entries: readonly SegmentEntry[]
}

export interface ReceiveOptions {
  readonly table: DeclaredTable
  readonly format: PushFormat
  readonly limits: PushLimits
  readonly hasAttachment: (hash: string) => Promise<boolean>
}

const longestRecord = 1024 * 1024
const longestOriginal = 20_000
/** Records between two pauses, so that a large batch does not hold up the other requests. */
const recordsAtATime = 500

/** Reads a body while it arrives. @throws push-too-large, push-too-many-records, push-not-json */
export async function receiveBatch(body: AsyncIterable<Uint8Array>, options: ReceiveOptions): Promise<ReceivedBatch> {
  const { table, limits } = options
  const hash = createHash('sha256')
  const entries: SegmentEntry[] = []
  const count = { posted: 0, accepted: 0, deleted: 0, rejected: 0, bytes: 0 }
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const piece of body) {
      count.bytes += piece.byteLength
      if (count.bytes > limits.bytes) throw connectorError('push-too-large', { limit: megabytes(limits.bytes) })
      hash.update(piece)
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    }
  }
  const known = new Map<string, Promise<boolean>>()
  const isKnown = (wanted: string) => {
    const asked = known.get(wanted) ?? options.hasAttachment(wanted)
    known.set(wanted, asked)
    return asked
  }

  const read = options.format === 'lines' ? readLines(measured()) : readArray(measured())
  for await (const record of read) {
    const index = ++count.posted
    if (index > limits.records) throw connectorError('push-too-many-records', { limit: limits.records })
    if (index % recordsAtATime === 0) await breathe()
    const judged = 'reason' in record ? rejected(record.reason) : await judge(record.text, table, isKnown)
    if (judged.kind === 'reject') {
      count.rejected++
      const { column, reason } = judged
      entries.push({ kind: 'reject', index, column, reason, original: record.text.slice(0, longestOriginal) })
      continue
    }
    count.accepted++
    if (judged.kind === 'delete') {
      count.deleted++
      entries.push({ kind: 'delete', index, values: judged.key })
      continue
    }
    entries.push({ kind: 'row', index, values: judged.values })
    for (const damage of judged.damages) entries.push({ ...damage, kind: 'damage', index, damage: damage.kind })
  }
  return { ...count, hash: hash.digest('hex'), entries }
}

async function judge(
  text: string,
  table: DeclaredTable,
  isKnown: (hash: string) => Promise<boolean>,
): Promise<Judgement> {
  const judged = judgeRecord(text, table)
  if (judged.kind !== 'row') return judged
  for (const [index, { name, attachment }] of table.columns.entries()) {
    const value = judged.values[index] ?? null
    if (attachment && value !== null && !(await isKnown(value))) {
      return { kind: 'reject', column: name, reason: reasons.attachmentMissing() }
    }
  }
  return judged
}

function rejected(reason: Text): Judgement {
  return { kind: 'reject', column: null, reason }
}

/** The text of a record, and why it is none if its bytes were not text. */
type Received = { readonly text: string } | { readonly text: string; readonly reason: Text }

/** Records one a line; blank lines are none. A line that is too long or no UTF-8 is a record that will be rejected. */
async function* readLines(body: AsyncGenerator<Buffer>): AsyncGenerator<Received> {
  let parts: Buffer[] = []
  let length = 0
  const take = (): Received | null => {
    const line = Buffer.concat(parts)
    const long = length > longestRecord
    parts = []
    length = 0
    if (long) return { text: line.toString('utf8').slice(0, longestOriginal), reason: reasons.tooLong() }
    return decode(line)
  }
  for await (const piece of body) {
    let from = 0
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, from)) {
      keep(piece.subarray(from, at))
      const record = take()
      if (record !== null) yield record
      from = at + 1
    }
    keep(piece.subarray(from))
  }
  const record = take()
  if (record !== null) yield record

  /** Of a line that is too long only the beginning is kept. */
  function keep(part: Buffer): void {
    if (length <= longestRecord) parts.push(part)
    length += part.byteLength
  }
}

function decode(line: Buffer): Received | null {
  try {
    const text = strictly.decode(line)
    return text.trim() === '' ? null : { text }
  } catch {
    return { text: line.toString('utf8'), reason: reasons.notUtf8() }
  }
}

const strictly = new TextDecoder('utf-8', { fatal: true })

/** The items of one JSON array. What is no array cannot be counted, so it is refused as a whole. */
async function* readArray(body: AsyncGenerator<Buffer>): AsyncGenerator<Received> {
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(piece)
  let at = 0
  try {
    const text = strictly.decode(Buffer.concat(pieces))
    for (const item of readArrayItems(text)) {
      at++
      yield Buffer.byteLength(item) > longestRecord
        ? { text: item.slice(0, longestOriginal), reason: reasons.tooLong() }
        : { text: item }
    }
  } catch (cause) {
    if (cause instanceof NotJson) throw connectorError('push-not-json', { at: cause.at + 1, record: at + 1 }, { cause })
    if (cause instanceof TypeError) throw connectorError('push-not-json', { at: 1, record: at + 1 }, { cause })
    throw cause
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`
}
