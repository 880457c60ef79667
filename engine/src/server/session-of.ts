import type { IncomingMessage } from 'node:http'
import { toActor } from '@jianmo/catalog'
import type { House, MemberContext, Session } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { toSignedIn } from '../api/signed-in.ts'

export function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/** Who asks. Read from the database at every request: a disabled person or an ended session is out at once. */
export async function sessionOf(house: House, request: IncomingMessage): Promise<Session | null> {
  if (request.headers.cookie === undefined) return null
  const person = await house.catalog.personOf(toHeaders(request))
  return person === null ? null : { actor: toActor(person), person: toSignedIn(person) }
}

/** @throws not-signed-in */
export async function memberOf(house: House, request: IncomingMessage): Promise<MemberContext> {
  const session = await sessionOf(house, request)
  if (session === null) throw apiError('not-signed-in', {})
  return { house, session }
}
