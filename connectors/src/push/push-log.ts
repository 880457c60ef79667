import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { entriesOf } from '../landing/entries-of.ts'
import { exclusively } from '../landing/exclusively.ts'
import type { DeclaredTable } from './declared-tables.ts'
import type { ReceivedBatch } from './receive-batch.ts'
import { encodeEntry, encodeSegment, type PushStamp, readSegment, readStamp, type SegmentEntry } from './segment.ts'

export interface NewPush {
  readonly table: DeclaredTable
  readonly received: ReceivedBatch
  readonly credentialId: string
  readonly idempotencyKey: string | null
}

export interface Pushed {
  readonly stamp: PushStamp
  /** The same push had come before: nothing was done again. */
  readonly repeated: boolean
}

/** What is known of a source's batches without reading their rows. */
interface Index {
  /** What an ended process left half-way was removed. */
  cleared: boolean
  readonly stamps: PushStamp[]
  readonly keys: Map<string, PushStamp>
}

const indexes = new Map<string, Index>()

const batchId = /^push-(\d{10})$/

export function pushBatchId(sequence: number): string {
  return `push-${String(sequence).padStart(10, '0')}`
}

/** The sequence of a pushed batch; null for any other text. 0 is the snapshot before the first push. */
export function sequenceOf(id: string): number | null {
  const [, digits] = batchId.exec(id) ?? []
  return digits === undefined ? null : Number(digits)
}

/** `landing`: the source's folder in the landing store. */
export function segmentFile(landing: string, sequence: number): string {
  return join(landing, 'push', `${String(sequence).padStart(10, '0')}.jsonl`)
}

/** The stamps of all batches, oldest first. Batch n is at place n - 1: they are numbered without a gap. */
export async function listStamps(landing: string): Promise<readonly PushStamp[]> {
  return (await refresh(landing)).stamps
}

/**
 * Appends a batch: written aside, synced, and linked under the next number, so that it is there as a whole or not at all,
 * and never under a number that another has. It is on the disk when this returns. What was written aside stays until
 * `markReported`. @throws push-key-reused
 */
export function appendPush(landing: string, push: NewPush): Promise<Pushed> {
  return exclusively(`push ${landing}`, async () => {
    const { table, received, idempotencyKey } = push
    const entries = received.entries.map(encodeEntry)
    for (;;) {
      const { stamps, keys } = await refresh(landing)
      const earlier = idempotencyKey === null ? undefined : keys.get(idempotencyKey)
      if (earlier !== undefined) {
        if (earlier.hash === received.hash && earlier.table === table.name) return { stamp: earlier, repeated: true }
        throw connectorError('push-key-reused', { key: idempotencyKey ?? '' })
      }
      const stamp = stampOf(push, stamps.at(-1))
      if (await writeSegment(landing, stamp, encodeSegment(stamp, entries))) {
        await refresh(landing)
        return { stamp, repeated: false }
      }
    }
  })
}

/** Batches whose arrival was not told to the catalogue yet: the process ended, or the catalogue was away. */
export async function listUnreported(landing: string): Promise<readonly PushStamp[]> {
  const { stamps } = await refresh(landing)
  const names = await entriesOf(join(landing, 'push', 'aside'))
  return names.flatMap((name) => stamps[Number.parseInt(name, 10) - 1] ?? [])
}

export async function markReported(landing: string, sequence: number): Promise<void> {
  const aside = join(landing, 'push', 'aside')
  const names = (await entriesOf(aside)).filter((name) => Number.parseInt(name, 10) === sequence)
  await Promise.all(names.map((name) => rm(join(aside, name), { force: true })))
}

/** The entries of a batch, for its rejects and damaged values. @throws no-such-batch */
export async function readPush(landing: string, sequence: number): Promise<readonly SegmentEntry[]> {
  const { stamps } = await refresh(landing)
  if (stamps[sequence - 1] === undefined) throw connectorError('no-such-batch', { batch: pushBatchId(sequence) })
  return (await readSegment(segmentFile(landing, sequence))).entries
}

function stampOf({ table, received, credentialId, idempotencyKey }: NewPush, before: PushStamp | undefined): PushStamp {
  const { hash, bytes, posted, accepted, deleted, rejected, entries } = received
  const damages = entries.filter((entry) => entry.kind === 'damage')
  return {
    sequence: (before?.sequence ?? 0) + 1,
    table: table.name,
    columns: table.columns.map(({ name }) => name),
    key: table.key,
    receivedAt: new Date().toISOString(),
    credentialId,
    idempotencyKey,
    hash,
    bytes,
    offset: before === undefined ? 0 : before.offset + before.posted,
    posted,
    accepted,
    deleted,
    rejected,
    damaged: damages.filter(({ damage }) => damage === 'damaged').length,
    suspect: damages.filter(({ damage }) => damage === 'suspect').length,
  }
}

/** False if the number was taken meanwhile. */
async function writeSegment(landing: string, { sequence }: PushStamp, text: string): Promise<boolean> {
  const home = join(landing, 'push')
  const aside = join(home, 'aside', `${String(sequence).padStart(10, '0')}-${randomBytes(6).toString('hex')}`)
  await mkdir(join(home, 'aside'), { recursive: true, mode: 0o700 })
  await writeFile(aside, text, { flag: 'wx', mode: 0o600, flush: true })
  try {
    await link(aside, segmentFile(landing, sequence))
  } catch (cause) {
    await rm(aside, { force: true })
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  }
  await using folder = await open(home, 'r')
  await folder.sync()
  return true
}

/** Reads the stamps that came since it was last asked. The first time of a process it also clears what was left half-way. */
async function refresh(landing: string): Promise<Index> {
  let index = indexes.get(landing)
  if (index === undefined) {
    index = { cleared: false, stamps: [], keys: new Map() }
    indexes.set(landing, index)
  }
  return exclusively(`index ${landing}`, async () => {
    if (!index.cleared) await removeAbandoned(landing)
    index.cleared = true
    for (;;) {
      const stamp = await readStamp(segmentFile(landing, index.stamps.length + 1))
      if (stamp === null) return index
      index.stamps.push(stamp)
      if (stamp.idempotencyKey !== null) index.keys.set(stamp.idempotencyKey, stamp)
    }
  })
}

/** Files that were written aside and never linked: their sender got no answer, and they are no batch. */
async function removeAbandoned(landing: string): Promise<void> {
  const aside = join(landing, 'push', 'aside')
  for (const name of await entriesOf(aside)) {
    const found = await stat(join(aside, name)).catch(() => null)
    if (found?.nlink === 1) await rm(join(aside, name), { force: true })
  }
}
