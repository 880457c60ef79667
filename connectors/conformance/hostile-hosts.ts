/** What a hostile or careless person types as the address or the settings of a source. */
export interface HostileSettings {
  readonly why: string
  /** Laid over settings that would be in order. */
  readonly change: Readonly<Record<string, unknown>>
}

/** Names and what the resolver of the test says to them, call by call: the last answer stays. */
export const hostileNames: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'agency.example': [['10.1.2.3']],
  'loopback.example': [['127.0.0.1']],
  'loopback6.example': [['::1']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'metadata.example': [['169.254.169.254']],
  'catalogue.example': [['127.0.0.1']],
  'mixed.example': [['10.1.2.3', '127.0.0.1']],
  'neighbour.example': [['10.1.2.4']],
  'link-local.example': [['fe80::1']],
  'unspecified.example': [['0.0.0.0']],
  'multicast.example': [['224.0.0.1']],
  localhost: [['127.0.0.1']],
}

/** Listed in the test's policy: names that an administrator trusted before their answers turned hostile. */
export const trustedNames = Object.keys(hostileNames).filter(
  (name) => !['neighbour.example', 'localhost'].includes(name),
)

const host = (value: string, why: string): HostileSettings => ({ why, change: { host: value } })

export const hostileSettings: readonly HostileSettings[] = [
  // Addresses that nobody listed
  host('127.0.0.1', 'loopback'),
  host('127.8.9.10', 'loopback, another of its 16 million addresses'),
  host('localhost', 'loopback by name'),
  host('LOCALHOST', 'loopback in capitals'),
  host('localhost.', 'loopback with the root dot'),
  host('0.0.0.0', 'unspecified: this machine'),
  host('::', 'unspecified, IPv6'),
  host('::1', 'loopback, IPv6'),
  host('0:0:0:0:0:0:0:1', 'loopback, IPv6 in full'),
  host('::ffff:127.0.0.1', 'loopback mapped into IPv6'),
  host('::ffff:7f00:1', 'the same in hexadecimal'),
  host('::127.0.0.1', 'loopback as IPv4-compatible IPv6'),
  host('64:ff9b::7f00:1', 'loopback through NAT64'),
  host('2002:7f00:1::', 'loopback through 6to4'),
  host('10.0.0.1', 'private range 10/8'),
  host('172.16.0.1', 'private range 172.16/12'),
  host('192.168.0.1', 'private range 192.168/16'),
  host('100.64.0.1', 'carrier-grade NAT'),
  host('fd00::1', 'unique local IPv6'),
  host('fe80::1', 'link-local IPv6'),
  host('fe80::1%eth0', 'link-local with a zone'),
  host('169.254.169.254', 'metadata service of clouds'),
  host('::ffff:a9fe:a9fe', 'the same mapped into IPv6'),
  host('100.100.100.200', 'metadata service of Aliyun'),
  host('224.0.0.1', 'multicast'),
  host('255.255.255.255', 'broadcast'),
  host('8.8.8.8', 'a public address'),
  // Addresses in disguise
  host('2130706433', 'loopback in decimal'),
  host('017700000001', 'loopback in octal'),
  host('0177.0.0.1', 'octal parts'),
  host('0x7f000001', 'hexadecimal'),
  host('0x7f.0.0.1', 'hexadecimal parts'),
  host('127.1', 'short form'),
  host('127.0.1', 'short form of three'),
  host('１２７.０.０.１', 'full-width digits'),
  host('127。0。0。1', 'ideographic full stops'),
  host('①②⑦.⓪.⓪.①', 'circled digits'),
  // More than a host
  host('10.1.2.3,127.0.0.1', 'a list of hosts'),
  host('agency.example:5432', 'a port in the host'),
  host('root@agency.example', 'a user in the host'),
  host('agency.example/agency?host=127.0.0.1', 'a path and an option in the host'),
  host('agency.example host=127.0.0.1', 'an option after a blank'),
  host('agency.example\u0000.evil', 'NUL in the host'),
  host('agency.example\r\nSTARTTLS', 'line ends in the host'),
  host('/var/run/postgresql', 'a socket folder'),
  host('@abstract', 'an abstract socket'),
  host('\\\\server\\pipe\\mysql', 'a named pipe'),
  host('file:///etc/passwd', 'a file'),
  host('postgres://root@127.0.0.1/x', 'a connection string'),
  host('[::1]', 'brackets'),
  host('', 'nothing'),
  host(' ', 'a blank'),
  host('a'.repeat(254), 'a name longer than any'),
  // Names that an administrator listed and that now lead elsewhere
  host('loopback.example', 'a listed name that leads to this machine'),
  host('loopback6.example', 'the same in IPv6'),
  host('mapped.example', 'the same mapped'),
  host('metadata.example', 'a listed name that leads to the metadata service'),
  host('link-local.example', 'a listed name that leads to the own wire'),
  host('unspecified.example', 'a listed name that leads to 0.0.0.0'),
  host('multicast.example', 'a listed name that leads to everybody'),
  host('mixed.example', 'a listed name with one good and one hostile address'),
  host('neighbour.example', 'a name nobody listed, near one that is'),
  { why: 'the catalogue, by a listed name', change: { host: 'catalogue.example', port: 6543 } },
  // Ports
  { why: 'another port of a listed host', change: { port: 22 } },
  { why: 'port 0', change: { port: 0 } },
  { why: 'a port beyond 16 bits that wraps to a listed one', change: { port: 65_536 + 5432 } },
  { why: 'a port as text', change: { port: '5432' } },
  { why: 'a broken port', change: { port: 5432.5 } },
  // Options that no form has
  { why: 'a connection string beside the fields', change: { connectionString: 'postgres://127.0.0.1/x' } },
  { why: 'startup options of PostgreSQL', change: { options: '-c default_transaction_read_only=off' } },
  { why: 'a socket beside the host', change: { socketPath: '/tmp/mysql.sock' } },
  { why: 'several statements at once', change: { multipleStatements: true } },
  { why: 'reading local files (LOAD DATA LOCAL)', change: { flags: '+LOCAL_FILES' } },
  { why: 'a plugin', change: { authPlugins: {} } },
  { why: 'a prototype', change: JSON.parse('{"__proto__":{"host":"127.0.0.1"},"constructor":1}') },
  { why: 'an object where the host should be', change: { host: { toString: '127.0.0.1' } } },
  { why: 'a list where the host should be', change: { host: ['10.1.2.3'] } },
  { why: 'NUL in the user, which ends it on the wire', change: { user: 'reader\u0000options\u0000-c x=y' } },
  { why: 'NUL in the database', change: { database: 'agency\u0000user\u0000postgres' } },
  { why: 'NUL in the password', change: { password: 'x\u0000y' } },
  { why: 'line ends in the database', change: { database: 'agency\nSET' } },
]
