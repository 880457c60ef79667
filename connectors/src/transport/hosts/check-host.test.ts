import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { canonicalAddress } from './addresses.ts'
import { checkHost, normaliseHostEntry } from './check-host.ts'

const policy = { allowed: ['127.0.0.1:5433', 'court.example:5432', '10.0.0.8:5432'], refused: ['127.0.0.1:6543'] }
const names: Record<string, string[]> = {
  'court.example': ['10.0.0.5'],
  'rebound.example': ['127.0.0.1'],
  'catalogue.example': ['127.0.0.1'],
  localhost: ['127.0.0.1'],
  'two.example': ['10.0.0.8', '10.0.0.9'],
}
const resolve = async (host: string) => names[host] ?? []

describe('checkHost', () => {
  it.each([
    '127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:7f00:0001',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
  ])('knows the listed address in the spelling %s', async (host) => {
    expect(await checkHost({ host, port: 5433 }, policy, resolve)).toMatchObject({ address: '127.0.0.1' })
  })

  it('connects to the address that was checked', async () => {
    expect(await checkHost({ host: 'Court.example', port: 5432 }, policy, resolve)).toEqual({
      host: 'court.example',
      address: '10.0.0.5',
      port: 5432,
    })
  })

  it.each([
    ['127.0.0.1', 5432],
    ['127.0.0.1', 5434],
    ['127.0.0.2', 5433],
    ['localhost', 5432],
    ['0.0.0.0', 5433],
    ['::1', 5433],
    ['::', 5433],
    ['2130706433', 5433],
    ['0177.0.0.1', 5433],
    ['0x7f.1', 5433],
    ['0x7f000001', 5433],
    ['127.1', 5433],
    ['127.0.1', 5433],
    ['017700000001', 5433],
    ['169.254.169.254', 80],
    ['fe80::1', 5432],
    ['10.0.0.5', 5432],
    ['192.168.1.1', 5432],
    ['8.8.8.8', 5432],
    ['two.example', 5432],
    ['/var/run/postgresql', 5432],
    ['a,127.0.0.1', 5433],
    ['user@127.0.0.1', 5433],
    ['127.0.0.1/x', 5433],
    ['127.0.0.1:5433', 5433],
    ['', 5433],
    ['127.0.0.1%eth0', 5433],
    ['court.example', 5433],
    ['court.example', 0],
    ['court.example', 70_000],
    ['court.example', 5432.5],
    ['::ffff:10.0.0.9', 5432],
    ['2002:7f00:1::', 5432],
  ])('refuses %s:%s, which nobody listed', async (host, port) => {
    await expect(checkHost({ host, port }, policy, resolve)).rejects.toMatchObject({
      code: 'host-not-listed',
      text: { zh: expect.any(String), en: expect.any(String) },
    })
  })

  it('refuses a listed name that now points at this machine', async () => {
    const rebound = { allowed: ['rebound.example:5433'], refused: [] }
    await expect(checkHost({ host: 'rebound.example', port: 5433 }, rebound, resolve)).rejects.toMatchObject({
      code: 'host-not-listed',
      data: { address: '127.0.0.1' },
    })
  })

  it('refuses the catalogue by every address of this machine, even if it is listed', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map(({ address }) => address)
      .filter((address) => !address.startsWith('fe80'))
    for (const host of ['127.0.0.1', '127.0.0.9', '::1', '0.0.0.0', '::ffff:127.0.0.1', 'catalogue.example', ...own]) {
      const listed = { allowed: [normaliseHostEntry(host, 6543) ?? ''], refused: ['127.0.0.1:6543'] }
      await expect(checkHost({ host, port: 6543 }, listed, resolve), host).rejects.toMatchObject({
        code: 'host-refused',
      })
    }
  })

  it('accepts localhost when it is listed as localhost', async () => {
    expect(
      (
        await checkHost(
          { host: 'localhost', port: 5433 },
          { allowed: ['localhost:5433', '127.0.0.1:5433', '[::1]:5433'], refused: [] },
        )
      ).port,
    ).toBe(5433)
  })

  it('says that a name does not exist', async () => {
    await expect(
      checkHost({ host: 'nowhere.invalid', port: 5432 }, { allowed: ['nowhere.invalid:5432'], refused: [] }),
    ).rejects.toMatchObject({ code: 'host-not-found' })
  })
})

describe('canonicalAddress', () => {
  it.each([
    ['::FFFF:1.2.3.4', '1.2.3.4'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['FE80::1%eth0', 'fe80::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2002:7f00:1::', '127.0.0.1'],
  ])('writes %s as %s', (address, canonical) => {
    expect(canonicalAddress(address)).toBe(canonical)
  })

  it('writes one entry per host and port', () => {
    expect(normaliseHostEntry('LOCALHOST', 1)).toBe('localhost:1')
    expect(normaliseHostEntry('0:0:0:0:0:0:0:1', 2)).toBe('[::1]:2')
    expect(normaliseHostEntry('a b', 2)).toBeNull()
  })
})
