import { isIP } from 'node:net'

/** One spelling per address: IPv6 in short form, IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4) as that IPv4 address. */
export function canonicalAddress(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  if (isIP(plain) !== 6) return plain
  const groups = groupsOf(plain)
  const tail = () => ipv4Of(groups[6] ?? 0, groups[7] ?? 0)
  const zeros = (to: number) => groups.slice(0, to).every((group) => group === 0)
  if (zeros(5) && groups[5] === 0xffff) return tail()
  if (zeros(6) && (groups[6] !== 0 || (groups[7] ?? 0) > 1)) return tail()
  if (groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return tail()
  if (groups[0] === 0x2002) return ipv4Of(groups[1] ?? 0, groups[2] ?? 0)
  return new URL(`http://[${plain}]/`).hostname.slice(1, -1)
}

/** This machine or its own wire: loopback, unspecified, link-local (IPv4 metadata services among them), multicast. */
export function isLocalAddress(address: string): boolean {
  if (isIP(address) === 4) return /^(?:0|127|22[4-9]|23\d|255)\./.test(address) || address.startsWith('169.254.')
  return address === '::1' || address === '::' || /^(?:fe[89ab]|ff)/.test(address)
}

/** What the C library would read as an address although it does not look like one: `2130706433`, `0177.0.0.1`, `0x7f.1`. */
export function looksNumeric(host: string): boolean {
  return /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i.test(host)
}

function groupsOf(address: string): number[] {
  const withoutDots = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const hex = (high: string, low: string) => ((Number(high) << 8) | Number(low)).toString(16)
    return `${hex(a, b)}:${hex(c, d)}`
  })
  const [head = '', tail] = withoutDots.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right].map((group) => Number.parseInt(group, 16))
}

function ipv4Of(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
