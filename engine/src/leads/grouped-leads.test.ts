import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckdbChild, openDuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { checkCharacter } from '@jianmo/connectors/values'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphDocument } from '../graph/index.ts'
import { compileRun } from '../sql/index.ts'
import { contextOf, graph, table } from '../sql/testing/run-graph.ts'
import { collectLeads } from './collect-leads.ts'
import { collectUnidentified } from './collect-unidentified.ts'
import type { LeadRequest } from './lead-request.ts'

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const thefts = table('T1', { id_no: 'id', name: 'name', day: 'date', unit: 'text' })
const units = table('T2', { unit: 'text', chief: 'text' })
const rows = [
  [person(1), '张', '2025-01-01', '甲局'],
  [person(2), '李', '2025-02-01', '甲局'],
  [person(1), '张', '2025-03-01', '乙局'],
  [person(1), '张', '2025-06-01', '甲局'],
  ['123', '王', '2025-01-05', '乙局'],
  ['123', '王', '2025-01-05', '乙局'],
]

/** Three thefts of one person are one lead: the model of M17. */
const model: GraphDocument = graph({
  thefts: ['source', { table: 'T1' }],
  id: ['normalise-identity', { column: 'id_no' }, { rows: 'thefts' }],
  people: [
    'aggregate',
    {
      keys: ['id_no', 'name'],
      results: [
        { name: 'times', label: '次数', function: 'count', arguments: [] },
        { name: 'last', label: '最近一次', function: 'max', arguments: ['day'] },
      ],
      having: 'times >= 3',
    },
    { rows: 'id' },
  ],
  judge: [
    'judge',
    {
      subject: { id: 'id_no', name: 'name' },
      event: ['last'],
      rules: [
        {
          id: 'R1',
          title: '多次盗窃',
          when: 'times >= 3',
          outcome: 'suspect',
          severity: 'red',
          unknown: '次数不明',
          unless: [],
          undetermined: [],
        },
      ],
    },
    { rows: 'people' },
  ],
  leads: ['lead-output', { title: '多次盗窃', values: ['times'], timeline: ['last'] }, { leads: 'judge.leads' }],
  once: ['distinct', {}, { rows: 'thefts' }],
  hit: ['join', { kind: 'anti', keys: [{ left: 'id_no', right: 'id_no' }] }, { left: 'once', right: 'id' }],
})

let folder: string
let child: DuckdbChild

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-leads-'))
  child = await openDuckdbChild({ folder, databaseFile: 'run.duckdb', memoryLimit: '512MB', threads: 1 })
})
afterAll(async () => {
  await child[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** `more` rows of one more person follow the others. */
async function request(more = 0): Promise<LeadRequest> {
  const tables = [thefts, units]
  const context = contextOf(tables)
  const compiled = compileRun(model, context)
  expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  for (const { relation, columns, logicalTable } of compiled.scans) {
    await child.exec(
      `CREATE OR REPLACE TABLE "${relation}" ("_row" BIGINT, ${columns.map((name) => `"${name}" VARCHAR`).join()})`,
    )
    if (logicalTable !== 'T1') continue
    for (const [index, row] of rows.entries())
      await child.exec(`INSERT INTO "${relation}" VALUES ($1, $2, $3, $4, $5)`, [index + 1, ...row])
    await child.exec(
      `INSERT INTO "${relation}" SELECT ${rows.length} + n, '${person(3)}', '赵', '2025-04-01', '甲局' FROM range(1, ${more + 1}) AS t(n)`,
    )
  }
  for (const { relation, statement } of compiled.steps)
    await child.exec(`CREATE OR REPLACE TABLE "${relation}" AS ${statement.text}`, [...statement.parameters])
  const scans = compiled.scans.map(({ nodeId, logicalTable }) => ({
    nodeId,
    logicalTable,
    sourceId: 's',
    sourceName: '盗窃.xlsx',
    snapshot: 'b1',
    readAt: '2026-11-20T00:00:00Z',
    rows: rows.length,
    rejected: 0,
  }))
  return {
    modelId: 'm',
    document: model,
    compiled,
    scans: scans as unknown as LeadRequest['scans'],
    bindings: context.bindings,
    tables,
    statutes: [],
    runDate: '2026-11-20',
    secret: 'x',
  }
}

describe('leads of groups', () => {
  it('carry every source row of their group, in the agency’s own writing', async () => {
    const { leads } = await collectLeads(child, await request())
    expect(leads.map(({ subjectName, values }) => [subjectName, values[0]?.value])).toEqual([['张', '3']])
    expect(leads[0]?.evidence.map(({ nodeId, row }) => [nodeId, row])).toEqual([
      ['thefts', 1],
      ['thefts', 3],
      ['thefts', 4],
    ])
    expect(leads[0]?.evidence[1]?.values.map(({ value }) => value)).toEqual([person(1), '张', '2025-03-01', '乙局'])
  })

  it('keep the first rows of a huge group, and say how many there are', async () => {
    const { leads } = await collectLeads(child, await request(5000))
    const huge = leads.find(({ subjectName }) => subjectName === '赵')
    expect(huge?.evidence.map(({ row }) => row)).toEqual(
      Array.from({ length: 200 }, (_, index) => rows.length + 1 + index),
    )
    expect(huge?.evidenceTotal).toBe(5000)
    expect(leads.find(({ subjectName }) => subjectName === '张')).not.toHaveProperty('evidenceTotal')
  })

  it('list every row behind a distinct row that could not be identified', async () => {
    const found = await collectUnidentified(child, await request())
    expect(found.filter(({ nodeId }) => nodeId === 'hit').map(({ row, original }) => [row, original])).toEqual([
      [5, '123'],
      [6, '123'],
    ])
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })
})
