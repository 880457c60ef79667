import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestCluster, type TestCluster } from '../testing/postgres-cluster.ts'
import { openDuckdbChild } from '../transport/duckdb/index.ts'
import type { OpenSource } from '../words/connector.ts'
import { postgresConnector } from './postgres.connector.ts'

let cluster: TestCluster
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-postgres-'))
  cluster = await startTestCluster()
  await cluster.run('CREATE DATABASE agency')
  await cluster.run(
    `CREATE SCHEMA court; CREATE ROLE reader LOGIN PASSWORD '${cluster.password}'; CREATE ROLE stranger LOGIN PASSWORD '${cluster.password}';
     CREATE TABLE court."判决 ""表" (id text, "sentence type" varchar(20), amount numeric(20,2), judged date, received timestamp, seen timestamptz, ok boolean, big bigint);
     COMMENT ON TABLE court."判决 ""表" IS '刑事判决'; COMMENT ON COLUMN court."判决 ""表".id IS '身份证号';
     INSERT INTO court."判决 ""表" VALUES ('001', E'有期,"徒"\\n刑', 12.50, '2023-01-05', '2023-01-05 14:30', '2023-01-05 14:30+08', true, 9007199254740993), ('', NULL, NULL, NULL, NULL, NULL, NULL, NULL), (NULL, '\\.', 0, '0001-01-01', 'infinity', NULL, false, -1);
     CREATE TABLE court.many AS SELECT n::text AS id, 'x' || n AS name, CASE WHEN n % 10 = 0 THEN NULL ELSE (n % 3)::text END AS code FROM generate_series(1, 50000) n;
     CREATE TABLE court.hidden (a text); CREATE TABLE court.part (open text, closed text); INSERT INTO court.part VALUES ('a', 'b');
     CREATE VIEW court.slow AS SELECT n::text AS n, pg_sleep(0.01)::text AS nap FROM generate_series(1, 100000) n;
     GRANT USAGE ON SCHEMA court TO reader, stranger; GRANT SELECT ON court."判决 ""表", court.many, court.slow TO reader; GRANT SELECT (open) ON court.part TO reader; GRANT ALL ON court.many TO reader; ANALYZE court.many`,
    'agency',
  )
})

afterAll(async () => {
  await cluster[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function open(
  changed: Record<string, unknown> = {},
  context: { signal?: AbortSignal; allowed?: string[] } = {},
): Promise<OpenSource> {
  const settings = postgresConnector.settings.parse({
    host: '127.0.0.1',
    port: cluster.port,
    database: 'agency',
    user: 'reader',
    password: cluster.password,
    schema: 'court',
    ssl: false,
    ...changed,
  })
  return postgresConnector.open(settings, {
    network: { allowed: context.allowed ?? [`127.0.0.1:${cluster.port}`, '127.0.0.1:1'], refused: [] },
    landing: '',
    signal: context.signal ?? new AbortController().signal,
  })
}
const file = () => join(folder, `${Math.random().toString(36).slice(2)}.csv`)

describe('a PostgreSQL source', () => {
  it('tells its tables, columns and comments, only those that its user may read', async () => {
    await using source = await open()
    const tables = await source.tables()
    expect(tables.map(({ name }) => name).sort()).toEqual(['many', 'part', 'slow', '判决 "表'].sort())
    expect(tables.find(({ name }) => name === 'part')?.columns.map(({ name }) => name)).toEqual(['open'])
    const judgments = tables.find(({ name }) => name === '判决 "表')
    expect(judgments?.comment).toBe('刑事判决')
    expect(judgments?.columns.slice(0, 4)).toEqual([
      { name: 'id', sourceType: 'text', type: 'text', comment: '身份证号' },
      { name: 'sentence type', sourceType: 'character varying(20)', type: 'text' },
      { name: 'amount', sourceType: 'numeric(20,2)', type: 'decimal' },
      { name: 'judged', sourceType: 'date', type: 'date' },
    ])
    expect(tables.find(({ name }) => name === 'many')?.rows).toBe(50_000)
  })

  it('samples rows as text and counts the values of a column', async () => {
    await using source = await open()
    expect((await source.sample('判决 "表', 5))[0]).toEqual([
      '001',
      '有期,"徒"\n刑',
      '12.50',
      '2023-01-05',
      '2023-01-05 14:30:00',
      '2023-01-05 14:30:00+08',
      'true',
      '9007199254740993',
    ])
    expect(await source.values('many', 'code', 2)).toEqual([
      { value: '0', rows: 15_000 },
      { value: '1', rows: 15_000 },
    ])
  })

  it('extracts every row of one snapshot, and the engine reads back what the agency has', async () => {
    await using source = await open()
    const path = join(folder, 'judgments.csv')
    let seen = 0
    const columns = ['sentence type', 'id', 'big']
    const extract = await source.extract({
      table: '判决 "表',
      columns,
      file: path,
      onRows: (rows) => {
        seen = rows
      },
    })
    expect(extract).toMatchObject({
      rows: 3,
      counted: 3,
      rejected: 0,
      readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      snapshot: expect.stringContaining('·'),
    })
    expect(seen).toBe(3)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await using child = await openDuckdbChild({ folder, databaseFile: 'x.duckdb', memoryLimit: '512MB', threads: 1 })
    expect(await child.loadScan(path, 's', columns, 3)).toBe(3)
    expect((await child.query('SELECT * FROM s ORDER BY _row')).rows).toEqual([
      [1, '有期,"徒"\n刑', '001', '9007199254740993'],
      [2, null, '', null],
      [3, '\\.', null, '-1'],
    ])
  })

  it('reads 50 000 rows and says how far it is', async () => {
    await using source = await open()
    const heard: number[] = []
    const extract = await source.extract({
      table: 'many',
      columns: ['id', 'name'],
      file: file(),
      onRows: (rows) => heard.push(rows),
    })
    expect(extract.rows).toBe(50_000)
    expect(heard.at(-1)).toBe(50_000)
    expect(heard.length).toBeGreaterThan(1)
  })

  it('cannot write, although its role may', async () => {
    await using source = await open()
    await expect(source.sample('many"; DELETE FROM court.many; --', 1)).rejects.toMatchObject({ code: 'no-such-table' })
    expect(Number((await cluster.run('SELECT count(*) AS n FROM court.many', 'agency'))[0]?.['n'])).toBe(50_000)
    const { openPostgres } = await import('../transport/postgres/index.ts')
    await using session = await openPostgres(
      {
        product: 'postgresql',
        host: '127.0.0.1',
        port: cluster.port,
        database: 'agency',
        user: 'reader',
        password: cluster.password,
        ssl: false,
      },
      { network: { allowed: [`127.0.0.1:${cluster.port}`], refused: [] }, signal: new AbortController().signal },
    )
    await expect(session.rows('DELETE FROM court.many')).rejects.toMatchObject({
      code: 'source-failed',
      text: { en: expect.stringContaining('read-only') },
    })
  })

  it('ends its query in the source when it is cancelled', async () => {
    const stop = new AbortController()
    await using source = await open({}, { signal: stop.signal })
    const reading = source.extract({ table: 'slow', columns: ['n', 'nap'], file: file(), onRows: () => undefined })
    const refused = expect(reading).rejects.toMatchObject({ code: 'read-cancelled' })
    await new Promise((resolve) => setTimeout(resolve, 400))
    const running = "SELECT count(*) AS n FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"
    expect(Number((await cluster.run(running))[0]?.['n'])).toBe(1)
    stop.abort()
    await refused
    await expect.poll(async () => Number((await cluster.run(running))[0]?.['n']), { timeout: 5000 }).toBe(0)
  })

  it('says that it took too long when its caller waits no longer', async () => {
    await using source = await open({}, { signal: AbortSignal.timeout(600) })
    await expect(source.values('slow', 'nap', 5)).rejects.toMatchObject({ code: 'source-timeout' })
  })
})

describe('what can go wrong with a PostgreSQL source', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a wrong password', { password: 'wrong' }, 'wrong-password'],
    ['an unknown user', { user: 'nobody-here' }, 'wrong-password'],
    ['an unknown database', { database: 'nowhere' }, 'no-such-database'],
    ['a server that is down', { port: 1 }, 'source-down'],
    ['a server without encryption', { ssl: true }, 'source-tls'],
  ])('says %s', async (_, changed, code) => {
    await expect(open(changed)).rejects.toMatchObject({
      code,
      text: { zh: expect.any(String), en: expect.any(String) },
    })
  })

  it('refuses an address that nobody listed before it connects', async () => {
    await expect(open({}, { allowed: [] })).rejects.toMatchObject({ code: 'host-not-listed' })
  })

  it('names a missing schema, table and column', async () => {
    await using empty = await open({ schema: 'nothing' })
    await expect(empty.tables()).rejects.toMatchObject({ code: 'no-such-schema' })
    await using source = await open()
    await expect(source.sample('hidden', 1)).rejects.toMatchObject({ code: 'no-such-table' })
    await expect(
      source.extract({ table: 'many', columns: ['id', 'gone'], file: file(), onRows: () => undefined }),
    ).rejects.toMatchObject({ code: 'no-such-column', data: { column: 'gone' } })
  })

  it('knows the usual ports of kindred products, and no other products', () => {
    const portOf = (more: object) =>
      postgresConnector.settings.parse({ host: 'h', database: 'd', user: 'u', password: 'p', ...more }).port
    expect(portOf({})).toBe(5432)
    expect(portOf({ product: 'opengauss' })).toBe(5432)
    expect(portOf({ product: 'kingbase' })).toBe(54_321)
    expect(portOf({ product: 'kingbase', port: 5433 })).toBe(5433)
    expect(() => portOf({ product: 'oracle' })).toThrow()
    const { control, choices } = postgresConnector.form['product'] ?? {}
    expect([control, choices?.map(({ value }) => value)]).toEqual(['choice', ['postgresql', 'opengauss', 'kingbase']])
  })

  it('accepts no connection strings, socket folders or extra options', () => {
    const valid = { host: 'h', database: 'd', user: 'u', password: 'p' }
    expect(postgresConnector.settings.safeParse(valid).success).toBe(true)
    for (const bad of [
      { ...valid, options: '-c x' },
      { ...valid, url: 'postgres://x' },
      { ...valid, port: '5432; x' },
      { ...valid, host: { a: 1 } },
    ]) {
      expect(postgresConnector.settings.safeParse(bad).success).toBe(false)
    }
  })

  it('says that the source went down while it was read', async () => {
    const other = await startTestCluster()
    await other.run(
      `CREATE ROLE reader LOGIN PASSWORD '${other.password}'; CREATE TABLE t AS SELECT n::text AS n FROM generate_series(1, 100) n; GRANT SELECT ON t TO reader`,
    )
    await using source = await open(
      { port: other.port, database: 'postgres', schema: 'public' },
      { allowed: [`127.0.0.1:${other.port}`] },
    )
    expect((await source.tables()).length).toBe(1)
    await other.kill()
    await expect(source.tables()).rejects.toMatchObject({ code: 'source-down' })
    await other[Symbol.asyncDispose]()
  })
})
