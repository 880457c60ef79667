import { addBackground } from './background.ts'
import { shapesOfA } from './district-a.ts'
import { shapesOfB } from './district-b.ts'
import { identities } from './identities.ts'
import { createRegister } from './people.ts'
import { type PhysicalTable, writeTable } from './physical.ts'
import { createChance } from './random.ts'
import { plantAll } from './scenario.ts'
import { traps } from './traps.ts'
import { undeterminable } from './undeterminable.ts'
import { violations } from './violations.ts'
import type { ExpectedLead, ExpectedUndetermined, Planted, TableId, World } from './world.ts'
import { tableIds } from './world.ts'

const demoRunDate = '2026-11-20'
export const demoSeed = 'jianmo-2026'
/** People per district in the demo, planted ones included. */
export const demoSize = { a: 800, b: 500 } as const

export interface GenerateRequest {
  readonly district: 'a' | 'b'
  readonly seed?: string
  /** About as many people as judgments; never fewer than the planted ones. */
  readonly people?: number
}

export interface Expected {
  readonly runDate: string
  readonly leads: readonly ExpectedLead[]
  readonly cannotDetermine: readonly ExpectedUndetermined[]
  /** Rows per logical table whose id is unusable: 待核身份. */
  readonly unidentified: Readonly<Record<TableId, number>>
  readonly planted: readonly Planted[]
}

export interface District {
  readonly tables: readonly PhysicalTable[]
  readonly expected: Expected
}

/** One district's agencies and what its model must find there. The same request gives the same bytes. */
export function generateDistrict({
  district,
  seed = demoSeed,
  people = demoSize[district],
}: GenerateRequest): District {
  const chance = createChance(`${seed}/${district}`)
  let serial = 0
  const world: World = {
    district,
    runDate: demoRunDate,
    chance,
    person: createRegister(chance),
    serial: () => ++serial,
    tables: { T01: [], T02: [], T03: [], T04: [], T05: [], T19: [] },
    leads: [],
    undetermined: [],
    planted: [],
  }
  plantAll(world, 'violation', violations)
  plantAll(world, 'trap', traps)
  plantAll(world, 'undeterminable', undeterminable)
  plantAll(world, 'identity', identities)
  addBackground(world, Math.max(0, people - world.tables.T01.length))
  for (const table of tableIds) shuffle(world, table)

  const shapes = district === 'a' ? shapesOfA : shapesOfB
  return { tables: shapes.map((shape) => writeTable(world, shape, seed)), expected: expectedOf(world) }
}

function expectedOf(world: World): Expected {
  const bySubject = <Row extends { subject: string; rule: string }>(rows: readonly Row[]) =>
    rows.toSorted((first, second) =>
      `${first.rule}${first.subject}`.localeCompare(`${second.rule}${second.subject}`, 'en'),
    )
  const unidentified = Object.fromEntries(
    tableIds.map((table) => [table, world.tables[table].filter((entry) => entry.damage !== undefined).length]),
  ) as Record<TableId, number>
  return {
    runDate: world.runDate,
    leads: bySubject(world.leads),
    cannotDetermine: bySubject(world.undetermined),
    unidentified,
    planted: world.planted,
  }
}

/** Agencies do not list the interesting people first. */
function shuffle(world: World, table: TableId): void {
  const rows = world.tables[table]
  for (let index = rows.length - 1; index > 0; index -= 1) {
    const other = world.chance.between(0, index)
    const [one, two] = [rows[index], rows[other]]
    if (one && two) {
      rows[index] = two
      rows[other] = one
    }
  }
}
