import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serverError } from './errors.ts'

export interface Listening extends AsyncDisposable {
  readonly port: number
  readonly server: Server
}

export function isLoopback(bind: string): boolean {
  return bind === 'localhost' || bind === '::1' || bind.startsWith('127.')
}

/** Takes the port, before anything else is started. @throws port-in-use, cannot-listen */
export async function listen(
  listener: RequestListener,
  { bind, port }: { bind: string; port: number },
): Promise<Listening> {
  const server = createServer({ requestTimeout: 600_000, headersTimeout: 20_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') reject(serverError('port-in-use', { port }, { cause }))
      else
        reject(
          serverError('cannot-listen', { address: `${bind}:${port}`, detail: cause.code ?? cause.message }, { cause }),
        )
    })
    server.listen({ host: bind, port, exclusive: true }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    server,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
