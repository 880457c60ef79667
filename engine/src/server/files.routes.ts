import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { importBatch } from '../api/import.verbs.ts'
import { sendJson } from './answers.ts'
import { parse } from './auth.routes.ts'
import { memberOf } from './session-of.ts'

const fileLimit = 300 * 1024 * 1024

const Query = z.strictObject({ source: z.uuid(), name: z.string().trim().min(1).max(200) })

/** `POST /files/import?source=<id>&name=<file name>` with the file as body: streamed to the district's private folder,
 * read there, and answered with what was accepted and rejected. Nothing of a refused file stays. */
export async function importFile(house: House, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const member = await memberOf(house, request)
  if (!member.session.person.roles.includes('data-administrator')) throw apiError('not-allowed', { roles: ['data-administrator'] })
  if (!/^application\/octet-stream\b/i.test(request.headers['content-type'] ?? '')) throw apiError('only-octets', {})
  const { source: sourceId, name } = parse(Query, Object.fromEntries(url.searchParams))
  const folder = join(house.folders.landing, member.session.actor.organizationId, 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const path = join(folder, randomUUID())
  try {
    await pipeline(request, limitTo(fileLimit), createWriteStream(path, { mode: 0o600 }))
    // A browser sends the bare name; anything else is cut down to one.
    const fileName = basename(name.replaceAll('\\', '/'))
    sendJson(response, 200, await importBatch(member, { sourceId, fileName, path }))
  } finally {
    await rm(path, { force: true })
  }
}

function limitTo(limit: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) done(apiError('body-too-large', { limit: `${Math.round(limit / 1024 / 1024)} MB` }))
      else done(null, chunk)
    },
  })
}
