import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFileSource } from './file-source.ts'
import { type Landing, openLanding } from './landing-store.ts'

let root: string
let landing: Landing
const place = { organizationId: 'district', sourceId: 'cases' }

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-file-source-'))
  landing = openLanding(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const open = (signal = new AbortController().signal) =>
  openFileSource({ network: { allowed: [], refused: [] }, landing: landing.folder(place), signal })
const put = (table: string, text: string) =>
  landing.importFile({ ...place, kind: 'csv', fileName: `${table}.csv`, content: Buffer.from(text) })

describe('a source of imported files', () => {
  it('profiles a batch: what is there, what it seems to be, and how much of it is valid', async () => {
    await put(
      '人员',
      '姓名,证件号码,入所日期,金额\n王某某,11010519491231002X,2023-01-05,100\n李某,110105194912310029,2023-01-07,2.5\n张某某,11010519491231002X,不详,\n欧阳某,"",2023-02-30,7\n',
    )
    await using source = open()
    const profile = await source.profile({ table: '人员', columns: ['证件号码', '入所日期', '金额'], topValues: 1 })
    expect(profile).toMatchObject({ table: '人员', rows: 4, sampledRows: 4, milliseconds: expect.any(Number) })
    const [id, day, amount] = profile.columns
    expect(id).toMatchObject({
      column: '证件号码',
      nulls: 1,
      empties: 0,
      distinct: { count: 2, trust: 'exact' },
      top: { values: [{ value: '11010519491231002X', rows: 2 }], trust: 'exact' },
      lengths: { min: 18, max: 18, mean: 18 },
      min: '110105194912310029',
      max: '11010519491231002X',
      semantic: { type: 'resident-id', valid: 2 / 3, trust: 'exact' },
      histogram: null,
    })
    expect(day?.semantic).toEqual({ type: 'date', valid: 2 / 3, trust: 'exact' })
    expect(day?.histogram?.bins).toEqual([
      { from: '2023-01-05', to: '2023-01-06', rows: 1 },
      { from: '2023-01-06', to: '2023-01-07', rows: 0 },
      { from: '2023-01-07', to: '2023-01-07', rows: 1 },
    ])
    expect(amount).toMatchObject({ nulls: 1, semantic: { type: 'money', valid: 1 } })
    expect(amount?.histogram?.bins.reduce((total, { rows }) => total + rows, 0)).toBe(3)
  })

  it('looks closely at a part of a large batch and says so, the same part each time', async () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => `1380000${String(n).padStart(4, '0')},${n % 2}`)
    await put('电话', `电话,性别\n${rows.join('\n')}\n`)
    await using source = open()
    const ask = { table: '电话', columns: ['电话', '性别'], topValues: 2 }
    const profile = await source.profile(ask)
    expect(profile).toMatchObject({ rows: 40_000, sampledRows: 10_000 })
    expect(profile.columns[0]).toMatchObject({ distinct: { trust: 'estimated' }, top: { trust: 'sampled' } })
    expect(Math.abs((profile.columns[0]?.distinct.count ?? 0) - 40_000)).toBeLessThan(2000)
    expect(profile.columns[1]).toMatchObject({
      distinct: { count: 2, trust: 'exact' },
      top: {
        values: [
          { value: '0', rows: 20_000 },
          { value: '1', rows: 20_000 },
        ],
        trust: 'exact',
      },
    })
    expect((await source.profile(ask)).columns).toEqual(profile.columns)
  })

  it('says how old each table is and how many batches make it up', async () => {
    await put('月报', '姓名,数\n甲某,1\n乙某,2\n')
    const [newest] = await put('月报', '姓名,数\n甲某,1\n')
    await using source = open()
    const found = (await source.freshness()).find(({ table }) => table === '月报')
    expect(found).toEqual({ table: '月报', newestAt: newest?.importedAt, batches: 1, rows: 1 })
  })

  it('names a table and a column that are not there, and stops when it is told to', async () => {
    await put('甲', '姓名,数\n甲某,1\n')
    await using source = open()
    await expect(source.profile({ table: '乙', columns: [], topValues: 1 })).rejects.toMatchObject({
      code: 'no-such-table',
    })
    await expect(source.profile({ table: '甲', columns: ['丙'], topValues: 1 })).rejects.toMatchObject({
      code: 'no-such-column',
    })
    const stop = new AbortController()
    await using other = open(stop.signal)
    const asked = other.profile({ table: '甲', columns: ['数'], topValues: 1 })
    stop.abort()
    await expect(asked).rejects.toMatchObject({ code: 'read-cancelled' })
  })
})
