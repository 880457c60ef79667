import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PushAccess } from '@jianmo/catalog'
import { exclusively } from '@jianmo/connectors/landing'
import {
  appendPush,
  declaredTables,
  findAttachment,
  listUnreported,
  markReported,
  type PushFormat,
  type PushStamp,
  pushBatchId,
  readPush,
  receiveAttachment,
  receiveBatch,
} from '@jianmo/connectors/push'
import type { House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { sendError, sendJson } from './answers.ts'
import { createPlaces, createRateLimit } from './rate-limit.ts'

const limits = { bytes: 16 * 1024 * 1024, records: 50_000 }
const largestAttachment = 50 * 1024 * 1024
const answeredRejects = 1000

/** Of one credential. */
const pushes = createRateLimit({ perSecond: 50, burst: 100 })
/** Of one address without a valid credential: nothing can be guessed, but every try asks the database. */
const refusals = createRateLimit({ perSecond: 1, burst: 30 })

/** Bodies that arrive at the same time, of one credential and of all. */
const arriving = createPlaces({ each: 8, all: 24 })

const pathForm = /^\/push\/([0-9a-f-]{36})\/([^/]{1,1000})$/
const bearer = /^Bearer +([\x21-\x7e]{1,200})$/i
const keyForm = /^[\x21-\x7e]{1,200}$/

/**
 * `POST /push/<source>/<table>` and `POST /push/<source>/attachments`: what an agency sends with its credential. Cookies mean
 * nothing here, so another site's page can cause nothing. Without a valid credential of just this source every answer is
 * the same, whether the source exists or not.
 */
export async function answerPush(
  house: House | null,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    if (house === null) throw apiError('starting', {})
    const { access, target } = await admit(house, request, url)
    if (!arriving.enter(access.credentialId)) throw apiError('push-too-fast', { seconds: 1 })
    try {
      if (target === 'attachments') await takeAttachment(house, { request, response, access })
      else await takeBatch(house, { request, response, access }, target)
    } finally {
      arriving.leave(access.credentialId)
    }
  } catch (cause) {
    // The sender hung up: there is nobody to answer, and nothing was kept.
    if (request.destroyed && !request.complete) return
    await readAway(request)
    response.setHeader('connection', 'close')
    sendError(response, cause)
  }
}

interface Admitted {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly access: PushAccess
}

/** @throws push-refused, push-too-fast */
async function admit(house: House, request: IncomingMessage, url: URL) {
  const [, sourceId, name] = pathForm.exec(url.pathname) ?? []
  const [, token] = bearer.exec(request.headers.authorization ?? '') ?? []
  const access = token === undefined ? null : await house.catalog.system((system) => system.pushAccess(token))
  const target = decoded(name)
  if (access === null || access.sourceId !== sourceId || target === null || request.method !== 'POST') {
    const seconds = refusals.take(request.socket.remoteAddress ?? '')
    throw seconds > 0 ? apiError('push-too-fast', { seconds }) : apiError('push-refused', {})
  }
  const seconds = pushes.take(access.credentialId)
  if (seconds > 0) throw apiError('push-too-fast', { seconds })
  return { access, target }
}

function decoded(name: string | undefined): string | null {
  try {
    return name === undefined ? null : decodeURIComponent(name).normalize('NFC')
  } catch {
    return null
  }
}

async function takeBatch(house: House, { request, response, access }: Admitted, target: string): Promise<void> {
  const tables = declaredTables(access.settings)
  const table = tables.find(({ name }) => name.normalize('NFC') === target)
  if (table === undefined) {
    throw apiError('push-table-not-found', { table: target.slice(0, 80), tables: tables.map(({ name }) => name) })
  }
  const format = formatOf(request)
  const idempotencyKey = keyOf(request)
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) {
    throw apiError('body-too-large', { limit: `${limits.bytes / 1024 ** 2} MB` })
  }
  const landing = house.landing.folder(access)
  const hasAttachment = async (hash: string) => (await findAttachment(landing, hash)) !== null
  const received = await receiveBatch(request, { table, format, limits, hasAttachment })
  if (received.posted === 0) throw apiError('push-empty', {})
  const { credentialId } = access
  const { stamp, repeated } = await appendPush(landing, { table, received, credentialId, idempotencyKey })
  await reportPushes(house, access)
  if (repeated) response.setHeader('idempotent-replay', 'true')
  sendJson(response, 200, await answerOf(landing, stamp))
}

/** Read back from the disk, so that a repeated push is answered as the first one was. */
async function answerOf(landing: string, stamp: PushStamp) {
  const { sequence, table, receivedAt, posted, accepted, deleted, rejected } = stamp
  const entries = rejected === 0 ? [] : await readPush(landing, sequence)
  const rejects = entries
    .flatMap((entry) => (entry.kind === 'reject' ? [entry] : []))
    .slice(0, answeredRejects)
    .map(({ index, column, reason }) => ({ index, column, reason }))
  return { batch: pushBatchId(sequence), table, receivedAt, posted, accepted, deleted, rejected, rejects }
}

/**
 * Tells the catalogue of every batch that it was not told of: an entry in the trail, the source's health, the credential's
 * use. The batch is on the disk by then, so that a batch without its entry is told of at the next chance.
 */
async function reportPushes(
  house: House,
  { organizationId, sourceId }: Pick<PushAccess, 'organizationId' | 'sourceId'>,
): Promise<void> {
  const landing = house.landing.folder({ organizationId, sourceId })
  await exclusively(`report ${landing}`, async () => {
    for (const stamp of await listUnreported(landing)) {
      const { sequence, table, posted, accepted, deleted, rejected, hash, credentialId } = stamp
      const batch = pushBatchId(sequence)
      const problem = accepted === 0 && posted > 0 ? apiError('push-all-rejected', { table, posted }).text : null
      const data = { batch, table, posted, accepted, deleted, rejected, hash, credential: credentialId }
      await house.catalog.system((system) =>
        system.recordDelivery({
          organizationId,
          sourceId,
          entry: { action: 'sources.push', data },
          health: problem === null ? 'ok' : 'failing',
          healthText: problem,
          credentialId,
          received: accepted > 0,
        }),
      )
      await markReported(landing, sequence)
    }
  })
}

/** At the start: batches that an ended process kept without telling the catalogue. */
export async function reportAllPushes(house: House): Promise<void> {
  const sources = await house.catalog.system((system) => system.deliverySources('push'))
  for (const { id: sourceId, organizationId } of sources) await reportPushes(house, { organizationId, sourceId })
}

async function takeAttachment(house: House, { request, response, access }: Admitted): Promise<void> {
  if (request.headers['content-encoding'] !== undefined) throw apiError('push-format', {})
  const { organizationId, sourceId, credentialId } = access
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  const declared = request.headers['x-sha256']
  const attachment = await receiveAttachment(house.landing.folder(access), {
    content: request,
    hash: typeof declared === 'string' ? declared : '',
    type: type.trim().toLowerCase(),
    credentialId,
    largest: largestAttachment,
  })
  const { hash, bytes, receivedAt } = attachment
  await house.catalog.system((system) =>
    system.recordDelivery({
      organizationId,
      sourceId,
      entry: { action: 'sources.push-attachment', data: { hash, bytes, credential: credentialId } },
      health: 'ok',
      healthText: null,
      credentialId,
      received: true,
    }),
  )
  sendJson(response, 200, { hash, bytes, type: attachment.type, receivedAt })
}

/** @throws push-format */
function formatOf(request: IncomingMessage): PushFormat {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(one)?.[1])
    .find((one) => one !== undefined)
  const format = formats[type.trim()]
  const plain = request.headers['content-encoding'] === undefined && (charset === undefined || charset === 'utf-8')
  if (format === undefined || !plain) throw apiError('push-format', {})
  return format
}

const formats: Readonly<Record<string, PushFormat>> = {
  'application/x-ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/json': 'array',
}

/** @throws push-key-invalid */
function keyOf(request: IncomingMessage): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !keyForm.test(key)) throw apiError('push-key-invalid', {})
  return key
}

/** A sender that is cut off in the middle of its body does not hear the answer: a little of the rest is read away. */
async function readAway(request: IncomingMessage): Promise<void> {
  if (request.complete) return
  await new Promise<void>((resolve) => {
    const enough = setTimeout(resolve, 1000)
    const done = () => {
      clearTimeout(enough)
      resolve()
    }
    request.once('end', done)
    request.once('close', done)
    request.resume()
  })
}
