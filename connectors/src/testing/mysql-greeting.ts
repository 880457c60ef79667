/** One packet of MySQL's protocol: three bytes of length, its number, its content. */
export function mysqlPacket(sequence: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, sequence]), body])
}

/** The first packet of a server (HandshakeV10) that can do everything, and TLS if it is asked to. */
export function mysqlGreeting({ tls }: { readonly tls: boolean }): Buffer {
  const [low, high] = [tls ? 0xffff : 0xf7ff, 0x0fff]
  return mysqlPacket(
    0,
    Buffer.concat([
      Buffer.from([10]),
      Buffer.from('8.0.36\0'),
      Buffer.from([1, 0, 0, 0]),
      Buffer.from('12345678\0'),
      Buffer.from([low & 255, low >> 8, 45, 2, 0, high & 255, high >> 8, 21]),
      Buffer.alloc(10),
      Buffer.from('123456789012\0'),
      Buffer.from('mysql_native_password\0'),
    ]),
  )
}
