import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { quoteName, readScans, type ScansRequest } from '../execution/index.ts'

type Scan = ScansRequest['compiled']['scans'][number]

/** An agency's table goes on changing: after this long it is read again. */
const freshFor = 10 * 60_000
const readings = 'readings'

/**
 * Brings a preview's database up to the scans that it needs: those that it does not hold yet, or not as they are bound now,
 * are read from their sources. One after another, each noted when it is loaded, so that a reading that was broken off goes on
 * where it stopped. Returns which
 * sources were asked, and when the oldest rows were read, ISO 8601.
 */
export async function readForPreview(
  child: DuckdbChild,
  request: ScansRequest,
): Promise<{ readonly readAt: string; readonly asked: ReadonlySet<string> }> {
  const now = new Date()
  await child.exec(`CREATE TABLE IF NOT EXISTS ${readings} (relation VARCHAR, stamp VARCHAR, read_at VARCHAR)`)
  const known = await knownReadings(child)
  const times = [now.toISOString()]
  const asked = new Set<string>()
  for (const scan of request.compiled.scans) {
    const stamp = JSON.stringify([scan.sourceId, scan.table, scan.columns])
    const before = known.get(scan.relation)
    if (before?.stamp === stamp && now.getTime() - Date.parse(before.readAt) < freshFor) {
      times.push(before.readAt)
      continue
    }
    if (before !== undefined) await forget(child, scan)
    await readScans({ ...request, compiled: { scans: [scan] } }, child, () => {})
    asked.add(scan.sourceId)
    await child.exec(`INSERT INTO ${readings} VALUES ($1, $2, $3)`, [scan.relation, stamp, now.toISOString()])
  }
  return { readAt: times.sort()[0] ?? now.toISOString(), asked }
}

async function knownReadings(child: DuckdbChild) {
  const { rows } = await child.query(`SELECT relation, stamp, read_at FROM ${readings}`)
  return new Map(
    rows.map(([relation, stamp, readAt]) => [String(relation), { stamp: String(stamp), readAt: String(readAt) }]),
  )
}

/** Tables of earlier previews are named by their SQL, not by what it read: they go with the scan. */
async function forget(child: DuckdbChild, { relation }: Scan): Promise<void> {
  const { rows } = await child.query(
    "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'p\\_%' ESCAPE '\\'",
  )
  for (const name of [relation, ...rows.map(([table]) => String(table))])
    await child.exec(`DROP TABLE IF EXISTS ${quoteName(name)}`)
  await child.exec(`DELETE FROM ${readings} WHERE relation = $1`, [relation])
}
