import type { IncomingMessage, ServerResponse } from 'node:http'
import type { House } from '../api/context.ts'
import { PreviewInput, previewArrow } from '../api/preview.verbs.ts'
import { readJson } from './answers.ts'
import { parse } from './auth.routes.ts'
import { memberOf } from './session-of.ts'

/** A graph document of 5000 nodes is about 3 MB. */
export const documentLimit = 10 * 1024 * 1024

/** First rows of a node's output as an Arrow IPC stream; a refusal is JSON {code, text, data}. */
export async function sendPreview(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const member = await memberOf(house, request)
  const bytes = await previewArrow(member, parse(PreviewInput, await readJson(request, documentLimit)))
  response.writeHead(200, {
    'content-type': 'application/vnd.apache.arrow.stream',
    'content-length': bytes.byteLength,
    'cache-control': 'no-store',
  })
  response.end(bytes)
}
