import { request as rawRequest } from 'node:http'
import { TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportProgress, StagedUpload } from '../api/wire.ts'
import type { GraphDocument } from '../graph/index.ts'
import { addDistrict, openTestServer, password, type TestPerson, type TestServer } from './testing/test-server.ts'

let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let b: Awaited<ReturnType<typeof addDistrict>>

beforeAll(async () => {
  server = await openTestServer()
  a = await addDistrict(server, '甲县人民检察院', 'a')
  b = await addDistrict(server, '乙县人民检察院', 'b')
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

/** Code and status of a refused call. */
async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; code: string; data: Record<string, unknown> }> {
  const error = await call.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof TRPCClientError)) throw error
  const data = error.data as { httpStatus: number; problem: { code: string; data: Record<string, unknown> } }
  return { status: data.httpStatus, code: data.problem.code, data: data.problem.data }
}

function signInBody(): string {
  return JSON.stringify({ username: 'admin', password })
}

/** A request with any headers, which fetch does not allow. */
function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(
      server.url + path,
      { method: options.method ?? 'POST', headers: options.headers ?? {} },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (part: string) => (body += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      },
    )
    request.on('error', reject)
    request.end(options.body)
  })
}

describe('who may ask', () => {
  it('tells nobody anything before signing in', async () => {
    const answer = await fetch(`${server.url}/trpc/models.list`, { headers: { 'x-jianmo': '1' } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      error: { data: { problem: { code: 'not-signed-in', text: { zh: '请先登录。' } } } },
    })
  })

  it('refuses a wrong password in words, and ends a session at once when it is signed out', async () => {
    const wrong = await raw('/auth/sign-in', {
      headers: { 'x-jianmo': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'not the password' }),
    })
    expect([wrong.status, JSON.parse(wrong.body).code]).toEqual([401, 'sign-in-refused'])

    const { signIn } = await import('./testing/test-server.ts')
    const person = await signIn(server.url, 'a-data')
    expect(await person.api.session.me.query()).toMatchObject({
      username: 'a-data',
      organization: { level: 'district' },
    })
    expect((await person.fetch('/auth/sign-out', { method: 'POST' })).status).toBe(200)
    expect(await person.api.session.me.query()).toBeNull()
  })

  it('asks for the role that the action needs', async () => {
    expect(await refusal(a.data.api.models.create.mutate({ title: '模型' }))).toMatchObject({
      status: 403,
      code: 'not-allowed',
    })
    expect(await refusal(a.prosecutor.api.admin.people.query())).toMatchObject({ status: 403, code: 'not-allowed' })
    const upload = await a.prosecutor.fetch(`/files/import?source=${crypto.randomUUID()}&name=x.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'a,b\n1,2\n',
    })
    expect(upload.status).toBe(403)
  })
})

describe('requests of other sites', () => {
  const json = { 'content-type': 'application/json' }
  const ours = { 'x-jianmo': '1' }

  it.each<[string, Record<string, string>]>([
    ['a form post without our header', json],
    ['a foreign origin', { ...json, ...ours, origin: 'http://evil.example' }],
    ['an origin on another port', { ...json, ...ours, origin: 'http://127.0.0.1:1' }],
    ['no origin (null)', { ...json, ...ours, origin: 'null' }],
    ['a browser that says cross-site', { ...json, ...ours, 'sec-fetch-site': 'cross-site' }],
    ['a browser that says same-site', { ...json, ...ours, 'sec-fetch-site': 'same-site' }],
    ['a name that was rebound to this machine', { ...json, ...ours, host: 'evil.example' }],
  ])('refuses %s', async (_, headers) => {
    const { status, body } = await raw('/auth/sign-in', { headers, body: signInBody() })
    expect([status, JSON.parse(body).code]).toEqual([403, 'cross-site'])
    const mutation = await raw('/trpc/models.create', {
      headers: { ...headers, cookie: a.prosecutor.cookie },
      body: '{"title":"x"}',
    })
    expect(mutation.status).toBe(403)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
  ])('refuses %s as a call of the API', async (type) => {
    const headers = { ...ours, 'content-type': type, cookie: a.prosecutor.cookie }
    const { status } = await raw('/trpc/models.create', { headers, body: '{"title":"x"}' })
    expect(status).toBe(415)
  })

  it('refuses a mutation by GET', async () => {
    const headers = { ...ours, cookie: a.prosecutor.cookie }
    const { status } = await raw(`/trpc/models.create?input=${encodeURIComponent('{"title":"x"}')}`, {
      method: 'GET',
      headers,
    })
    expect(status).toBe(405)
  })

  it('lets only our own pages listen to a run', async () => {
    const path = `/trpc/runs.watch?input=${encodeURIComponent(JSON.stringify({ runId: crypto.randomUUID() }))}`
    const cookie = a.prosecutor.cookie
    const ask = (headers: Record<string, string>) =>
      raw(path, { method: 'GET', headers: { cookie, accept: 'text/event-stream', ...headers } })
    expect((await ask({})).status).toBe(403)
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask({ 'sec-fetch-site': 'same-origin' })).status).not.toBe(403)
  })

  it('lets no page load from or talk to another origin', async () => {
    const answer = await fetch(`${server.url}/health`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toMatch(/https?:|\*/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const call = await a.prosecutor.fetch('/trpc/models.list')
    expect(call.headers.get('cache-control')).toBe('no-store')
  })
})

describe('inputs', () => {
  it.each([['{}'], ['[]'], ['7'], ['null'], ['true'], ['"x"'], ['{"toString":"x"}']])(
    'refuses %s where an id is expected, in words',
    async (modelId) => {
      const answer = await a.prosecutor.fetch('/trpc/models.remove', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"modelId":${modelId}}`,
      })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        error: { data: { problem: { code: 'input-invalid', data: { fields: ['modelId'] } } } },
      })
    },
  )

  it('refuses a body that is too large', async () => {
    const { status } = await raw('/auth/sign-in', {
      headers: { 'x-jianmo': '1', 'content-type': 'application/json' },
      body: `"${'x'.repeat(20_000)}"`,
    })
    expect(status).toBe(413)
  })

  it('serves no file outside the studio', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/%00']) {
      const { status, body } = await raw(path, { method: 'GET' })
      expect(status === 404 || body.startsWith('<!doctype html>')).toBe(true)
      expect(body).not.toContain('"workspaces"')
    }
  })
})

describe('models', () => {
  it('keep an unknown node type, byte for byte', async () => {
    const { modelId, document } = await drawModel(a.prosecutor)
    const strange = {
      ...document,
      nodes: [
        {
          id: 'n1',
          type: 'from-the-future',
          title: '未来节点',
          position: { x: 1, y: 2 },
          config: { deep: [1, { a: '甲' }] },
        },
      ],
    }
    const { revision } = await a.prosecutor.api.models.save.mutate({ modelId, document: strange, baseRevision: 1 })
    const opened = await a.prosecutor.api.models.open.query({ modelId })
    expect([revision, opened.document]).toEqual([2, strange])
  })

  it('say who saved first when two tabs save', async () => {
    const { modelId, document } = await drawModel(a.prosecutor)
    await a.prosecutor.api.models.save.mutate({
      modelId,
      document: { ...document, summary: '第一个页面' },
      baseRevision: 1,
    })
    const second = a.prosecutor.api.models.save.mutate({
      modelId,
      document: { ...document, summary: '第二个页面' },
      baseRevision: 1,
    })
    expect(await refusal(second)).toMatchObject({
      status: 409,
      code: 'model-changed-elsewhere',
      data: { revision: 2, savedBy: 'a-prosecutor' },
    })
    expect((await a.prosecutor.api.models.open.query({ modelId })).document.summary).toBe('第一个页面')
  })

  it('are not replaced by something that is no document', async () => {
    const { modelId, document } = await drawModel(a.prosecutor)
    const save = a.prosecutor.api.models.save.mutate({
      modelId,
      document: { ...document, nodes: 'none' } as never,
      baseRevision: 1,
    })
    expect(await refusal(save)).toMatchObject({ status: 400, code: 'not-a-document' })
    expect((await a.prosecutor.api.models.open.query({ modelId })).revision).toBe(1)
  })
})

describe('districts', () => {
  it('see nothing of each other', async () => {
    const { modelId, document } = await drawModel(a.prosecutor)
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '甲县名册',
      kind: 'csv',
      agency: '甲县看守所',
      settings: {},
    })
    const upload = (person: TestPerson, source: string) =>
      person.fetch(`/files/import?source=${source}&name=${encodeURIComponent('名册.csv')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: '编号,类别\n1,甲\n2,乙\n',
      })
    const imported = await upload(a.data, sourceId)
    expect(await imported.json()).toMatchObject([{ physicalRows: 2, accepted: 2, rejected: 0 }])
    expect(await a.data.api.sources.sample.query({ sourceId, table: '名册' })).toEqual([
      ['1', '甲'],
      ['2', '乙'],
    ])

    expect((await b.prosecutor.api.models.list.query()).filter(({ id }) => id === modelId)).toEqual([])
    expect(await b.data.api.sources.list.query()).toEqual([])
    for (const call of [
      () => b.prosecutor.api.models.open.query({ modelId }),
      () => b.prosecutor.api.models.save.mutate({ modelId, document, baseRevision: 1 }),
      () => b.prosecutor.api.models.sql.query({ modelId, document }),
      () => b.prosecutor.api.models.adaptation.query({ modelId }),
      () => b.prosecutor.api.models.remove.mutate({ modelId }),
      () => b.prosecutor.api.runs.start.mutate({ modelId, mode: 'trial' }),
      () => b.prosecutor.api.marketplace.submit.mutate({ modelId, note: '' }),
      () => b.data.api.sources.test.mutate({ sourceId }),
      () => b.data.api.sources.config.query({ sourceId }),
      () => b.data.api.sources.change.mutate({ sourceId, name: '夺', agency: '', settings: {}, expectedDays: null }),
      () => b.data.api.sources.trySettings.mutate({ kind: 'csv', settings: {}, sourceId }),
      () => b.data.api.sources.tables.query({ sourceId }),
      () => b.data.api.sources.sample.query({ sourceId, table: '名册' }),
      () => b.data.api.sources.values.query({ sourceId, table: '名册', column: '类别' }),
      () => b.data.api.sources.rejects.query({ sourceId, batchId: '20260101T000000000Z-00000000.1' }),
      () => b.data.api.sources.removeBatch.mutate({ sourceId, batchId: '20260101T000000000Z-00000000.1' }),
      () => b.data.api.bindings.propose.query({ logicalTable: 'T01', sourceId, table: '名册' }),
    ]) {
      const { code, status } = await refusal(call()).catch((cause: unknown) =>
        Promise.reject(new Error(String(call), { cause })),
      )
      expect([code, status]).toEqual([expect.stringMatching(/^(model|source)-not-found$/), 404])
    }
    expect((await upload(b.data, sourceId)).status).toBe(404)
  })
})

describe('a file', () => {
  it('is uploaded once, looked at, imported with choices while its progress is watched, and its rejects come back mended', async () => {
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '分步导入',
      kind: 'csv',
      agency: '甲县',
      settings: {},
    })
    const post = (path: string, query: Record<string, string>, body = '') =>
      a.data.fetch(`${path}?${new URLSearchParams({ source: sourceId, ...query })}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      })
    const staged = await post(
      '/files/stage',
      { name: '案件.csv' },
      '编号,立案日期\n1,3/4/2023\n2,5/6/2023,多\n3,25/1/2023\n',
    )
    const { stagedId, bytes } = (await staged.json()) as StagedUpload
    expect(bytes).toBeGreaterThan(40)
    const upload = { sourceId, stagedId }
    const { tables } = await a.data.api.imports.preview.mutate({ ...upload, options: {} })
    expect(tables[0]).toMatchObject({
      rows: [{ row: 2 }, { row: 4 }],
      rejects: [{ row: 3 }],
      rowsRead: 3,
      complete: true,
    })
    expect(tables[0]?.columns[1]?.proposal).toMatchObject({ type: 'date', dateFormats: ['d/m/yyyy'] })

    const wrong = a.data.api.imports.start.mutate({ ...upload, options: { encodings: 'x' } as never })
    expect(await refusal(wrong)).toMatchObject({ code: 'input-invalid' })
    const columns = { 立案日期: { type: 'date', dateFormat: 'd/m/yyyy' } } as const
    await a.data.api.imports.start.mutate({ ...upload, options: { tables: [{ sheet: null, columns }] } })
    const watched = await a.data.fetch(`/trpc/imports.watch?input=${encodeURIComponent(JSON.stringify(upload))}`, {
      headers: { accept: 'text/event-stream' },
    })
    const last = (await watched.text())
      .split('\n')
      .filter((line) => line.startsWith('data: {"stagedId"'))
      .at(-1)
    const progress = JSON.parse(last?.slice(6) ?? '') as ImportProgress
    expect(progress).toMatchObject({
      state: 'finished',
      rows: 3,
      problem: null,
      batches: [{ accepted: 2, rejected: 1 }],
    })
    const batch = progress.batches[0]?.id ?? ''

    const rejects = await post('/files/rejects', { batch })
    expect([rejects.status, rejects.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const mended = (await rejects.text()).replace('\n"",', '\n"是",')
    expect(await (await post('/files/mend', { batch, name: '拒收.csv' }, mended)).json()).toMatchObject({
      physicalRows: 3,
      accepted: 3,
      rejected: 0,
    })
    expect(await a.data.api.sources.sample.query({ sourceId, table: '案件' })).toHaveLength(3)
    expect(await refusal(a.data.api.imports.preview.mutate({ ...upload, options: {} }))).toMatchObject({
      code: 'no-such-upload',
    })
  })

  it('can be thrown away before it is imported; another district and a prosecutor see nothing of it', async () => {
    const { sourceId } = await a.data.api.sources.create.mutate({
      name: '未导入',
      kind: 'csv',
      agency: '甲县',
      settings: {},
    })
    const query = new URLSearchParams({ source: sourceId, name: 'x.csv' })
    const octets = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'a,b\n1,2\n' }
    const { stagedId } = (await (await a.data.fetch(`/files/stage?${query}`, octets)).json()) as StagedUpload
    const upload = { sourceId, stagedId }
    expect(await refusal(b.data.api.imports.preview.mutate({ ...upload, options: {} }))).toMatchObject({
      code: 'source-not-found',
    })
    expect(await refusal(b.data.api.imports.start.mutate({ ...upload, options: {} }))).toMatchObject({
      code: 'source-not-found',
    })
    expect(await refusal(b.data.api.imports.cancel.mutate(upload))).toMatchObject({ code: 'source-not-found' })
    expect(await refusal(a.prosecutor.api.imports.preview.mutate({ ...upload, options: {} }))).toMatchObject({
      code: 'not-allowed',
    })
    const batch = '20260101T000000000Z-00000000.1'
    for (const path of ['/files/stage', '/files/rejects', '/files/mend']) {
      const ask = (person: TestPerson) =>
        person.fetch(
          `${path}?${new URLSearchParams({ source: sourceId, ...(path === '/files/rejects' ? {} : { name: 'x' }), ...(path === '/files/stage' ? {} : { batch }) })}`,
          octets,
        )
      expect([path, (await ask(b.data)).status, (await ask(a.prosecutor)).status]).toEqual([path, 404, 403])
    }
    await a.data.api.imports.cancel.mutate(upload)
    expect(await refusal(a.data.api.imports.start.mutate({ ...upload, options: {} }))).toMatchObject({
      code: 'no-such-upload',
    })
  })
})

async function drawModel({ api }: TestPerson): Promise<{ modelId: string; document: GraphDocument }> {
  const { modelId } = await api.models.create.mutate({ title: '看守所超期投送' })
  const { document } = await api.models.open.query({ modelId })
  return { modelId, document }
}
