import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Cluster, startCluster } from '@jianmo/catalog/database'
import type { GraphDocument } from '@jianmo/engine/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateDistrict } from './generator/generate.ts'
import { type Findings, goldenSql, readFindings } from './golden.ts'
import {
  bindingsOfDistrict,
  compileFor,
  countUnidentified,
  exampleModel,
  loadScans,
  readLeads,
  runSteps,
} from './run-district.ts'
import { type StagedDistrict, stageDistrict } from './staging.ts'

let folder: string
let cluster: Cluster

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-example-'))
  cluster = await startCluster({ folder: join(folder, 'agencies'), name: 'agencies', durable: false })
})

afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(['a', 'b'] as const)('the model in district %s, from real files and a real database', (district) => {
  const { tables, expected } = generateDistrict({ district })
  let staged: StagedDistrict
  let runs = 0

  beforeAll(async () => {
    staged = await stageDistrict({ district, tables, folder: join(folder, district), agencies: cluster.url })
  })

  async function run(document: GraphDocument) {
    const compiled = compileFor(document, bindingsOfDistrict(district))
    const place = join(folder, district, `run-${++runs}`)
    await using child = await loadScans({ folder: place, compiled, open: staged.open })
    await runSteps(child, compiled)
    return {
      found: await readLeads(child, compiled),
      unidentified: await countUnidentified(child, compiled),
      database: join(place, 'run.duckdb'),
      scans: compiled.scans,
    }
  }

  it('gives the planted leads and 待补, no more and no less, and so does the hand-written SQL over the same loaded rows', async () => {
    const { found, unidentified, database, scans } = await run(exampleModel())

    expect(found.leads).toEqual(expected.leads)
    expect(found.cannotDetermine).toEqual(expected.cannotDetermine)
    expect(unidentified).toEqual(expected.unidentified)
    expect(await goldenOver(database, scans, district)).toEqual({
      leads: expected.leads,
      cannotDetermine: expected.cannotDetermine,
    })
  })

  it('is noticed when a join is drawn otherwise: semi for anti, or collision by name', async () => {
    const semi = await run(altered('left-without-ruling', (config) => ({ ...config, kind: 'semi' })))
    expect(semi.found.leads).not.toEqual(expected.leads)

    const byName = await run(
      altered('in-register', (config) => ({ ...config, keys: [{ left: 'person_name', right: 'person_name' }] })),
    )
    expect(byName.found.leads).not.toEqual(expected.leads)
  })
})

/** The example with one node's config changed. */
function altered(nodeId: string, change: (config: Record<string, unknown>) => Record<string, unknown>): GraphDocument {
  const document = exampleModel()
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === nodeId ? { ...node, config: change(node.config) } : node)),
  }
}

async function goldenOver(
  database: string,
  scans: readonly { relation: string; logicalTable: string }[],
  district: 'a' | 'b',
): Promise<Findings> {
  const instance = await DuckDBInstance.create(database)
  const connection = await instance.connect()
  for (const { relation, logicalTable } of scans)
    await connection.run(`CREATE VIEW raw_${logicalTable.toLowerCase()} AS SELECT * FROM "${relation}"`)
  await connection.run(goldenSql(district))
  return readFindings(connection)
}
