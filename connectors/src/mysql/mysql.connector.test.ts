import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MariadbServer, startMariadb } from '../testing/mariadb-server.ts'
import { openDuckdbChild } from '../transport/duckdb/index.ts'
import { openMysql } from '../transport/mysql/index.ts'
import type { OpenSource } from '../words/connector.ts'
import type { ColumnProfile } from '../words/profile.ts'
import { mysqlConnector } from './mysql.connector.ts'

let server: MariadbServer
let owner: Connection
let folder: string
const password = 'test-only'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-mysql-'))
  server = await startMariadb()
  owner = await createConnection({ host: '127.0.0.1', port: server.port, user: 'root', charset: 'utf8mb4' })
  for (const text of [
    "SET sql_mode = '', time_zone = '+00:00'",
    'CREATE DATABASE agency CHARACTER SET utf8mb4',
    'CREATE DATABASE elsewhere',
    'USE agency',
    `CREATE TABLE \`判决 \`\`表\` (no bigint unsigned PRIMARY KEY, id varchar(40) COMMENT '身份证号', name varchar(40) CHARACTER SET gbk, amount decimal(20,2), rate double, small float, day date, at datetime(3), seen timestamp NULL, clock time, born year, flag tinyint(1), bits bit(5), raw varbinary(8), doc json, kind enum('甲','乙')) COMMENT '刑事判决'`,
    `INSERT INTO \`判决 \`\`表\` VALUES
      (18446744073709551615, '001', '张三', 12.50, 0.1, 0.5, '2023-01-05', '2023-01-05 14:30:00.5', '2023-01-05 06:30:00', '-838:59:59', 2023, 2, b'00101', x'00ff0a', '{"b": 1,"a":"\\\\u4e00"}', '甲'),
      (2, '', NULL, NULL, NULL, NULL, '0000-00-00', '0000-00-00 00:00:00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL),
      (1, '𠮷㐂,"x"\\n\\\\.', '', -0.10, -1e300, NULL, '9999-12-31', NULL, NULL, '00:00:01', NULL, 0, b'11111', '', '[]', '乙')`,
    "CREATE TABLE many (id int PRIMARY KEY, name varchar(20), code varchar(4), day date) COLLATE utf8mb4_general_ci AS SELECT seq AS id, IF(seq % 10 = 1, '', CONCAT('x', seq)) AS name, IF(seq % 10 = 0, NULL, ELT(seq % 4 + 1, 'a', 'A', 'a ', 'ａ')) AS code, DATE_ADD('2020-01-01', INTERVAL seq % 500 DAY) AS day FROM seq_1_to_50000",
    'CREATE TABLE hidden (a int)',
    'CREATE TABLE part (open varchar(5), closed varchar(5))',
    'CREATE VIEW slow AS SELECT seq AS n, SLEEP(0.01) AS nap FROM seq_1_to_100000',
    `CREATE USER reader@'127.0.0.1' IDENTIFIED BY '${password}'`,
    "GRANT SELECT ON agency.`判决 ``表` TO reader@'127.0.0.1'",
    "GRANT ALL ON agency.many TO reader@'127.0.0.1'",
    "GRANT SELECT ON agency.slow TO reader@'127.0.0.1'",
    "GRANT SELECT (open), INSERT (closed) ON agency.part TO reader@'127.0.0.1'",
  ])
    await owner.query(text)
})

afterAll(async () => {
  owner.destroy()
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const network = () => ({ allowed: [`127.0.0.1:${server.port}`, '127.0.0.1:1'], refused: [] })
const never = () => new AbortController().signal

function open(
  changed: Record<string, unknown> = {},
  context: { signal?: AbortSignal; allowed?: string[] } = {},
): Promise<OpenSource> {
  const settings = mysqlConnector.settings.parse({
    host: '127.0.0.1',
    port: server.port,
    database: 'agency',
    user: 'reader',
    password,
    ...changed,
  })
  const allowed = context.allowed ?? network().allowed
  return mysqlConnector.open(settings, {
    network: { allowed, refused: [] },
    landing: '',
    signal: context.signal ?? never(),
  })
}
const file = () => join(folder, `${Math.random().toString(36).slice(2)}.csv`)
const running = async () => {
  const [rows] = await owner.query(
    "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND COMMAND = 'Query'",
  )
  return Number((rows as { n: number }[])[0]?.n)
}

describe('a MySQL source', () => {
  it('tells its tables, columns and comments, only those that its user may select', async () => {
    await using source = await open()
    const tables = await source.tables()
    expect(tables.map(({ name }) => name).sort()).toEqual(['many', 'part', 'slow', '判决 `表'].sort())
    expect(tables.find(({ name }) => name === 'part')?.columns.map(({ name }) => name)).toEqual(['open'])
    const judgments = tables.find(({ name }) => name === '判决 `表')
    expect(judgments?.comment).toBe('刑事判决')
    expect(judgments?.columns[1]).toEqual({ name: 'id', sourceType: 'varchar(40)', type: 'text', comment: '身份证号' })
    expect(Object.fromEntries(judgments?.columns.map(({ name, type }) => [name, type]) ?? [])).toEqual({
      no: 'decimal(20,0)',
      id: 'text',
      name: 'text',
      amount: 'decimal(20,2)',
      rate: 'float',
      small: 'float',
      day: 'date',
      at: 'timestamp',
      seen: 'timestamp',
      clock: 'text',
      born: 'integer',
      flag: 'integer',
      bits: 'text',
      raw: 'text',
      doc: 'text',
      kind: 'text',
    })
  })

  it('samples every type as the text that the source has, on the Chinese clock', async () => {
    await using source = await open()
    const rows = (await source.sample('判决 `表', 5)).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]), 'en'))
    expect(rows).toEqual([
      [
        '1',
        '𠮷㐂,"x"\n\\.',
        '',
        '-0.10',
        '-1e300',
        null,
        '9999-12-31',
        null,
        null,
        '00:00:01',
        null,
        '0',
        '11111',
        '',
        '[]',
        '乙',
      ],
      [
        '18446744073709551615',
        '001',
        '张三',
        '12.50',
        '0.1',
        '0.5',
        '2023-01-05',
        '2023-01-05 14:30:00.500',
        '2023-01-05 14:30:00',
        '-838:59:59',
        '2023',
        '2',
        '00101',
        '00ff0a',
        '{"b": 1,"a":"\\u4e00"}',
        '甲',
      ],
      [
        '2',
        '',
        null,
        null,
        null,
        null,
        '0000-00-00',
        '0000-00-00 00:00:00.000',
        null,
        null,
        '0000',
        null,
        null,
        null,
        null,
        null,
      ],
    ])
  })

  it('counts the values of a column byte by byte, whatever its collation takes for equal', async () => {
    await using source = await open()
    expect(await source.values('many', 'code', 9)).toEqual([
      { value: 'A', rows: 12_500 },
      { value: 'ａ', rows: 12_500 },
      { value: 'a', rows: 10_000 },
      { value: 'a ', rows: 10_000 },
      { value: null, rows: 5000 },
    ])
  })

  it('extracts every row of one snapshot in the order of its key, and the engine reads back what the agency has', async () => {
    await using source = await open()
    const path = file()
    let seen = 0
    const columns = ['id', 'no', 'day']
    const extract = await source.extract({
      table: '判决 `表',
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
      readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+08:00$/),
      snapshot: expect.stringContaining('·'),
    })
    expect(seen).toBe(3)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await using child = await openDuckdbChild({ folder, databaseFile: 'x.duckdb', memoryLimit: '512MB', threads: 1 })
    expect(await child.loadScan(path, 's', columns, 3)).toBe(3)
    expect((await child.query('SELECT * FROM s ORDER BY _row')).rows).toEqual([
      [1, '𠮷㐂,"x"\n\\.', '1', '9999-12-31'],
      [2, '', '2', '0000-00-00'],
      [3, '001', '18446744073709551615', '2023-01-05'],
    ])
  })

  it('reads 50 000 rows, says how far it is, and gives the same file twice', async () => {
    await using source = await open()
    const heard: number[] = []
    const [one, two] = [file(), file()]
    const ask = { table: 'many', columns: ['code', 'id'], onRows: (rows: number) => heard.push(rows) }
    expect((await source.extract({ ...ask, file: one })).rows).toBe(50_000)
    expect(heard.at(-1)).toBe(50_000)
    expect(heard.length).toBeGreaterThan(10)
    await source.extract({ ...ask, file: two })
    expect(await readFile(one, 'utf8')).toBe(await readFile(two, 'utf8'))
  })

  it('ends its query in the source when the file cannot be written', async () => {
    await using source = await open()
    const path = file()
    const ask = { table: 'slow', columns: ['n', 'nap'], file: path, onRows: () => undefined }
    await writeFile(path, 'already here')
    await expect(source.extract(ask)).rejects.toThrow(/EEXIST/)
    await expect.poll(running, { timeout: 5000 }).toBe(0)
    await expect(source.tables()).rejects.toMatchObject({ code: 'source-down' })
  })

  it('does not see what is written while it reads', async () => {
    await using session = await openMysql(settingsOf(), { network: network(), signal: never() })
    await session.snapshot(async () => {
      const count = async () => (await session.rows('SELECT COUNT(*) FROM agency.many'))[0]?.[0]
      expect(await count()).toBe('50000')
      await owner.query("INSERT INTO many (id, name) VALUES (60000, 'later')")
      expect(await count()).toBe('50000')
    })
    await owner.query('DELETE FROM many WHERE id = 60000')
  })

  it('cannot write, although its user may', async () => {
    await using source = await open()
    await expect(source.sample('many`; DELETE FROM many; --', 1)).rejects.toMatchObject({ code: 'no-such-table' })
    await using session = await openMysql(settingsOf(), { network: network(), signal: never() })
    await expect(session.rows('DELETE FROM agency.many')).rejects.toMatchObject({
      code: 'source-failed',
      text: { en: expect.stringContaining('READ ONLY') },
    })
    await expect(session.rows('SELECT 1; SELECT 2')).rejects.toMatchObject({ code: 'source-failed' })
    await expect(session.rows("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE agency.many")).rejects.toMatchObject({
      code: 'source-failed',
    })
  })

  it('kills its query in the source when it is cancelled', async () => {
    const stop = new AbortController()
    await using source = await open({}, { signal: stop.signal })
    const reading = source.values('slow', 'nap', 5)
    const refused = expect(reading).rejects.toMatchObject({ code: 'read-cancelled' })
    await expect.poll(running).toBe(1)
    stop.abort()
    await refused
    await expect.poll(running, { timeout: 5000 }).toBe(0)
  })

  it('says that it took too long when its caller waits no longer', async () => {
    await using source = await open({}, { signal: AbortSignal.timeout(600) })
    const reading = source.extract({ table: 'slow', columns: ['n', 'nap'], file: file(), onRows: () => undefined })
    await expect(reading).rejects.toMatchObject({ code: 'source-timeout' })
    await expect.poll(running, { timeout: 5000 }).toBe(0)
  })

  it('profiles a table: exact while it is small', async () => {
    await using source = await open()
    const columns = ['no', 'id', 'name', 'day', 'bits', 'born', 'seen', 'amount', 'doc']
    const profile = await source.profile({ table: '判决 `表', columns, topValues: 2 })
    const of = (name: string) => profile.columns.find(({ column }) => column === name) as ColumnProfile
    expect(profile).toMatchObject({ rows: 3, sampledRows: 3, readAt: expect.stringMatching(/\+08:00$/) })
    for (const { distinct, top } of profile.columns) expect([distinct.trust, top.trust]).toEqual(['exact', 'exact'])
    expect(of('no')).toMatchObject({ min: '1', max: '18446744073709551615', distinct: { count: 3 }, lengths: null })
    expect(of('id')).toMatchObject({
      nulls: 0,
      empties: 1,
      distinct: { count: 2 },
      lengths: { min: 3, max: 9, mean: 6 },
    })
    expect(of('name')).toMatchObject({ nulls: 1, empties: 1, min: '张三', max: '张三' })
    expect(of('day')).toMatchObject({ nulls: 0, min: '0000-00-00', max: '9999-12-31', semantic: { type: 'date' } })
    expect(of('day').semantic?.valid).toBeCloseTo(1 / 3)
    expect(of('bits')).toMatchObject({ nulls: 1, distinct: { count: 2 }, min: null })
    expect(of('seen')).toMatchObject({ nulls: 2, max: '2023-01-05 14:30:00' })
    expect(of('amount')).toMatchObject({ min: '-0.10', max: '12.50', semantic: { type: 'money', valid: 1 } })
  })

  it('profiles a larger one: counted in full, sampled for the rest, and says so', async () => {
    await using source = await open()
    const ask = { table: 'many', columns: ['id', 'name', 'code', 'day'], topValues: 2 }
    const profile = await source.profile(ask)
    expect(profile.rows).toBe(50_000)
    expect(Math.abs(profile.sampledRows - 10_000)).toBeLessThan(600)
    const of = (name: string) => profile.columns.find(({ column }) => column === name) as ColumnProfile
    expect(of('name')).toMatchObject({ nulls: 0, empties: 5000, lengths: { min: 2, max: 6 }, min: 'x10', max: 'x9999' })
    for (const [name, count] of [
      ['id', 50_000],
      ['name', 45_000],
      ['day', 500],
    ] as const)
      expect(Math.abs(of(name).distinct.count / count - 1)).toBeLessThan(0.1)
    expect(of('code').distinct).toEqual({ count: 4, trust: 'estimated' })
    expect(of('day').semantic).toEqual({ type: 'date', valid: 1, trust: 'sampled' })
    expect((await source.profile(ask)).columns).toEqual(profile.columns)
  })

  it('tells when a table was last written, as far as the source remembers', async () => {
    await owner.query("UPDATE many SET name = 'x2' WHERE id = 2")
    await using source = await open()
    const tables = await source.freshness()
    const many = tables.find(({ table }) => table === 'many')
    expect(Math.abs(new Date(many?.newestAt ?? 0).getTime() - Date.now())).toBeLessThan(60_000)
    expect(tables.find(({ table }) => table === 'slow')).toEqual({
      table: 'slow',
      newestAt: null,
      batches: 0,
      rows: null,
    })
  })
})

describe('what can go wrong with a MySQL source', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a wrong password', { password: 'wrong' }, 'wrong-password'],
    ['an unknown user', { user: 'nobody-here' }, 'wrong-password'],
    ['a database that it may not enter', { database: 'elsewhere' }, 'permission-denied'],
    ['an unknown database', { database: 'nowhere', user: 'root', password: '' }, 'no-such-database'],
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

  it('names a missing table and column', async () => {
    await using source = await open()
    await expect(source.sample('hidden', 1)).rejects.toMatchObject({ code: 'no-such-table' })
    await expect(source.values('part', 'closed', 1)).rejects.toMatchObject({ code: 'no-such-column' })
  })

  it('accepts no connection strings, sockets or extra options', () => {
    const valid = { host: 'h', database: 'd', user: 'u', password: 'p' }
    expect(mysqlConnector.settings.safeParse(valid).success).toBe(true)
    for (const bad of [
      { ...valid, uri: 'mysql://x' },
      { ...valid, socketPath: '/tmp/x.sock' },
      { ...valid, multipleStatements: true },
      { ...valid, flags: ['LOCAL_FILES'] },
      { ...valid, port: '3306; x' },
      { ...valid, host: { a: 1 } },
      { ...valid, ssl: { rejectUnauthorized: false } },
    ])
      expect(mysqlConnector.settings.safeParse(bad).success).toBe(false)
  })

  it('says that the source went down while it was read', async () => {
    const other = await startMariadb()
    await using source = await open(
      { port: other.port, database: 'mysql', user: 'root', password: '' },
      { allowed: [`127.0.0.1:${other.port}`] },
    )
    expect((await source.tables()).length).toBeGreaterThan(1)
    await other[Symbol.asyncDispose]()
    await expect(source.tables()).rejects.toMatchObject({ code: 'source-down' })
  })
})

const settingsOf = () => ({
  host: '127.0.0.1',
  port: server.port,
  database: 'agency',
  user: 'reader',
  password,
  ssl: false,
})
