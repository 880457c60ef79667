import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlaces, createRateLimit } from './rate-limit.ts'
import { createPushSource, openCatalogue, post } from './testing/deliveries.ts'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let b: Awaited<ReturnType<typeof addDistrict>>
let source: Awaited<ReturnType<typeof createPushSource>>

beforeAll(async () => {
  server = await openTestServer()
  a = await addDistrict(server, '甲县人民检察院', 'a')
  b = await addDistrict(server, '乙县人民检察院', 'b')
  source = await createPushSource(a.data)
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

const table = (sourceId = source.sourceId, name = '在押人员') =>
  `${server.url}/push/${sourceId}/${encodeURIComponent(name)}`
const sampleOf = (sourceId: string) => a.data.api.sources.sample.query({ sourceId, table: '在押人员' })
const batchesOf = async (sourceId: string) =>
  (await a.data.api.sources.list.query()).find(({ id }) => id === sourceId)?.batches ?? []

describe('an agency with its credential', () => {
  it('pushes lines or an array, is told of every record, and the district sees the newest of each key', async () => {
    const { sourceId, token } = await createPushSource(a.data, '推送一')
    const first = await post(table(sourceId), token, {
      body: '{"编号":1,"姓名":"甲"}\n{"编号":2}\n{"编号":2,"年龄":3}\nx\n',
    })
    expect(first.status).toBe(200)
    expect(first.body).toEqual({
      batch: 'push-0000000001',
      table: '在押人员',
      receivedAt: expect.any(String),
      posted: 4,
      accepted: 2,
      deleted: 0,
      rejected: 2,
      rejects: [
        { index: 3, column: '年龄', reason: { zh: expect.stringContaining('声明'), en: expect.any(String) } },
        { index: 4, column: null, reason: { zh: expect.stringContaining('JSON'), en: expect.any(String) } },
      ],
    })
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const body = '[{"编号":"1","$delete":true},{"编号":110105194912310021,"姓名":"乙"}]'
    expect((await post(table(sourceId), token, { body, headers })).body).toMatchObject({ accepted: 2, deleted: 1 })
    // What looks like an id is masked.
    expect((await sampleOf(sourceId)).map(([id]) => id)).toEqual([expect.stringContaining('***'), '2'])
    expect(await batchesOf(sourceId)).toMatchObject([
      { id: 'push-0000000002', table: '在押人员', accepted: 2, counts: true },
      { id: 'push-0000000001', accepted: 2, rejected: 2, counts: true },
    ])
    const rejects = await a.data.api.sources.rejects.query({ sourceId, batchId: 'push-0000000001' })
    expect(rejects.map(({ row }) => row)).toEqual([3, 4])
    expect(await a.data.api.sources.list.query()).toContainEqual(
      expect.objectContaining({ id: sourceId, reading: 'push', health: 'ok', lastReadAt: expect.any(String) }),
    )
    const [used] = await a.data.api.sources.credentials.list.query({ sourceId })
    expect(used?.lastUsedAt).toEqual(expect.any(String))
  })

  it('may send a batch again: the same answer, no second effect; another body under the same key is a conflict', async () => {
    const { sourceId, token } = await createPushSource(a.data, '推送二')
    const body = '{"编号":"1","姓名":"甲"}\nx'
    const [first, ...again] = await Promise.all(
      [1, 2, 3].map(() => post(table(sourceId), token, { body, key: '2024-01' })),
    )
    for (const one of again) expect([one.status, one.body]).toEqual([200, first?.body])
    const replays = [first, ...again].filter((one) => one?.headers.get('idempotent-replay') === 'true')
    expect(replays).toHaveLength(2)
    expect(await batchesOf(sourceId)).toHaveLength(1)
    const other = await post(table(sourceId), token, { body: '{"编号":"2"}', key: '2024-01' })
    expect([other.status, other.body.code]).toEqual([409, 'push-key-reused'])
    expect(await sampleOf(sourceId)).toHaveLength(1)
  })

  it('leaves an entry in the trail for each batch, without a person and without personal data', async () => {
    const { sourceId, token, credential } = await createPushSource(a.data, '推送三')
    await post(table(sourceId), token, { body: '{"编号":"1","姓名":"某某某"}', key: 'k' })
    await post(table(sourceId), token, { body: '{"编号":"1","姓名":"某某某"}', key: 'k' })
    await post(table(sourceId), token, { body: 'x' })
    const client = await openCatalogue(server.state)
    const { rows } = await client.query(
      `select person_id, organization_id, data from jianmo.audit where action = 'sources.push' and subject = $1 order by id`,
      [sourceId],
    )
    await client.end()
    expect(rows).toMatchObject([
      {
        person_id: null,
        organization_id: a.organizationId,
        data: { batch: 'push-0000000001', accepted: 1, rejected: 0 },
      },
      { data: { batch: 'push-0000000002', accepted: 0, rejected: 1, credential: credential.id } },
    ])
    expect(JSON.stringify(rows)).not.toContain('某某某')
    const summary = (await a.data.api.sources.list.query()).find(({ id }) => id === sourceId)
    expect(summary).toMatchObject({ health: 'failing', healthText: { zh: expect.stringContaining('全部被拒收') } })
  })

  it('pushes attachments before the records that name them; they are given out as downloads only', async () => {
    const { sourceId, token } = await createPushSource(a.data, '推送四')
    const photo = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      Buffer.alloc(100_000, 7),
    ])
    const hash = createHash('sha256').update(photo).digest('hex')
    const record = JSON.stringify({ 编号: '1', 照片: hash })
    const send = (body: Buffer, headers: Record<string, string>) =>
      post(`${server.url}/push/${sourceId}/attachments`, token, { body: new Uint8Array(body), headers })
    expect((await post(table(sourceId), token, { body: record })).body).toMatchObject({ rejected: 1, accepted: 0 })
    const good = { 'content-type': 'image/png', 'x-sha256': hash }
    const answer = await send(photo, good)
    expect([answer.status, answer.body]).toEqual([
      200,
      { hash, bytes: photo.length, type: 'image/png', receivedAt: expect.any(String) },
    ])
    expect((await send(photo, good)).body).toEqual(answer.body)
    expect((await post(table(sourceId), token, { body: record })).body).toMatchObject({ accepted: 1 })

    for (const [headers, body, code] of [
      [{ ...good, 'x-sha256': 'f'.repeat(64) }, photo, 'attachment-hash-wrong'],
      [{ ...good, 'x-sha256': '../../x' }, photo, 'attachment-hash-wrong'],
      [{ ...good, 'content-type': 'text/html' }, photo, 'attachment-type'],
      [{ ...good, 'content-type': 'application/pdf' }, photo, 'attachment-type'],
      [
        { ...good, 'x-sha256': createHash('sha256').update('<svg>').digest('hex') },
        Buffer.from('<svg>'),
        'attachment-type',
      ],
    ] as const) {
      expect((await send(body, headers)).body.code).toBe(code)
    }
    const folder = join(server.state, 'landing', a.organizationId, sourceId, 'attachments')
    expect(readdirSync(folder).sort()).toEqual([hash, `${hash}.json`])

    const path = `/files/attachment?source=${sourceId}&hash=${hash}`
    const download = await a.prosecutor.fetch(path)
    expect([
      download.status,
      download.headers.get('content-type'),
      download.headers.get('content-disposition'),
    ]).toEqual([200, 'application/octet-stream', `attachment; filename="${hash.slice(0, 16)}.png"`])
    expect(download.headers.get('content-security-policy')).toMatch(/^sandbox/)
    expect(Buffer.from(await download.arrayBuffer()).equals(photo)).toBe(true)
    expect((await b.data.fetch(path)).status).toBe(404)
    expect((await a.data.fetch(path.replace(/.$/, '0'))).status).toBe(404)
    expect((await fetch(server.url + path, { headers: { 'x-jianmo': '1' } })).status).toBe(401)
  })

  it('is told what is wrong with a request, and nothing of it is kept', async () => {
    const { sourceId, token } = await createPushSource(a.data, '推送五')
    const body = '{"编号":"1"}'
    const cases: readonly [string, Parameters<typeof post>[2], number, string][] = [
      [table(sourceId, '别的'), { body }, 404, 'push-table-not-found'],
      [table(sourceId), { body, headers: { 'content-type': 'text/plain' } }, 415, 'push-format'],
      [table(sourceId), { body, headers: { 'content-type': 'application/json; charset=gbk' } }, 415, 'push-format'],
      [table(sourceId), { body, headers: { 'content-encoding': 'gzip' } }, 415, 'push-format'],
      [table(sourceId), { body: '[', headers: { 'content-type': 'application/json' } }, 400, 'push-not-json'],
      [table(sourceId), { body: '\n' }, 400, 'push-empty'],
      [table(sourceId), { body, key: 'x'.repeat(201) }, 400, 'push-key-invalid'],
      [table(sourceId), { body: ' '.repeat(16 * 1024 * 1024 + 1) }, 413, 'body-too-large'],
      [table(sourceId), { body: '{"编号":1}\n'.repeat(50_001) }, 413, 'push-too-many-records'],
    ]
    for (const [url, init, status, code] of cases) {
      const answer = await post(url, token, init)
      expect([answer.status, answer.body.code], code).toEqual([status, code])
      expect(answer.body).toMatchObject({ text: { zh: expect.any(String), en: expect.any(String) } })
    }
    expect(await batchesOf(sourceId)).toEqual([])
  })

  it('leaves nothing when it hangs up in mid-batch', async () => {
    const { sourceId, token } = await createPushSource(a.data, '推送六')
    await new Promise<void>((resolve) => {
      const request = rawRequest(table(sourceId), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'idempotency-key': 'k' },
      })
      request.on('error', () => resolve())
      request.write('{"编号":"1"}\n'.repeat(20_000), () => setTimeout(() => request.destroy(), 50))
    })
    expect(await batchesOf(sourceId)).toEqual([])
    expect((await post(table(sourceId), token, { body: '{"编号":"1"}', key: 'k' })).status).toBe(200)
    expect(await sampleOf(sourceId)).toEqual([['1', null, null]])
  })
})

describe('anybody else', () => {
  it('hears the same, whether the source exists or not, whatever is wrong, and whoever is signed in', async () => {
    const other = await createPushSource(a.data, '推送七')
    const revoked = await createPushSource(a.data, '推送八')
    await a.data.api.sources.credentials.revoke.mutate({
      sourceId: revoked.sourceId,
      credentialId: revoked.credential.id,
    })
    const body = '{"编号":"1"}'
    const absent = '00000000-0000-4000-8000-000000000000'
    const answers = await Promise.all([
      post(table(), null, { body }),
      post(table(), 'x', { body }),
      post(table(), other.token, { body }),
      post(table(absent), other.token, { body }),
      post(table(absent), null, { body }),
      post(table(revoked.sourceId), revoked.token, { body }),
      post(table(source.sourceId, '别的'), `${source.token}x`, { body }),
      post(`${server.url}/push/x`, source.token, { body }),
      post(`${server.url}/push/${source.sourceId}/%ff`, source.token, { body }),
      post(`${server.url}/push/${source.sourceId}/attachments`, null, { body }),
      post(table(), null, { body, headers: { cookie: a.data.cookie, 'x-jianmo': '1' } }),
    ])
    const [first] = answers
    expect([first?.status, first?.body.code]).toEqual([401, 'push-refused'])
    for (const { status, body: said, headers } of answers) {
      expect([status, said]).toEqual([first?.status, first?.body])
      expect(headers.get('set-cookie')).toBeNull()
    }
    const got = await fetch(table(), { headers: { authorization: `Bearer ${source.token}` } })
    expect([got.status, await got.json()]).toEqual([401, first?.body])
    expect(await batchesOf(source.sourceId)).toEqual([])
  })

  it('can do nothing else with a credential', async () => {
    const headers = { authorization: `Bearer ${source.token}`, 'x-jianmo': '1' }
    expect((await fetch(`${server.url}/trpc/sources.list`, { headers })).status).toBe(401)
    expect(
      (await fetch(`${server.url}/files/attachment?source=${source.sourceId}&hash=${'a'.repeat(64)}`, { headers }))
        .status,
    ).toBe(401)
  })

  it('makes, sees and revokes no credential, except the data administrator of the district', async () => {
    const { sourceId, credential } = source
    for (const person of [a.prosecutor, b.data, server.admin]) {
      const { credentials } = person.api.sources
      await expect(credentials.create.mutate({ sourceId, label: 'x' })).rejects.toThrow()
      await expect(credentials.revoke.mutate({ sourceId, credentialId: credential.id })).rejects.toThrow()
    }
    expect(await b.data.api.sources.credentials.list.query({ sourceId })).toEqual([])
    const [listed] = await a.data.api.sources.credentials.list.query({ sourceId })
    expect(listed).toMatchObject({ id: credential.id, label: '一号机', revokedAt: null })
    expect(JSON.stringify(listed)).not.toContain(source.token.slice(37))
  })

  it('is slowed down who asks too often', () => {
    let now = 0
    const limit = createRateLimit({ perSecond: 2, burst: 3 }, () => now)
    expect([1, 2, 3, 4].map(() => limit.take('x'))).toEqual([0, 0, 0, 1])
    expect(limit.take('y')).toBe(0)
    now = 500
    expect([limit.take('x'), limit.take('x')]).toEqual([0, 1])
    now = 60_000
    expect([1, 2, 3, 4].map(() => limit.take('x'))).toEqual([0, 0, 0, 1])
    const places = createPlaces({ each: 2, all: 3 })
    expect(['x', 'x', 'x', 'y', 'y'].map((name) => places.enter(name))).toEqual([true, true, false, true, false])
    places.leave('x')
    expect([places.enter('y'), places.enter('x')]).toEqual([true, false])
  })

  it('meets the same address, only slower, after many refusals', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(table(), 'x', { body: '{}' })))
    const slow = answers.filter(({ status }) => status === 429)
    expect(slow.length).toBeGreaterThan(10)
    expect(slow[0]?.body.code).toBe('push-too-fast')
    expect(Number(slow[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    // A valid credential is not held up by what others tried.
    expect((await post(table(), source.token, { body: '{"编号":"1"}' })).status).toBe(200)
  })
})
