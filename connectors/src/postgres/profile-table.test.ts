import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestCluster, type TestCluster } from '../testing/postgres-cluster.ts'
import type { OpenSource } from '../words/connector.ts'
import type { ColumnProfile } from '../words/profile.ts'
import { postgresConnector } from './postgres.connector.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startTestCluster(['track_commit_timestamp=on'])
  await cluster.run(
    `CREATE ROLE reader LOGIN PASSWORD '${cluster.password}';
     CREATE TABLE small (id bigint, id_no text, kind char(4), note varchar(20), amount numeric(20,2), rate double precision, day date, seen timestamp, at timestamptz, ok boolean, raw bytea, gap interval, none text);
     COMMENT ON COLUMN small.note IS '联系电话';
     INSERT INTO small VALUES
       (9007199254740993, '11010519491231002X', 'ab', '138****1234', 12.50, 1.5, '2023-01-05', '2023-01-05 14:30', '2023-01-05 14:30+08', true, '\\x00ff', '1 day', NULL),
       (-1, '', '', '', -3, 'NaN', '9999-12-31', 'infinity', NULL, false, NULL, NULL, NULL),
       (2, '110105194912310029', NULL, E'a\\n"𠮷', NULL, NULL, 'infinity', NULL, NULL, NULL, NULL, NULL, NULL);
     CREATE TABLE large AS SELECT n AS id, CASE WHEN n % 10 = 0 THEN NULL WHEN n % 10 = 1 THEN '' ELSE 'v' || n END AS name, n % 3 AS code, date '2020-01-01' + n % 500 AS day,
       timestamptz '2020-01-01 00:00+08' + n % 1000 * interval '1 minute' AS at, n % 2 = 0 AS ok, n::numeric AS amount, n::real AS rate, decode(md5(n::text), 'hex') AS raw FROM generate_series(1, 100000) n;
     ANALYZE large;
     CREATE VIEW seen_by_view AS SELECT id, name FROM large WHERE code < 2;
     GRANT SELECT ON small, large, seen_by_view TO reader`,
  )
})

afterAll(() => cluster[Symbol.asyncDispose]())

const open = (): Promise<OpenSource> =>
  postgresConnector.open(
    postgresConnector.settings.parse({
      host: '127.0.0.1',
      port: cluster.port,
      database: 'postgres',
      user: 'reader',
      password: cluster.password,
    }),
    {
      network: { allowed: [`127.0.0.1:${cluster.port}`], refused: [] },
      landing: '',
      signal: new AbortController().signal,
    },
  )

async function profileOf(source: OpenSource, table: string) {
  const columns = (await source.tables()).find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
  const profile = await source.profile({ table, columns, topValues: 3 })
  return { profile, of: (name: string) => profile.columns.find(({ column }) => column === name) as ColumnProfile }
}

describe('the profile of a PostgreSQL table', () => {
  it('is exact in all of its figures while the table is small', async () => {
    await using source = await open()
    const { profile, of } = await profileOf(source, 'small')
    expect(profile).toMatchObject({ rows: 3, sampledRows: 3, readAt: expect.stringMatching(/^\d{4}.*\+08:00$/) })
    for (const { distinct, top } of profile.columns) expect([distinct.trust, top.trust]).toEqual(['exact', 'exact'])
    expect(of('id')).toMatchObject({ nulls: 0, min: '-1', max: '9007199254740993', lengths: null, histogram: null })
    expect(of('id_no')).toMatchObject({
      nulls: 0,
      empties: 1,
      distinct: { count: 2 },
      lengths: { min: 18, max: 18, mean: 18 },
      min: '110105194912310029',
      max: '11010519491231002X',
      semantic: { type: 'resident-id', valid: 0.5 },
    })
    expect(of('kind')).toMatchObject({ nulls: 1, empties: 1, lengths: { min: 2, max: 2 } })
    expect(of('note')).toMatchObject({ empties: 1, lengths: { min: 4, max: 11, mean: 7.5 }, max: 'a\n"𠮷' })
    expect(of('amount')).toMatchObject({ nulls: 1, min: '-3.00', max: '12.50', semantic: { type: 'money', valid: 1 } })
    expect(of('rate')).toMatchObject({ nulls: 1, min: '1.5', max: 'NaN' })
    expect(of('day')).toMatchObject({ min: '2023-01-05', max: 'infinity', distinct: { count: 3 } })
    expect(of('seen')).toMatchObject({ nulls: 1, max: 'infinity' })
    expect(of('at')).toMatchObject({ min: '2023-01-05 14:30:00+08', semantic: { type: 'timestamp', valid: 1 } })
    expect(of('ok')).toMatchObject({ nulls: 1, distinct: { count: 2 }, min: 'false', max: 'true' })
    expect(of('raw')).toMatchObject({ nulls: 2, min: null, top: { values: [{ value: '00ff', rows: 1 }] } })
    expect(of('gap')).toMatchObject({ nulls: 2, top: { values: [{ value: 'P1D', rows: 1 }] } })
    expect(of('none')).toMatchObject({ nulls: 3, distinct: { count: 0 }, lengths: null, min: null, semantic: null })
  })

  it('counts all rows of a large one, and says what was sampled and what estimated', async () => {
    await using source = await open()
    const { profile, of } = await profileOf(source, 'large')
    expect(profile.rows).toBe(100_000)
    expect(Math.abs(profile.sampledRows - 10_000)).toBeLessThan(600)
    const close = (column: string, count: number) =>
      expect(Math.abs(of(column).distinct.count / count - 1)).toBeLessThan(0.08)
    close('id', 100_000)
    close('name', 80_000)
    close('day', 500)
    close('at', 1000)
    close('amount', 100_000)
    close('rate', 100_000)
    expect(of('code').distinct).toEqual({ count: 3, trust: 'estimated' })
    expect(of('ok').distinct).toEqual({ count: 2, trust: 'exact' })
    expect(of('raw').distinct.trust).toBe('sampled')
    expect(of('name')).toMatchObject({ nulls: 10_000, empties: 10_000, min: 'v10002', max: 'v99999' })
    expect(of('name').lengths).toMatchObject({ min: 2, max: 6 })
    expect(of('day')).toMatchObject({
      min: '2020-01-01',
      max: '2021-05-14',
      semantic: { type: 'date', valid: 1, trust: 'sampled' },
    })
    const inBins = of('day').histogram?.bins.reduce((total, { rows }) => total + rows, 0)
    expect(inBins).toBe(profile.sampledRows)
  })

  it('draws the same rows each time', async () => {
    await using source = await open()
    const [one, two] = [await profileOf(source, 'large'), await profileOf(source, 'large')]
    expect(one.profile.columns).toEqual(two.profile.columns)
  })

  it('profiles a view, whose size nobody knows before', async () => {
    await using source = await open()
    const { profile } = await profileOf(source, 'seen_by_view')
    expect(profile.rows).toBe(66_667)
    expect(Math.abs(profile.sampledRows - 10_000)).toBeLessThan(600)
  })

  it('names what is not there', async () => {
    await using source = await open()
    await expect(source.profile({ table: 'gone', columns: [], topValues: 1 })).rejects.toMatchObject({
      code: 'no-such-table',
    })
    await expect(source.profile({ table: 'small', columns: ['gone'], topValues: 1 })).rejects.toMatchObject({
      code: 'no-such-column',
    })
  })
})

describe('the freshness of PostgreSQL tables', () => {
  it('is the newest commit where the source keeps it, and nothing for a view', async () => {
    const before = new Date(Date.now() - 1000)
    await cluster.run('INSERT INTO small (id) VALUES (4)')
    await using source = await open()
    const tables = await source.freshness()
    const small = tables.find(({ table }) => table === 'small')
    expect(new Date(small?.newestAt ?? 0).getTime()).toBeGreaterThan(before.getTime())
    expect(tables.find(({ table }) => table === 'large')).toMatchObject({ rows: 100_000, batches: 0 })
    expect(tables.find(({ table }) => table === 'seen_by_view')).toEqual({
      table: 'seen_by_view',
      newestAt: null,
      batches: 0,
      rows: null,
    })
    await cluster.run('DELETE FROM small WHERE id = 4')
  })
})
