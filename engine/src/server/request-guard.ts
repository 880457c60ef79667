import type { IncomingMessage } from 'node:http'
import { apiError } from '../api/errors.ts'

/** Header that only a page of this origin can set: a cross-site form cannot, a cross-site fetch would need CORS. */
const originHeader = 'x-jianmo'

const loopbackNames = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/

/**
 * Refuses what another site could have caused: every request that changes something, and the subscription stream, whose
 * EventSource cannot send the header and is therefore judged by what the browser says about its origin.
 * @throws cross-site
 */
export function guardRequest(
  request: IncomingMessage,
  { changing, loopback }: { changing: boolean; loopback: boolean },
): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers
  // A page that reached a loopback server under a name of its own (DNS rebinding) is not ours.
  if (loopback && (host === undefined || !loopbackNames.test(host))) throw apiError('cross-site', {})
  if (origin !== undefined && hostOf(origin) !== host) throw apiError('cross-site', {})
  if (site !== undefined && site !== 'same-origin') throw apiError('cross-site', {})
  const marked = request.headers[originHeader] === '1'
  const fromBrowserOfOurs = site === 'same-origin' || origin !== undefined
  if (changing ? !marked : !marked && !fromBrowserOfOurs) throw apiError('cross-site', {})
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
