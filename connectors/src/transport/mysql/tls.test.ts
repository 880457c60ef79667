import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mysqlGreeting } from '../../testing/mysql-greeting.ts'
import { createSelfSigned, type SelfSigned } from '../../testing/self-signed.ts'
import { openMysql } from './session.ts'

const named = createSelfSigned({ host: 'localhost' })
const addressed = createSelfSigned({ ipv4: '127.0.0.1' })
const elsewhere = createSelfSigned({ host: 'db.example', ipv4: '127.0.0.9' })
const unknown = createSelfSigned({ host: 'localhost', ipv4: '127.0.0.1' })
const before = getCACertificates()

beforeAll(() => setDefaultCACertificates([...before, ...[named, addressed, elsewhere].map((one) => one.certificate)]))
afterAll(() => setDefaultCACertificates(before))

/** Bytes of the packet with which a client asks for TLS; its TLS begins with the next byte, often in the same piece. */
const tlsRequest = 36

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** What the client said inside the encrypted connection before it was cut, and what came of it. */
async function meet(host: string, { key, certificate }: SelfSigned) {
  let inside = ''
  const sockets: Socket[] = []
  const keep = (socket: Socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
  }
  const secure = createTlsServer({ key, cert: certificate }, (socket) => {
    keep(socket)
    socket.on('data', (data) => {
      inside += data.toString('latin1')
      for (const one of sockets) one.destroy()
    })
  })
  const securePort = await listen(secure)
  const front = createServer((socket) => {
    keep(socket)
    socket.write(mysqlGreeting({ tls: true }))
    socket.once('data', (first) => {
      const behind = connect(securePort, '127.0.0.1')
      keep(behind)
      behind.write(first.subarray(tlsRequest))
      socket.pipe(behind).pipe(socket)
    })
  })
  const port = await listen(front)
  const network = { allowed: [`${host}:${port}`], refused: [] }
  const settings = { host, port, database: 'd', user: 'the-reader', password: 'p', ssl: true }
  const outcome = await openMysql(settings, { network, signal: AbortSignal.timeout(5000) }).catch(
    (cause: unknown) => cause,
  )
  for (const socket of sockets) socket.destroy()
  front.close()
  secure.close()
  return { outcome, toldUser: inside.includes('the-reader') }
}

describe('an encrypted MySQL connection', () => {
  it.each([
    ['localhost', named],
    ['127.0.0.1', addressed],
  ])('logs in to %s, whose trusted certificate says so', async (host, certificate) => {
    expect(await meet(host, certificate)).toMatchObject({ toldUser: true, outcome: { code: 'source-down' } })
  })

  it.each([
    ['localhost', 'another host', elsewhere],
    ['127.0.0.1', 'another address', elsewhere],
    ['127.0.0.1', 'localhost only', named],
    ['localhost', 'this host but unknown to us', unknown],
    ['127.0.0.1', 'this address but unknown to us', unknown],
  ])('tells %s nothing when its certificate is for %s', async (host, _, certificate) => {
    expect(await meet(host, certificate)).toMatchObject({ toldUser: false, outcome: { code: 'source-tls' } })
  })
})
