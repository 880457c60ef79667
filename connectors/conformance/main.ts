import { connectors } from '../src/index.ts'
import { tableFor } from './fixture.ts'
import { fixtureKinds } from './fixtures/index.ts'
import { promises } from './promises.ts'

type Mark = 'ok' | 'BROKEN' | '—'

const marks = new Map<string, readonly Mark[]>()
const broken: string[] = []
for (const connector of connectors) {
  const kind = fixtureKinds.find((each) => each.kind === connector.kind)
  if (!kind) {
    broken.push(`${connector.kind}: no real source to hold it against`)
    continue
  }
  const table = tableFor(connector, kind)
  await using fixture = await kind.start(connector, table)
  const row: Mark[] = []
  for (const { id, owed, check } of promises) {
    if (owed && !owed(connector)) {
      row.push('—')
      continue
    }
    try {
      await check({ connector, fixture, table })
      row.push('ok')
    } catch (cause) {
      row.push('BROKEN')
      broken.push(`${connector.kind} · ${id}: ${briefly(cause)}`)
    }
  }
  marks.set(connector.kind, row)
}

/** An assertion about 240 rows prints them all; its beginning says enough. */
function briefly(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 600)
}

const kinds = [...marks.keys()]
const wide = Math.max(...promises.map(({ id }) => id.length))
const say = (text: string) => process.stdout.write(`${text}\n`)
say(['promise'.padEnd(wide), ...kinds].join('  '))
for (const [at, { id, label }] of promises.entries()) {
  const cells = kinds.map((kind) => (marks.get(kind)?.[at] ?? '').padEnd(kind.length))
  say([id.padEnd(wide), ...cells, label.zh].join('  '))
}
for (const line of broken) say(line)
say(`${kinds.length} connectors × ${promises.length} promises, ${broken.length} broken`)
process.exitCode = broken.length === 0 ? 0 : 1
