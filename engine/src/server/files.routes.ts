import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { downloadRejects, importBatches, mendRejects, stageUpload } from '../api/import.verbs.ts'
import { sendJson } from './answers.ts'
import { parse } from './auth.routes.ts'
import { memberOf } from './session-of.ts'

/** The landing store stops reading here. */
export const fileLimit = 300 * 1024 * 1024

const Query = z.strictObject({ source: z.uuid(), name: z.string().trim().min(1).max(200) })
const OfBatch = z.strictObject({ source: z.uuid(), batch: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/) })
const MendQuery = OfBatch.extend({ name: Query.shape.name })

/** `POST /files/import?source=<id>&name=<file name>` with the file as body: streamed to the district's private folder,
 * read there, and answered with what was accepted and rejected, one entry per table of the file. */
export async function importFile(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const upload = await uploadOf(house, request, url)
  sendJson(response, 200, await importBatches(upload.member, upload.file))
}

/** `POST /files/stage?source=<id>&name=<file name>` with the file as body: kept aside for `imports.preview` and
 * `imports.start`, at most 24 hours. Answers a `StagedUpload`. */
export async function stageFile(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const upload = await uploadOf(house, request, url)
  sendJson(response, 200, await stageUpload(upload.member, upload.file))
}

/** `POST /files/rejects?source=<id>&batch=<id>`: the rejected rows as CSV, with columns to mend them in. */
export async function sendRejects(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const member = await dataAdministratorOf(house, request)
  const { source: sourceId, batch: batchId } = parse(OfBatch, Object.fromEntries(url.searchParams))
  const file = await downloadRejects(member, { sourceId, batchId })
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="rejects-${batchId}.csv"`,
    'cache-control': 'no-store',
  })
  await pipeline(Readable.from(file), response)
}

/** `POST /files/mend?source=<id>&batch=<id>&name=<file name>` with a mended file of rejects as body: answers the new batch. */
export async function mendFile(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const member = await dataAdministratorOf(house, request)
  requireOctets(request)
  const { source: sourceId, batch: batchId, name } = parse(MendQuery, Object.fromEntries(url.searchParams))
  sendJson(response, 200, await mendRejects(member, { sourceId, batchId, fileName: name, content: request }))
}

/** @throws not-signed-in, not-allowed, only-octets, input-invalid */
async function uploadOf(house: House, request: IncomingMessage, url: URL) {
  const member = await dataAdministratorOf(house, request)
  requireOctets(request)
  const { source: sourceId, name: fileName } = parse(Query, Object.fromEntries(url.searchParams))
  return { member, file: { sourceId, fileName, content: request } }
}

async function dataAdministratorOf(house: House, request: IncomingMessage) {
  const member = await memberOf(house, request)
  const allowed = ['data-administrator'] as const
  if (!member.session.person.roles.includes(allowed[0])) throw apiError('not-allowed', { roles: allowed })
  return member
}

function requireOctets(request: IncomingMessage): void {
  if (!/^application\/octet-stream\b/i.test(request.headers['content-type'] ?? '')) throw apiError('only-octets', {})
}
