import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestPerson } from './test-server.ts'

export const inmates = '在押人员(编号*, 姓名, 照片@)'

/** A push source of the person's district with a credential. */
export async function createPushSource(data: TestPerson, name = '看守所推送') {
  const settings = { tables: inmates }
  const { sourceId } = await data.api.sources.create.mutate({ name, kind: 'push', agency: '看守所', settings })
  const { credential, token } = await data.api.sources.credentials.create.mutate({ sourceId, label: '一号机' })
  return { sourceId, credential, token }
}

export interface PushAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly code?: string
    readonly batch?: string
    readonly posted?: number
    readonly accepted?: number
    readonly rejected?: number
    readonly deleted?: number
    readonly rejects?: readonly { readonly index: number }[]
  } & Readonly<Record<string, unknown>>
}

/** Posts as an agency does: no cookie, no header of our pages. */
export async function post(
  url: string,
  token: string | null,
  init: RequestInit & { key?: string },
): Promise<PushAnswer> {
  const { key, headers, ...rest } = init
  const answer = await fetch(url, {
    method: 'POST',
    ...rest,
    headers: {
      'content-type': 'application/x-ndjson',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(headers as Record<string, string>),
    },
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as PushAnswer['body'] }
}

/** The owner's connection to the catalogue of a state folder, to look at what the server itself may not read. */
export async function openCatalogue(state: string): Promise<Client> {
  const { superuserPassword, port } = JSON.parse(readFileSync(join(state, 'catalog.json'), 'utf8')) as {
    readonly superuserPassword: string
    readonly port: number
  }
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: superuserPassword,
    database: 'jianmo',
  })
  await client.connect()
  return client
}
