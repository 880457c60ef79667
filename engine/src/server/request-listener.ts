import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { appRouter } from '../api/app.router.ts'
import type { ApiContext, House } from '../api/context.ts'
import { apiError } from '../api/errors.ts'
import { securityHeaders, sendError, sendJson } from './answers.ts'
import { sendAttachment } from './attachments.routes.ts'
import { claimSetup, signIn, signOut } from './auth.routes.ts'
import { importFile, mendFile, sendRejects, stageFile } from './files.routes.ts'
import { answerPush } from './push.routes.ts'
import { guardRequest } from './request-guard.ts'
import { documentLimit, sendPreview } from './rows.routes.ts'
import { sessionOf } from './session-of.ts'
import { sendStatic } from './static-files.ts'

export interface ListenerOptions {
  /** Null while the server is still starting. */
  readonly house: () => House | null
  readonly studioFolder: string
  /** Bound to loopback: only loopback names are answered. */
  readonly loopback: boolean
}

type Route = (house: House, request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

const postRoutes: Readonly<Record<string, Route>> = {
  '/auth/sign-in': signIn,
  '/auth/sign-out': signOut,
  '/setup/claim': claimSetup,
  '/files/import': importFile,
  '/files/stage': stageFile,
  '/files/rejects': sendRejects,
  '/files/mend': mendFile,
  '/arrow/preview': sendPreview,
}

const getRoutes: Readonly<Record<string, Route>> = {
  '/files/attachment': sendAttachment,
}

/** All of the server's addresses: the API, a few plain routes, and the built studio for everything else. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    answer(options, request, response).catch((cause: unknown) => sendError(response, cause))
  }
}

async function answer(options: ListenerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://server')
  const { pathname } = url
  const { loopback } = options
  const house = options.house()
  if (pathname === '/health')
    return sendJson(response, house === null ? 503 : 200, { status: house === null ? 'starting' : 'ok' })

  if (pathname.startsWith('/push/')) return answerPush(house, request, response, url)

  const isApi = pathname.startsWith('/trpc/') || pathname === '/trpc'
  const routes = request.method === 'GET' ? getRoutes : postRoutes
  const isRoute = pathname in postRoutes || pathname in getRoutes
  if (isApi || isRoute) {
    guardRequest(request, { changing: request.method !== 'GET', loopback })
    if (house === null) throw apiError('starting', {})
    if (isApi) return answerApi(house, request, response, pathname)
    const route = routes[pathname]
    if (route === undefined) throw apiError('not-found', { what: pathname })
    return route(house, request, response, url)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') throw apiError('not-found', { what: pathname })
  return sendStatic(response, options.studioFolder, pathname, request.method === 'HEAD')
}

async function answerApi(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  // tRPC would also take forms and raw bytes as mutations, which another site's form can send.
  if (request.method === 'POST' && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw apiError('only-json', {})
  response.setHeader('cache-control', 'no-store')
  await nodeHTTPRequestHandler({
    router: appRouter,
    path: pathname.slice('/trpc/'.length),
    req: request,
    res: response,
    allowMethodOverride: true,
    maxBodySize: documentLimit,
    createContext: async (): Promise<ApiContext> => ({ house, session: await sessionOf(house, request) }),
  })
}
