import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openPostgres, type PostgresProduct } from './session.ts'

/** An AuthenticationRequest of PostgreSQL's protocol 3.0. */
function request(code: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9)
  head.write('R')
  head.writeInt32BE(8 + rest.length, 1)
  head.writeInt32BE(code, 5)
  return Buffer.concat([head, rest])
}

/** As openGauss asks by default: code 10 is its own SHA-256 there, with salt, token and iterations, and SASL in PostgreSQL. */
const sha256 = request(
  10,
  Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from(`${'ab'.repeat(32)}01234567`), Buffer.from([0, 0, 39, 16])]),
)

async function meet(answer: Buffer, product: PostgresProduct) {
  const heard: Buffer[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('data', (data) => heard.push(data))
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const outcome = await openPostgres(
      { product, host: '127.0.0.1', port, database: 'd', user: 'u', password: 'very-secret', ssl: false },
      { network: { allowed: [`127.0.0.1:${port}`], refused: [] }, signal: AbortSignal.timeout(2000) },
    ).catch((cause: unknown) => cause)
    return { outcome, sent: Buffer.concat(heard).toString('latin1') }
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

describe('a server that asks for another login', () => {
  it('is answered with what to ask its administrator for: openGauss and its SHA-256', async () => {
    const { outcome, sent } = await meet(sha256, 'opengauss')
    expect(outcome).toMatchObject({
      code: 'login-method',
      text: {
        zh: expect.stringMatching(/password_encryption_type = 1.*未经实测/),
        en: expect.stringMatching(/password_encryption_type = 1.*not tested here/),
      },
    })
    expect(sent).not.toContain('very-secret')
  })

  it.each([[12], [13], [99]])('does not end this process when it asks for login %d', async (code) => {
    const { outcome } = await meet(request(code, Buffer.from('01234567')), 'kingbase')
    expect(outcome).toMatchObject({ code: 'login-method', text: { zh: expect.stringContaining('sys_hba.conf') } })
  })

  it('gets no password in clear text outside an encrypted connection', async () => {
    const { outcome, sent } = await meet(request(3), 'postgresql')
    expect(outcome).toMatchObject({ code: 'login-method' })
    expect(sent).not.toContain('very-secret')
  })

  it('is an error in words when it speaks another protocol', async () => {
    const { outcome } = await meet(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'postgresql')
    expect(outcome).toMatchObject({ text: { zh: expect.any(String), en: expect.any(String) } })
  })
})
