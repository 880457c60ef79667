import { crc32, deflateRawSync } from 'node:zlib'

/** One file of a package, and the lies that its headers tell. */
export interface ZipPart {
  readonly name: string
  readonly content: string | Buffer
  readonly stored?: boolean
  /** Sizes and checksum stand behind the content, as streaming writers do. */
  readonly descriptor?: boolean
  readonly size?: number
  readonly compressed?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  readonly externalAttributes?: number
  /** The directory points at this offset instead of the part's own. */
  readonly at?: number
  /** Not written: only the directory knows it. */
  readonly absent?: boolean
  readonly packed?: Buffer
}

/** A zip file written by hand, so that it can be like any writer's, or lie. */
export function writeZip(parts: readonly ZipPart[]): Buffer {
  const written: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const data = Buffer.from(part.content)
    const packed = part.packed ?? (part.stored ? data : deflateRawSync(data))
    const name = Buffer.from(part.name)
    const crc = part.crc ?? crc32(data)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE((part.flags ?? 0) | (part.descriptor ? 8 : 0) | 0x800, 2)
    fixed.writeUInt16LE(part.method ?? (part.stored ? 0 : 8), 4)
    fixed.writeUInt32LE(crc, 10)
    fixed.writeUInt32LE(part.compressed ?? packed.length, 14)
    fixed.writeUInt32LE(part.size ?? data.length, 18)
    fixed.writeUInt16LE(name.length, 22)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 0, 'latin1')
    fixed.copy(central, 6)
    central.writeUInt32LE(part.externalAttributes ?? 0, 38)
    central.writeUInt32LE(part.at ?? at, 42)
    directory.push(central, name)
    if (part.absent) continue
    const local = Buffer.from(fixed)
    if (part.descriptor) local.fill(0, 10, 22)
    const behind = Buffer.alloc(part.descriptor ? 16 : 0)
    if (part.descriptor) {
      behind.write('PK\x07\x08', 0, 'latin1')
      behind.writeUInt32LE(crc, 4)
      behind.writeUInt32LE(packed.length, 8)
      behind.writeUInt32LE(data.length, 12)
    }
    const whole = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), local, name, packed, behind])
    written.push(whole)
    at += whole.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...written, list, end])
}
