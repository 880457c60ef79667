import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ProductError } from '@jianmo/connectors/words'
import { apiError } from '../api/errors.ts'

/** Headers of every answer: nothing is loaded from, sent to or framed by another origin. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    // Ant Design and Monaco write style elements while they run.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  cookies: readonly string[] = [],
): void {
  if (cookies.length > 0) response.setHeader('set-cookie', [...cookies])
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

const statusOf: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'sign-in-refused': 401,
  'sign-in-locked': 429,
  'not-allowed': 403,
  'cross-site': 403,
  'body-too-large': 413,
  'only-json': 415,
  starting: 503,
  'push-refused': 401,
  'push-too-fast': 429,
  'push-key-reused': 409,
  'push-format': 415,
  'push-too-large': 413,
  'push-too-many-records': 413,
  'attachment-type': 415,
  'attachment-too-large': 413,
  'no-such-attachment': 404,
  unexpected: 500,
}

/** A refusal as JSON {code, text, data}. A bug shows an id; its stack goes to the log under that id. */
export function sendError(response: ServerResponse, cause: unknown): void {
  const error = cause instanceof ProductError ? cause : unexpected(cause)
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { code, text, data } = error
  if (typeof data.seconds === 'number') response.setHeader('retry-after', data.seconds)
  sendJson(response, statusOf[code] ?? (code.endsWith('not-found') ? 404 : 400), { code, text, data })
}

function unexpected(cause: unknown): ProductError {
  const id = randomUUID().slice(0, 8)
  process.stderr.write(`[${id}] ${cause instanceof Error ? cause.stack : String(cause)}\n`)
  return apiError('unexpected', { id })
}

/** A JSON body of at most `limit` bytes. @throws only-json, body-too-large, input-invalid */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw apiError('only-json', {})
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw apiError('body-too-large', { limit: `${Math.round(limit / 1024)} KB` })
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch (cause) {
    throw apiError('input-invalid', { fields: ['JSON'] }, { cause })
  }
}
