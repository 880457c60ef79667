import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { mysqlGreeting, mysqlPacket } from '../../testing/mysql-greeting.ts'
import { openMysql } from './session.ts'

/** What a hostile server says to each packet of its client, in turn; null says nothing and waits. */
type Script = readonly (Buffer | null)[]

const packet = mysqlPacket
const greeting = mysqlGreeting({ tls: false })
const ok = (sequence: number) => packet(sequence, Buffer.from([0, 0, 0, 2, 0, 0, 0]))
const switchTo = (plugin: string) => packet(2, Buffer.concat([Buffer.from([0xfe]), Buffer.from(`${plugin}\0abc\0`)]))

/** Asks one question of a server that follows the script; what came of it, and all that the client sent. */
async function meet(script: Script, signal: AbortSignal = new AbortController().signal) {
  const heard: Buffer[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    const answers = [...script]
    const next = () => {
      const answer = answers.shift()
      if (answer) socket.write(answer)
    }
    socket.on('data', (data) => {
      heard.push(data)
      next()
    })
    socket.on('error', () => undefined)
    next()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const settings = { host: '127.0.0.1', port, database: 'd', user: 'u', password: 'very-secret', ssl: false }
    const network = { allowed: [`127.0.0.1:${port}`], refused: [] }
    const outcome = await openMysql(settings, { network, signal }).then(
      async (session) => {
        await session[Symbol.asyncDispose]()
        return 'opened'
      },
      (cause: unknown) => cause,
    )
    return { outcome, sent: Buffer.concat(heard).toString('latin1'), connections: sockets.length }
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

describe('a hostile MySQL server', () => {
  it('gets no password in clear text, and is told which login would do', async () => {
    const { outcome, sent } = await meet([greeting, switchTo('mysql_clear_password')])
    expect(outcome).toMatchObject({ code: 'login-method', data: { detail: 'mysql_clear_password' } })
    expect(sent).not.toContain('very-secret')
  })

  it.each(['dialog', 'toString', '__proto__'])('cannot make us use the login method %s', async (plugin) => {
    const { outcome, sent } = await meet([greeting, switchTo(plugin)])
    expect(outcome).toMatchObject({ code: 'login-method' })
    expect(sent).not.toContain('very-secret')
  })

  it('gets no file of ours when it asks for one instead of answering', async () => {
    const { outcome, sent } = await meet([
      greeting,
      ok(2),
      packet(1, Buffer.concat([Buffer.from([0xfb]), Buffer.from('/etc/hostname')])),
      ok(3),
    ])
    expect(outcome).toMatchObject({ code: 'source-failed' })
    expect(sent.slice(-4)).toBe('\0\0\0\x02')
    const localFiles = 128
    expect(Buffer.from(sent, 'latin1').readUInt32LE(4) & localFiles).toBe(0)
  })

  it.each<[string, Buffer]>([
    ['garbage', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a packet that promises 16 MB', Buffer.from([255, 255, 255, 0, 10])],
    ['an error', packet(0, Buffer.concat([Buffer.from([0xff, 0x10, 0x04]), Buffer.from('Too many connections')]))],
  ])('is an error in words and ends nothing when it says %s', async (_, bytes) => {
    const { outcome } = await meet([bytes], AbortSignal.timeout(1500))
    expect(outcome).toMatchObject({ text: { zh: expect.any(String), en: expect.any(String) } })
  })

  it('is left when it greets and then says nothing', async () => {
    const { outcome } = await meet([greeting, null], AbortSignal.timeout(400))
    expect(outcome).toMatchObject({ code: 'source-timeout' })
  })
})
