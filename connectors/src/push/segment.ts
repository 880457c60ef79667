import { open, readFile } from 'node:fs/promises'
import type { Text } from '../words/text.ts'

/** The stamp of a pushed batch: the first line of its file. Counts are of records; `deleted` are tombstones among `accepted`. */
export interface PushStamp {
  readonly sequence: number
  readonly table: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  readonly receivedAt: string
  readonly credentialId: string
  readonly idempotencyKey: string | null
  /** SHA-256 (hex) and size of the body. */
  readonly hash: string
  readonly bytes: number
  /** Records of the source that came before: record `index` of this batch is row `offset + index`. */
  readonly offset: number
  readonly posted: number
  readonly accepted: number
  readonly deleted: number
  readonly rejected: number
  readonly damaged: number
  readonly suspect: number
}

/** A line after the stamp. `index` is the number of the record in the batch, from 1. */
export type SegmentEntry =
  | { readonly kind: 'row'; readonly index: number; readonly values: readonly (string | null)[] }
  /** Values of the key columns. */
  | { readonly kind: 'delete'; readonly index: number; readonly values: readonly string[] }
  | {
      readonly kind: 'reject'
      readonly index: number
      readonly column: string | null
      readonly reason: Text
      readonly original: string
    }
  | {
      readonly kind: 'damage'
      readonly index: number
      readonly column: string
      readonly damage: 'damaged' | 'suspect'
      readonly original: string
    }

/** The text of a batch's file. */
export function encodeSegment(stamp: PushStamp, entries: readonly string[]): string {
  return `${JSON.stringify(stamp)}\n${entries.join('')}`
}

/** Rows are most of a file, so they are written short. */
export function encodeEntry(entry: SegmentEntry): string {
  const short = entry.kind === 'row' ? [entry.index, ...entry.values] : entry
  return `${JSON.stringify(short)}\n`
}

/** A whole batch. Throws if it does not hold what its stamp says. */
export async function readSegment(file: string): Promise<{ stamp: PushStamp; entries: readonly SegmentEntry[] }> {
  const [first = '', ...lines] = (await readFile(file, 'utf8')).split('\n')
  const stamp = JSON.parse(first) as PushStamp
  const entries = lines.filter((line) => line !== '').map(decodeEntry)
  const rows = entries.filter(({ kind }) => kind === 'row' || kind === 'delete').length
  const rejects = entries.filter(({ kind }) => kind === 'reject').length
  if (rows !== stamp.accepted || rejects !== stamp.rejected) {
    throw new Error(
      `Batch ${stamp.sequence} holds ${rows} + ${rejects} records, not ${stamp.accepted} + ${stamp.rejected}`,
    )
  }
  return { stamp, entries }
}

function decodeEntry(line: string): SegmentEntry {
  const read = JSON.parse(line) as SegmentEntry | [number, ...(string | null)[]]
  if (!Array.isArray(read)) return read
  const [index, ...values] = read
  return { kind: 'row', index, values }
}

/** Only the stamp; null if there is no such file. */
export async function readStamp(file: string): Promise<PushStamp | null> {
  try {
    await using handle = await open(file, 'r')
    let text = ''
    const decoder = new TextDecoder()
    for (;;) {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(16_384) })
      text += decoder.decode(buffer.subarray(0, bytesRead), { stream: true })
      const end = text.indexOf('\n')
      if (end >= 0) return JSON.parse(text.slice(0, end)) as PushStamp
      if (bytesRead === 0) throw new Error(`${file} has no stamp`)
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}
