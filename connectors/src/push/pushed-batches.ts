import type { BatchRecord, DamagedValue, RejectedRow } from '../landing/batch.ts'
import type { RowOrigin } from '../landing/snapshots.ts'
import { reasonOfDamage } from './judge-record.ts'
import { listStamps, pushBatchId, readPush, sequenceOf } from './push-log.ts'
import type { PushStamp, SegmentEntry } from './segment.ts'

export { sequenceOf }

const listedBatches = 200

/** The newest pushed batches as batches of the landing store; older ones are kept but not listed. */
export async function listPushed(landing: string): Promise<readonly BatchRecord[]> {
  return (await listStamps(landing)).slice(-listedBatches).toReversed().map(toBatchRecord)
}

export interface PushedBatch {
  readonly rejects: readonly RejectedRow[]
  readonly damaged: readonly DamagedValue[]
}

/** What was rejected and damaged in a batch; rows are the numbers of the records in it. @throws no-such-batch */
export async function readPushed(landing: string, sequence: number): Promise<PushedBatch> {
  const entries = await readPush(landing, sequence)
  return {
    rejects: entries.flatMap((entry) => {
      if (entry.kind !== 'reject') return []
      const { index: row, column, reason, original } = entry
      return [{ row, column, reason, original }]
    }),
    damaged: entries.flatMap((entry) => (entry.kind === 'damage' ? [toDamaged(entry, 0)] : [])),
  }
}

/** The damaged values of the table whose state a snapshot is, by the row numbers of the source. */
export async function damagedUntil(landing: string, snapshot: number): Promise<readonly DamagedValue[]> {
  const stamps = await listStamps(landing)
  const table = stamps[snapshot - 1]?.table
  const concerned = stamps
    .slice(0, snapshot)
    .filter((stamp) => stamp.table === table && stamp.damaged + stamp.suspect > 0)
  const found: DamagedValue[] = []
  for (const { sequence, offset } of concerned) {
    for (const entry of await readPush(landing, sequence)) {
      if (entry.kind === 'damage') found.push(toDamaged(entry, offset))
    }
  }
  return found
}

/** Rows are numbered through all batches of a source, so a number alone says which batch it came with. */
export async function originsOfPushed(
  landing: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, RowOrigin>> {
  const stamps = await listStamps(landing)
  return new Map(
    rows.flatMap((row) => {
      const stamp = batchWith(stamps, row)
      if (stamp === null) return []
      return [[row, { batchId: pushBatchId(stamp.sequence), fileName: '', row: row - stamp.offset }]]
    }),
  )
}

/** By halving: a source may have a hundred thousand batches. */
function batchWith(stamps: readonly PushStamp[], row: number): PushStamp | null {
  let low = 0
  let high = stamps.length
  while (low < high) {
    const middle = (low + high) >> 1
    const stamp = stamps[middle] as PushStamp
    if (row <= stamp.offset) high = middle
    else if (row > stamp.offset + stamp.posted) low = middle + 1
    else return stamp
  }
  return null
}

function toDamaged(entry: Extract<SegmentEntry, { kind: 'damage' }>, offset: number): DamagedValue {
  const { index, column, damage, original } = entry
  return { row: offset + index, column, kind: damage, reason: reasonOfDamage(damage), original }
}

function toBatchRecord(stamp: PushStamp): BatchRecord {
  const { sequence, table, columns, hash, bytes, receivedAt, posted, accepted, rejected, damaged, suspect } = stamp
  return {
    id: pushBatchId(sequence),
    kind: 'push',
    fileName: '',
    hash,
    bytes,
    table,
    columns: columns.map((name) => ({ name, sourceType: 'json', type: 'text' })),
    importedAt: receivedAt,
    physicalRows: posted,
    accepted,
    rejected,
    skippedRows: 0,
    skipped: [],
    damagedIds: damaged,
    suspectIds: suspect,
    encoding: 'utf-8',
    delimiter: null,
    warnings: [],
  }
}
