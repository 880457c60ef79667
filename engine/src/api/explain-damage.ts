import type { DamagedValue } from '@jianmo/connectors/landing'
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

/** An id that a spreadsheet damaged arrives as NULL and would read as "nothing was written". The imported batch remembers
 * what was there and why it is gone, so 待核身份 says that instead. */
export async function explainDamage(
  ctx: MemberContext,
  { unidentified, scans, bindings }: Damage,
): Promise<readonly FoundUnidentified[]> {
  const remembered = new Map<string, ReadonlyMap<number, DamagedValue>>()
  for (const { logicalTable, sourceId, sourceName, snapshot } of scans) {
    if (!ctx.house.landing.isBatch(snapshot)) continue
    // Another number of the same row may be damaged too; it says nothing about the person.
    const ids = ctx.house.tables
      .find(({ id }) => id === logicalTable)
      ?.columns.filter(({ semantic }) => semantic === 'resident-id')
    const bound = new Set(ids?.map(({ name }) => bindings[logicalTable]?.columns[name]?.from))
    // A batch that was removed since the run read it explains nothing any more.
    const damaged = await ctx.house.landing
      .damaged(placeOf(ctx, sourceId), snapshot, { limit: Number.POSITIVE_INFINITY })
      .catch((): readonly DamagedValue[] => [])
    const rows = damaged
      .filter(({ kind, column }) => kind === 'damaged' && bound.has(column))
      .map((value) => [value.row, value] as const)
    remembered.set(`${logicalTable} ${sourceName}`, new Map(rows))
  }
  return unidentified.map((found) => {
    const damage =
      found.original === null ? remembered.get(`${found.logicalTable} ${found.sourceName}`)?.get(found.row) : undefined
    return damage === undefined ? found : { ...found, original: damage.original, reason: damage.reason }
  })
}
