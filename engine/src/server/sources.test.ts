import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@jianmo/catalog'
import { TRPCClientError } from '@trpc/client'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Diagnosis, ProfileProgress, SettingProblem } from '../api/wire.ts'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

const password = 'agency-secret-4711'
let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let folder: string
let agency: Cluster
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-agency-'))
  ;[server, agency] = await Promise.all([
    openTestServer(),
    startCluster({ folder: join(folder, 'data'), name: 'agency', durable: false }),
  ])
  port = Number(new URL(agency.url).port)
  a = await addDistrict(server, '甲县人民检察院', 'a')
  await server.admin.api.admin.allowHost.mutate({ host: '127.0.0.1', port })
  const client = new Client({ connectionString: agency.url })
  await client.connect()
  await client.query(`create role reader login password '${password}'; create schema locked; create schema court;
    grant usage on schema court to reader;
    create table court.judgment (sfzh text, kind text, ruled date);
    comment on table court.judgment is '裁判'; comment on column court.judgment.sfzh is '身份证号';
    insert into court.judgment select '10010119900101' || lpad(n::text, 4, '0'), (n % 3)::text, date '2026-01-01' + n
      from generate_series(1, 300) n;
    grant select on court.judgment to reader`)
  await client.end()
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await agency?.stop()
  await rm(folder, { recursive: true, force: true })
})

const settings = () => ({ host: '127.0.0.1', port, database: 'postgres', schema: 'court', user: 'reader', password })
const attempt = (change: Record<string, string | number>) =>
  a.data.api.sources.trySettings.mutate({ kind: 'postgres', settings: { ...settings(), ...change } })
/** `listed ✓ connected ✗`: how far a test came. */
const walked = ({ steps }: Diagnosis) =>
  steps
    .map(({ id, state }) => `${id} ${{ passed: '✓', failed: '✗', waiting: '…', 'not-reached': '-' }[state]}`)
    .join(' ')

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof TRPCClientError)) throw error
  return (error.data as { problem: { code: string; data: { problems: readonly SettingProblem[] } } }).problem
}

describe('a test of a source', () => {
  it('walks from the address to the rows and names what it found', async () => {
    const found = await attempt({})
    expect(walked(found)).toBe('listed ✓ resolved ✓ connected ✓ signed-in ✓ readable ✓ tables ✓')
    expect(found).toMatchObject({ health: 'ok' })
    expect(found.steps.at(-1)?.detail?.zh).toBe('1 张表，3 列')
  })

  it.each([
    ['an address that nobody listed', { host: '127.0.0.2' }, 'listed', 'host-not-listed'],
    ['a name that was not listed, wherever it leads', { host: 'nowhere.invalid' }, 'listed', 'host-not-listed'],
    ['a wrong password', { password: 'wrong' }, 'signed-in', 'wrong-password'],
    ['a database that is not there', { database: 'none' }, 'signed-in', 'no-such-database'],
    ['a schema that is not there', { schema: 'none' }, 'readable', 'no-such-schema'],
    ['a schema without a table that may be read', { schema: 'locked' }, 'readable', 'no-tables'],
  ] as const)('stops at the right step of %s, with the way out', async (_, change, step, code) => {
    const found = await attempt(change)
    const failed = found.steps.filter(({ state }) => state === 'failed')
    expect(failed).toMatchObject([{ id: step, code, detail: { zh: expect.any(String), en: expect.any(String) } }])
    const at = found.steps.findIndex(({ id }) => id === step)
    expect(found.steps.slice(0, at).every(({ state }) => state === 'passed')).toBe(true)
    expect(found.steps.slice(at + 1).every(({ state }) => state === 'not-reached')).toBe(true)
    expect(found.health).toBe('failing')
    expect(JSON.stringify(found)).not.toContain(password)
  })

  it('says which address is closed', async () => {
    const closed = 1
    await server.admin.api.admin.allowHost.mutate({ host: '127.0.0.1', port: closed })
    expect(walked(await attempt({ port: closed }))).toBe(
      'listed ✓ resolved ✓ connected ✗ signed-in - readable - tables -',
    )
  })

  it('refuses nothing of files that have not come yet, but says that it waits', async () => {
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '月报',
      kind: 'csv',
      agency: '看守所',
      settings: {},
      expectedDays: 31,
    })
    expect(await a.data.api.sources.test.mutate({ sourceId })).toMatchObject({
      health: 'unknown',
      steps: [{ id: 'folder', state: 'passed' }, { id: 'batches', state: 'waiting' }, { state: 'not-reached' }],
    })
    const listed = (await a.data.api.sources.list.query()).find(({ id }) => id === sourceId)
    expect(listed).toMatchObject({ health: 'unknown', newestAt: null, expectedDays: 31, overdueDays: null })
  })
})

describe('the settings of a source', () => {
  it('are refused field by field, in words', async () => {
    const { port: _, ...rest } = settings()
    const { code, data } = await problemOf(
      a.data.api.sources.create.mutate({
        name: '缺项',
        kind: 'postgres',
        agency: '法院',
        settings: { ...rest, host: '', port: 70_000, extra: 'options=-c' },
      }),
    )
    expect(code).toBe('source-settings-invalid')
    expect(data.problems.map(({ field, text }) => [field, text.zh])).toEqual([
      ['host', '请填写。'],
      ['port', '不能大于 65535。'],
      ['extra', '这种数据源没有这一项设置。'],
    ])
  })

  it('are mended without the password, but not sent to another address with it', async () => {
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '法院库',
      kind: 'postgres',
      agency: '法院',
      settings: settings(),
    })
    const config = await a.data.api.sources.config.query({ sourceId })
    expect(JSON.stringify(config)).not.toContain(password)
    const { kind, ...kept } = config
    await a.data.api.sources.change.mutate({ sourceId, ...kept, name: '甲县法院库', expectedDays: 7 })
    const tested = await a.data.api.sources.trySettings.mutate({ kind, sourceId, settings: kept.settings })
    expect(tested.health).toBe('ok')

    const moved = { ...kept.settings, host: 'localhost' }
    const refused = [
      a.data.api.sources.change.mutate({ sourceId, ...kept, settings: moved }),
      a.data.api.sources.trySettings.mutate({ kind, sourceId, settings: moved }),
    ]
    for (const call of refused) {
      const { data } = await problemOf(call)
      expect(data.problems.map(({ field }) => field)).toEqual(['password'])
    }
    expect(await a.data.api.sources.list.query()).toContainEqual(
      expect.objectContaining({ id: sourceId, name: '甲县法院库', expectedDays: 7 }),
    )
    expect(await problemOf(a.prosecutor.api.sources.config.query({ sourceId }))).toMatchObject({ code: 'not-allowed' })
  })
})

describe('a profile', () => {
  it('comes as events, with the values of people masked', async () => {
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '画像库',
      kind: 'postgres',
      agency: '法院',
      settings: settings(),
    })
    const events = await profileOf(sourceId, 'judgment')
    expect(events[0]).toMatchObject({ state: 'reading' })
    const last = events.at(-1)
    if (last?.state !== 'finished') throw new Error(`it ended as ${JSON.stringify(last)}`)
    expect(last.profile).toMatchObject({ rows: 300, maskedColumns: ['sfzh'] })
    expect(JSON.stringify(last)).not.toContain('19900101')
    const kind = last.profile.columns.find(({ column }) => column === 'kind')
    expect(kind).toMatchObject({ nulls: 0, distinct: { count: 3 } })
    expect(kind?.top.values.map(({ rows }) => rows)).toEqual([100, 100, 100])

    const wrong = await profileOf(sourceId, 'none')
    expect(wrong.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'table-unknown' } })
  })
})

/** The events of the subscription, as a page gets them. */
async function profileOf(sourceId: string, table: string): Promise<readonly ProfileProgress[]> {
  const input = encodeURIComponent(JSON.stringify({ sourceId, table }))
  const answer = await a.data.fetch(`/trpc/sources.profile?input=${input}`, {
    headers: { accept: 'text/event-stream' },
  })
  const text = await answer.text()
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: {"state"'))
    .map((line) => JSON.parse(line.slice(6)) as ProfileProgress)
}
