import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { openAttachment } from '@jianmo/connectors/push'
import { z } from 'zod'
import { asCaller, type House } from '../api/context.ts'
import { placeOf } from '../api/sources.verbs.ts'
import { parse } from './auth.routes.ts'
import { memberOf } from './session-of.ts'

const Query = z.strictObject({ source: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** `GET /files/attachment?source=<id>&hash=<SHA-256>`: a download, whatever the file is; the browser shows and runs nothing. */
export async function sendAttachment(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const member = await memberOf(house, request)
  const { source: sourceId, hash } = parse(Query, Object.fromEntries(url.searchParams))
  await asCaller(member, async ({ sources, audit }) => {
    await sources.get(sourceId)
    await audit.write({ action: 'attachments.open', subject: sourceId, data: { hash } })
  })
  const { attachment, fileName, file } = await openAttachment(house.landing.folder(placeOf(member, sourceId)), hash)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName}"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'content-length': attachment.bytes,
    'cache-control': 'no-store',
  })
  await pipeline(file.createReadStream(), response)
}
