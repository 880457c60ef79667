import { Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectors } from '../src/index.ts'
import { ProductError } from '../src/words/index.ts'
import { hostileNames, hostileSettings, trustedNames } from './hostile-hosts.ts'

const asked = new Map<string, number>()
const attempts: string[] = []

vi.mock('node:dns/promises', () => ({
  lookup: async (host: string) => {
    const answers = hostileNames[host.replace(/\.$/, '')]
    if (!answers) throw Object.assign(new Error(`ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
    const turn = asked.get(host) ?? 0
    asked.set(host, turn + 1)
    return (answers[Math.min(turn, answers.length - 1)] ?? []).map((address) => ({ address, family: 4 }))
  },
}))

const realConnect = Socket.prototype.connect
beforeAll(() => {
  // The socket layer refuses: whatever would be sent is written down and goes nowhere.
  Socket.prototype.connect = function refuse(this: Socket, ...target: unknown[]) {
    attempts.push(JSON.stringify(target))
    process.nextTick(() => this.destroy(Object.assign(new Error('refused by the test'), { code: 'ECONNREFUSED' })))
    return this
  } as typeof realConnect
})
afterAll(() => {
  Socket.prototype.connect = realConnect
})
beforeEach(() => {
  attempts.length = 0
  asked.clear()
})

const network = {
  allowed: [...trustedNames.flatMap((name) => [`${name}:5432`, `${name}:6543`]), '10.1.2.3:5432'],
  refused: ['127.0.0.1:6543'],
}
const inOrder: Readonly<Record<string, unknown>> = {
  host: 'agency.example',
  port: 5432,
  database: 'agency',
  schema: 'public',
  user: 'reader',
  password: 'secret',
  ssl: false,
}
const networked = connectors.filter(({ form }) => form['host'] !== undefined)

describe.each(networked.map((connector) => [connector.kind, connector] as const))('%s', (_, connector) => {
  const settingsOf = (change: Readonly<Record<string, unknown>>) => ({
    ...Object.fromEntries(Object.entries(inOrder).filter(([name]) => connector.form[name])),
    ...change,
  })
  const open = async (change: Readonly<Record<string, unknown>>) => {
    const context = { network, landing: '', signal: new AbortController().signal }
    await using source = await connector.open(settingsOf(change), context)
    await source.tables()
  }

  it('would send to the address that was checked, and only there', async () => {
    await expect(open({})).rejects.toMatchObject({ code: 'source-down' })
    expect(attempts.length).toBeGreaterThan(0)
    for (const attempt of attempts) expect(attempt).toContain('10.1.2.3')
    expect(asked.get('agency.example')).toBe(1)
  })

  it.each(hostileSettings.map(({ why, change }) => [why, change] as const))('refuses %s', async (_why, change) => {
    const parsed = connector.settings.safeParse(settingsOf(change))
    const refusal = await open(change).then(
      () => null,
      (cause: unknown) => cause,
    )
    expect(attempts).toEqual([])
    // Nor is a name server asked about anything that nobody listed.
    expect([...asked.keys()].filter((name) => !trustedNames.includes(name))).toEqual([])
    if (!parsed.success) return
    expect(refusal).toBeInstanceOf(ProductError)
    expect((refusal as ProductError).code).toMatch(/^host-/)
  })
})

it('tries at least forty ways', () => {
  expect(networked.map(({ kind }) => kind)).toContain('postgres')
  expect(new Set(hostileSettings.map(({ change }) => JSON.stringify(change))).size).toBeGreaterThanOrEqual(40)
})
