import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { importBatches } from '../api/import.verbs.ts'
import { sendJson } from './answers.ts'
import { parse } from './auth.routes.ts'
import { memberOf } from './session-of.ts'

/** The landing store stops reading here. */
export const fileLimit = 300 * 1024 * 1024

const Query = z.strictObject({ source: z.uuid(), name: z.string().trim().min(1).max(200) })

/** `POST /files/import?source=<id>&name=<file name>` with the file as body: streamed to the district's private folder,
 * read there, and answered with what was accepted and rejected, one entry per table of the file. */
export async function importFile(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const member = await memberOf(house, request)
  const allowed = ['data-administrator'] as const
  if (!member.session.person.roles.includes(allowed[0])) throw apiError('not-allowed', { roles: allowed })
  if (!/^application\/octet-stream\b/i.test(request.headers['content-type'] ?? '')) throw apiError('only-octets', {})
  const { source: sourceId, name: fileName } = parse(Query, Object.fromEntries(url.searchParams))
  sendJson(response, 200, await importBatches(member, { sourceId, fileName, content: request }))
}
