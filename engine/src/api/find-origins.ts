import type { LeadEvidence } from '@jianmo/catalog'
import type { MemberContext } from './context.ts'
import { placeOf } from './sources.verbs.ts'
import type { RowOrigin } from './wire.ts'

/** Where a source row came from: batch, file and physical row; nothing for rows of databases. */
export type OriginOf = (row: LeadEvidence) => RowOrigin | undefined

/** Looks up the origins of evidence rows, snapshot by snapshot. */
export async function findOrigins(ctx: MemberContext, evidence: readonly LeadEvidence[]): Promise<OriginOf> {
  const { landing } = ctx.house
  const landed = evidence.filter(({ batch }) => landing.isSnapshot(batch))
  const snapshots = Map.groupBy(landed, ({ sourceId, batch }) => `${sourceId} ${batch}`)
  const found = new Map<string, ReadonlyMap<number, RowOrigin>>()
  for (const [key, rows] of snapshots) {
    const [first] = rows
    if (first === undefined) continue
    const numbers = rows.map(({ row }) => row)
    found.set(key, await landing.origins(placeOf(ctx, first.sourceId), first.batch, numbers))
  }
  return ({ sourceId, batch, row }) => found.get(`${sourceId} ${batch}`)?.get(row)
}
