/**
 * The process that profiles imported rows: judging a million ids is seconds of work, which in the server would be seconds in
 * which nobody else is answered. It gets one order and gives one answer.
 */
import { createReadStream } from 'node:fs'
import { openColumnTally, sampleRows } from '../profile/index.ts'
import { parseRows } from '../transport/rows-file/index.ts'
import type { ColumnProfile } from '../words/profile.ts'

export interface ProfileOrder {
  /** Rows files, as `openRowsWriter` writes them. */
  readonly files: readonly string[]
  /** `place`: of the column in a row; 0 is `_row`. */
  readonly columns: readonly { readonly name: string; readonly comment?: string; readonly place: number }[]
  readonly topValues: number
}

export interface RowsProfile {
  readonly rows: number
  readonly sampledRows: number
  readonly columns: readonly ColumnProfile[]
}

export type ProfileAnswer =
  | { readonly kind: 'profiled'; readonly profile: RowsProfile }
  | { readonly kind: 'failed'; readonly message: string }

process.on('disconnect', () => process.exit(1))

process.once('message', (order: ProfileOrder) => {
  profileRows(order).then(
    (profile) => answer({ kind: 'profiled', profile }),
    (cause: unknown) =>
      answer({ kind: 'failed', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  )
})

async function profileRows({ files, columns, topValues }: ProfileOrder): Promise<RowsProfile> {
  const tallies = columns.map((column) => ({ place: column.place, tally: openColumnTally(column) }))
  const sample: (readonly (string | null)[])[] = []
  const draw = createDraw()
  let rows = 0
  for (const file of files) {
    let header = true
    for await (const part of parseRows(createReadStream(file, { highWaterMark: 1 << 20 }))) {
      for (const row of part) {
        if (header) {
          header = false
          continue
        }
        for (const { place, tally } of tallies) tally.add(row[place] ?? null)
        // Reservoir sampling (Vitter's R): every row has the same chance to stay.
        const at = rows < sampleRows ? rows : Math.floor(draw() * (rows + 1))
        if (at < sampleRows) sample[at] = row
        rows++
      }
    }
  }
  const profiles = tallies.map(({ place, tally }) =>
    tally.profile({ sample: sample.map((row) => row[place] ?? null), topValues }),
  )
  const whole = profiles.every(({ top }) => top.trust === 'exact')
  return { rows, sampledRows: whole ? rows : sample.length, columns: profiles }
}

/** Mulberry32: the same rows are drawn each time, so that two profiles of one batch are equal. */
function createDraw(): () => number {
  let state = 0x6a6d
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function answer(message: ProfileAnswer): void {
  process.send?.(message, () => {
    process.removeAllListeners('disconnect')
    process.disconnect()
  })
}
