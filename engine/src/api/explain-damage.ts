import type { DamagedValue, RowOrigin } from '@jianmo/connectors/landing'
import type { Binding } from '@jianmo/connectors/words'
import type { ScanRead } from '../execution/index.ts'
import type { FoundUnidentified } from '../leads/index.ts'
import type { MemberContext } from './context.ts'
import { placeOf } from './sources.verbs.ts'

interface Damage {
  readonly unidentified: readonly FoundUnidentified[]
  readonly scans: readonly ScanRead[]
  readonly bindings: Readonly<Record<string, Binding>>
}

/** What the landing store remembers of a scan's rows, by row number. */
interface Remembered {
  readonly damaged: ReadonlyMap<number, DamagedValue>
  readonly origins: ReadonlyMap<number, RowOrigin>
}

/** An id that a spreadsheet damaged arrives as NULL and would read as "nothing was written". The imported batch remembers
 * what was there and why it is gone, so 待核身份 says that instead, and in which file and row it was. */
export async function explainDamage(
  ctx: MemberContext,
  { unidentified, scans, bindings }: Damage,
): Promise<readonly FoundUnidentified[]> {
  const remembered = new Map<string, Remembered>()
  for (const { logicalTable, sourceId, sourceName, snapshot } of scans) {
    if (!ctx.house.landing.isSnapshot(snapshot)) continue
    const place = placeOf(ctx, sourceId)
    // Another number of the same row may be damaged too; it says nothing about the person.
    const ids = ctx.house.tables
      .find(({ id }) => id === logicalTable)
      ?.columns.filter(({ semantic }) => semantic === 'resident-id')
    const bound = new Set(ids?.map(({ name }) => bindings[logicalTable]?.columns[name]?.from))
    const damaged = (await ctx.house.landing.damagedIn(place, snapshot))
      .filter(({ kind, column }) => kind === 'damaged' && bound.has(column))
      .map((value) => [value.row, value] as const)
    const rows = unidentified.filter((found) => keyOf(found) === `${logicalTable} ${sourceName}`).map(({ row }) => row)
    const origins = await ctx.house.landing.origins(place, snapshot, rows)
    remembered.set(`${logicalTable} ${sourceName}`, { damaged: new Map(damaged), origins })
  }
  return unidentified.map((found) => {
    const known = remembered.get(keyOf(found))
    const damage = found.original === null ? known?.damaged.get(found.row) : undefined
    const origin = known?.origins.get(found.row)
    return {
      ...found,
      ...(damage === undefined ? {} : { original: damage.original, reason: damage.reason }),
      ...(origin === undefined ? {} : { origin }),
    }
  })
}

function keyOf({ logicalTable, sourceName }: FoundUnidentified): string {
  return `${logicalTable} ${sourceName}`
}
