import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { House } from '../../api/context.ts'
import type { AppRouter } from '../../api/index.ts'
import type { Role } from '../../api/wire.ts'
import { readSettings, type Settings } from '../settings.ts'
import { startServer } from '../start.ts'

export const password = 'a long enough password'

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly house: House
  readonly state: string
  readonly admin: TestPerson
}

export interface TestPerson {
  readonly cookie: string
  readonly api: ReturnType<typeof createTRPCClient<AppRouter>>
  /** A request with the person's cookie and the header of our own pages. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** A real server with a catalogue of its own in a temporary folder, empty but for its first administrator. */
export async function openTestServer(change: Partial<Settings> = {}): Promise<TestServer> {
  const state = await mkdtemp(join(tmpdir(), 'jianmo-server-'))
  const settings = {
    ...readSettings(['--port', '0'], {}),
    stateFolder: join(state, 'state'),
    skipStudio: true,
    skipDemo: true,
    ...change,
  }
  const held = new AsyncDisposableStack()
  const stop = new AbortController()
  try {
    const { url, house, claimPath } = await startServer({ settings, held, signal: stop.signal, say: () => {} })
    const admin = await claim(url, claimPath)
    return {
      url,
      house,
      admin,
      state: settings.stateFolder,
      async [Symbol.asyncDispose]() {
        stop.abort()
        await held.disposeAsync()
        await rm(state, { recursive: true, force: true })
      },
    }
  } catch (cause) {
    await held.disposeAsync()
    throw cause
  }
}

/** Makes the first administrator `admin` with the one-time link, and signs in. */
export async function claim(url: string, claimPath: string | null): Promise<TestPerson> {
  const token = new URL(claimPath ?? '', url).searchParams.get('token')
  await post(url, '/setup/claim', {
    token,
    username: 'admin',
    password,
    name: '省院管理员',
    organization: '省人民检察院',
  })
  return signIn(url, 'admin')
}

export async function signIn(url: string, username: string): Promise<TestPerson> {
  const answer = await post(url, '/auth/sign-in', { username, password })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const headers = { 'x-jianmo': '1', cookie }
  return {
    cookie,
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] }),
    fetch: (path, init = {}) => fetch(url + path, { ...init, headers: { ...headers, ...init.headers } }),
  }
}

/** A district with a prosecutor `<prefix>-prosecutor` and a data administrator `<prefix>-data`, both signed in. */
export async function addDistrict({ url, admin }: Pick<TestServer, 'url' | 'admin'>, name: string, prefix: string) {
  const [province] = await admin.api.admin.organizations.query()
  const { id: organizationId } = await admin.api.admin.createOrganization.mutate({
    name,
    level: 'district',
    parentId: province?.id ?? null,
  })
  const add = async (username: string, role: Role) => {
    await admin.api.admin.createPerson.mutate({ username, password, name: username, roles: [role], organizationId })
    return signIn(url, username)
  }
  return {
    organizationId,
    prosecutor: await add(`${prefix}-prosecutor`, 'prosecutor'),
    data: await add(`${prefix}-data`, 'data-administrator'),
  }
}

async function post(url: string, path: string, body: unknown): Promise<Response> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'x-jianmo': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}
