import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@jianmo/catalog/database'
import { logicalTables } from '@jianmo/catalog/tables'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { type Absence, askOver, explainAbsence } from '@jianmo/engine/leads'
import { rowNumbersOf } from '@jianmo/engine/planner'
import type { CompileContext, CompiledRun } from '@jianmo/engine/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateDistrict } from './generator/generate.ts'
import { bindingsOfDistrict, compileFor, exampleModel, loadScans, runSteps } from './run-district.ts'
import { stageDistrict } from './staging.ts'

const document = exampleModel()
const bindings = bindingsOfDistrict('a')
const compiled = compileFor(document, bindings)
const context: CompileContext = {
  tables: logicalTables,
  statutes: [],
  parameters: document.parameters,
  bindings: Object.fromEntries(bindings.map((binding) => [binding.logicalTable, binding])),
}
const leads = compiled.leads as NonNullable<CompiledRun['leads']>

let folder: string
let cluster: Cluster
let child: DuckdbChild
let before: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-evidence-'))
  cluster = await startCluster({ folder: join(folder, 'agencies'), name: 'agencies', durable: false })
  const { tables } = generateDistrict({ district: 'a' })
  const staged = await stageDistrict({ district: 'a', tables, folder: join(folder, 'a'), agencies: cluster.url })
  child = await loadScans({ folder: join(folder, 'run'), compiled, open: staged.open })
  await runSteps(child, compiled)
  before = await leadRows()
}, 120_000)

afterAll(async () => {
  await child?.close()
  await cluster?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Source rows of every lead, per scan; a lead is a subject and a rule. */
async function leadRows(): Promise<ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>> {
  const { columns, rows } = await child.query(leads.statement.text, [...leads.statement.parameters])
  const found = new Map<string, Map<string, Set<number>>>()
  for (const row of rows) {
    const at = (name: string) => row[columns.indexOf(name)]
    const key = `${at('subject_id')} ${at('rule_id')}`
    const scans = found.get(key) ?? new Map<string, Set<number>>()
    for (const { column, scanNodeId } of leads.witnesses) {
      const numbers = scans.get(scanNodeId) ?? new Set<number>()
      for (const number of rowNumbersOf(at(column))) numbers.add(number)
      scans.set(scanNodeId, numbers)
    }
    found.set(key, scans)
  }
  return found
}

const why = (id: string): Promise<Absence> =>
  explainAbsence(askOver(child), { document, context, sought: { kind: 'person', id } })

describe('why somebody is not a lead of the example model', () => {
  it('says so where they are one', async () => {
    const [first] = [...before.keys()]
    const found = await why(first?.split(' ')[0] ?? '')
    expect(found.verdict).toBe('lead')
    expect(found.leads.length).toBeGreaterThan(0)
  }, 120_000)

  it('names, for everybody in the register who is none, a node that decided, and what', async () => {
    const subjects = new Set([...before.keys()].map((key) => key.split(' ')[0]))
    const column = context.bindings['T03']?.columns['id_no']?.from ?? ''
    const { rows } = await child.query(`SELECT DISTINCT "${column}" FROM "scan_s_stays" ORDER BY 1`)
    const others = rows.map(([id]) => String(id ?? '')).filter((id) => /^\d{17}[\dX]$/.test(id) && !subjects.has(id))
    const stops = new Set<string>()
    for (const id of others.filter((_, index) => index % Math.ceil(others.length / 12) === 0)) {
      const found = await why(id)
      expect(['stopped', 'undetermined'], id).toContain(found.verdict)
      const [first] = found.ends
      expect(first, id).toBeDefined()
      if (found.verdict === 'stopped') expect(first?.decisive, id).toBe(true)
      if (first?.kind === 'stopped') expect(first.reasons.length, `${id} ${first.nodeId}`).toBeGreaterThan(0)
      stops.add(first?.nodeId ?? '')
    }
    expect(stops.size).toBeGreaterThan(1)
  }, 240_000)
})

describe('evidence', () => {
  it('is what a lead stands on: without its rows it is gone, or stands on none of them', async () => {
    const chosen = [...before.keys()].filter((_, index) => index % 3 === 0)
    const gone = new Map<string, Set<number>>()
    for (const key of chosen)
      for (const [scan, numbers] of before.get(key) ?? [])
        gone.set(scan, new Set([...(gone.get(scan) ?? []), ...numbers]))
    for (const { nodeId, relation } of compiled.scans) {
      const numbers = [...(gone.get(nodeId) ?? [])]
      if (numbers.length > 0) await child.exec(`DELETE FROM "${relation}" WHERE "_row" IN (${numbers.join()})`, [])
    }
    await runSteps(child, compiled)
    const after = await leadRows()
    const touched = (key: string) =>
      [...(before.get(key) ?? [])].some(([scan, numbers]) => [...numbers].some((one) => gone.get(scan)?.has(one)))
    for (const key of chosen)
      for (const [scan, numbers] of after.get(key) ?? [])
        expect(
          [...numbers].filter((one) => gone.get(scan)?.has(one)),
          key,
        ).toEqual([])
    expect(chosen.filter((key) => !after.has(key)).length).toBeGreaterThan(chosen.length / 2)
    for (const key of before.keys()) if (!touched(key)) expect(after.has(key), key).toBe(true)
  }, 120_000)
})
