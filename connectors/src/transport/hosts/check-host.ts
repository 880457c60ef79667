import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { connectorError } from '../../errors.ts'
import type { NetworkPolicy } from '../../words/connector.ts'
import { canonicalAddress, isLocalAddress, looksNumeric } from './addresses.ts'

/** Where a connection may go now. Connect to `address`, never again to the name: between two look-ups it may change. */
export interface CheckedHost {
  readonly host: string
  readonly address: string
  readonly port: number
}

export type Resolve = (host: string) => Promise<readonly string[]>

/**
 * Checks a host against the policy, after resolving it, on every connect. Refused: the catalogue, always; everything that
 * no administrator listed as exactly this host:port; a listed name that resolves to this machine or a link-local address
 * (those count only when listed as such an address, or as `localhost`); addresses in decimal, octal or hex disguise.
 * Throws ProductError `host-refused`, `host-not-listed`, `host-not-found`.
 */
export async function checkHost(
  target: { readonly host: string; readonly port: number },
  network: NetworkPolicy,
  resolve: Resolve = resolveHost,
): Promise<CheckedHost> {
  const { port } = target
  const host = target.host.trim().toLowerCase()
  const refuse = (address: string | null) => connectorError('host-not-listed', { host: target.host, port, address })
  if (!isHostName(host) || !Number.isInteger(port) || port < 1 || port > 65_535) throw refuse(null)

  const allowed = network.allowed.map(parseEntry)
  const listedByName = allowed.some((entry) => entry.port === port && entry.host === host)
  // A question to a name server is a packet, too: nobody is asked about a name that no administrator listed.
  if (!isIP(host) && !listedByName) throw refuse(null)
  const addresses = isIP(host) ? [canonicalAddress(host)] : (await resolve(host)).map(canonicalAddress)
  const [first] = addresses
  if (first === undefined) throw connectorError('host-not-found', { host: target.host })

  const refused = await Promise.all(network.refused.map((entry) => resolveEntry(entry, resolve)))
  for (const address of addresses) {
    if (
      refused.some((entry) => entry.port === port && entry.addresses.some((other) => isSameMachine(address, other)))
    ) {
      throw connectorError('host-refused', { host: target.host, port })
    }
    const listedAsAddress = allowed.some((entry) => entry.port === port && entry.host === address)
    const mayBeNamed = !isLocalAddress(address) || host === 'localhost'
    if (!listedAsAddress && !(listedByName && mayBeNamed)) throw refuse(address === host ? null : address)
  }
  return { host, address: first, port }
}

/** `host:port` as an administrator lists it, in one spelling; null if it is not such a pair. */
export function normaliseHostEntry(host: string, port: number): string | null {
  const name = host.trim().toLowerCase()
  if (!isHostName(name) || !Number.isInteger(port) || port < 1 || port > 65_535) return null
  const canonical = isIP(name) ? canonicalAddress(name) : name
  return canonical.includes(':') ? `[${canonical}]:${port}` : `${canonical}:${port}`
}

async function resolveHost(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (cause) {
    throw connectorError('host-not-found', { host }, { cause })
  }
}

/** A plain host name or an address; no user part, path, list, socket folder, or disguised number. */
function isHostName(host: string): boolean {
  if (isIP(host)) return !host.includes('%')
  return (
    /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/.test(host) &&
    !looksNumeric(host)
  )
}

function parseEntry(entry: string): { host: string; port: number } {
  const cut = entry.lastIndexOf(':')
  const host = entry
    .slice(0, cut)
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
  return { host: isIP(host) ? canonicalAddress(host) : host, port: Number(entry.slice(cut + 1)) }
}

async function resolveEntry(entry: string, resolve: Resolve): Promise<{ port: number; addresses: readonly string[] }> {
  const { host, port } = parseEntry(entry)
  if (isIP(host)) return { port, addresses: [host] }
  const addresses = await resolve(host).catch(() => [])
  return { port, addresses: addresses.map(canonicalAddress) }
}

/** The catalogue on loopback is also reached by any other address of this machine. */
function isSameMachine(address: string, other: string): boolean {
  return address === other || (isThisMachine(address) && isThisMachine(other))
}

function isThisMachine(address: string): boolean {
  if (/^(?:127\.|0\.)/.test(address) || address === '::1' || address === '::') return true
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return own.some((entry) => canonicalAddress(entry.address) === address)
}
