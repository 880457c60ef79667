import type { AppRouter } from '@jianmo/engine/api'
import { createTRPCClient, httpLink } from '@trpc/client'

/** A signed-in person at the server's public door: the same requests that a browser sends. */
export interface HttpSession {
  readonly api: ReturnType<typeof createTRPCClient<AppRouter>>
  importFile(sourceId: string, fileName: string, bytes: Uint8Array): Promise<void>
}

/** @throws Error with the server's own words if it refuses */
export async function signIn(server: string, username: string, password: string): Promise<HttpSession> {
  const response = await post(server, '/auth/sign-in', { username, password })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const headers = { 'x-jianmo': '1', cookie }
  return {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server}/trpc`, headers })] }),
    async importFile(sourceId, fileName, bytes) {
      const query = new URLSearchParams({ source: sourceId, name: fileName })
      const answer = await fetch(`${server}/files/import?${query}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      })
      await refuse(answer, `/files/import ${fileName}`)
    },
  }
}

/** Makes the first administrator of a new installation with the one-time token. */
export async function claimSetup(
  server: string,
  claim: { token: string; username: string; password: string; name: string; organization: string },
): Promise<void> {
  await post(server, '/setup/claim', claim)
}

async function post(server: string, path: string, body: unknown): Promise<Response> {
  const response = await fetch(server + path, {
    method: 'POST',
    headers: { 'x-jianmo': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await refuse(response, path)
  return response
}

async function refuse(response: Response, path: string): Promise<void> {
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}
