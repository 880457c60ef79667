import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectors } from '@jianmo/connectors'
import type { Connector } from '@jianmo/connectors/words'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

/** Nothing else in the house says this, so every place where it turns up is a leak. */
const canary = 'K4narie-密钥-7f3a91c2e8'
const agency = '某县公安局第九支队'
const disguises = [
  Buffer.from(canary, 'utf8'),
  Buffer.from(canary, 'utf16le'),
  Buffer.from(Buffer.from(canary).toString('base64').slice(0, -4)),
  Buffer.from(Buffer.from(canary).toString('hex')),
  Buffer.from(JSON.stringify(canary).slice(1, -1)),
  Buffer.from(encodeURIComponent(canary)),
]
const holdsCanary = (bytes: Buffer) => disguises.some((disguise) => bytes.includes(disguise))

const secretive = connectors.filter(({ secrets }) => secrets.length > 0)
let server: TestServer
let district: Awaited<ReturnType<typeof addDistrict>>
const written: string[] = []
const answers: string[] = []

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  server = await openTestServer()
  district = await addDistrict(server, '甲县人民检察院', 'a')
  await server.admin.api.admin.allowHost.mutate({ host: '127.0.0.1', port: 1 })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  vi.restoreAllMocks()
})

/** Settings that pass the schema: texts for texts, the canary for every secret. */
function settingsOf({ form, secrets }: Connector): Record<string, string | number | boolean> {
  const entries = Object.entries(form).map(([name, { control, choices }]) => {
    if (secrets.includes(name)) return [name, canary] as const
    if (name === 'host') return [name, '127.0.0.1'] as const
    if (control === 'number') return [name, 1] as const
    if (control === 'checkbox') return [name, false] as const
    return [name, choices?.[0]?.value ?? 'agency'] as const
  })
  return Object.fromEntries(entries)
}

async function call(path: string, input: unknown, method: 'GET' | 'POST'): Promise<{ status: number; body: unknown }> {
  const query = method === 'GET' ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
  const answer = await district.data.fetch(`/trpc/${path}${query}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
  })
  const text = `${JSON.stringify([...answer.headers])}${await answer.text()}`
  answers.push(text)
  return { status: answer.status, body: text }
}

describe.each(secretive.map((connector) => [connector.kind, connector] as const))(
  'secrets of %s',
  (kind, connector) => {
    it('are taken, used, and told to nobody', async () => {
      const settings = settingsOf(connector)
      const input = { name: `${kind} 数据源`, kind, agency, settings }
      const { sourceId } = await district.data.api.sources.create.mutate(input)
      for (const path of ['sources.list', 'sources.tables', 'bindings.list', 'session.me'])
        await call(path, path === 'sources.tables' ? { sourceId } : undefined, 'GET')
      // Nobody listens at port 1: the refusal of a source that was opened with the secret.
      expect((await call('sources.test', { sourceId }, 'POST')).body).toContain('failing')
      // Refused by the schema and by the store, with the secret in hand.
      expect(
        (await call('sources.create', { ...input, settings: { ...settings, extra: canary } }, 'POST')).status,
      ).toBe(400)
      expect((await call('sources.create', input, 'POST')).status).toBeGreaterThanOrEqual(400)
      expect(
        (await call('sources.create', { ...input, settings: { ...settings, host: [canary] } }, 'POST')).status,
      ).toBe(400)
      for (const answer of answers) expect(holdsCanary(Buffer.from(answer)), answer).toBe(false)
    })
  },
)

it('leave no trace in what the server writes to its log, its files and its database', async () => {
  expect(secretive.length).toBeGreaterThan(0)
  for (const text of written) expect(holdsCanary(Buffer.from(text)), text).toBe(false)
  const leaks: string[] = []
  let files = 0
  let open = 0
  for (const entry of await readdir(server.state, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    files++
    const bytes = await readFile(join(entry.parentPath, entry.name))
    if (holdsCanary(bytes)) leaks.push(entry.name)
    if (bytes.includes(agency)) open++
  }
  expect(leaks).toEqual([])
  // The whole cluster was looked at, write-ahead log and all: a setting that is no secret is found where it was stored.
  expect(files).toBeGreaterThan(500)
  expect(open).toBeGreaterThan(0)
})
