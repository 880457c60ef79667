import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { demoPassword } from '../api/admin.verbs.ts'
import type { House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { toSignedIn } from '../api/signed-in.ts'
import { readJson, sendJson } from './answers.ts'
import { toHeaders } from './session-of.ts'

const bodyLimit = 16 * 1024

const Credentials = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) })

const Claim = z.strictObject({
  token: z.string().min(1).max(200),
  username: z.string().trim().min(2).max(60),
  password: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(80),
  organization: z.string().trim().min(1).max(80),
})

export async function signIn(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const credentials = parse(Credentials, await readJson(request, bodyLimit))
  const { person, cookies } = await house.catalog.signIn({ ...credentials, ip: request.socket.remoteAddress ?? '' })
  sendJson(response, 200, toSignedIn(person), cookies)
}

export async function signOut(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cookies } = await house.catalog.auth.signOut(toHeaders(request))
  sendJson(response, 200, null, cookies)
}

/** The first administrator of a new installation, by the one-time link that the server printed. */
export async function claimSetup(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const claim = parse(Claim, await readJson(request, bodyLimit))
  if (!house.demo && claim.password === demoPassword) throw apiError('demo-password-outside-demo', {})
  const person = await house.catalog.claimFirstAdministrator(claim)
  sendJson(response, 200, toSignedIn(person))
}

export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]
  throw apiError('input-invalid', { fields }, { cause: parsed.error })
}
