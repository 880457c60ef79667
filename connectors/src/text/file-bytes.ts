import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Bytes } from './encoding.ts'

const piece = 1 << 20

/** The bytes of a file in pieces of 1 MB, read anew each time they are gone through: a large file never is in memory. */
export function fileBytes(path: string): Bytes & { readonly size: number } {
  return {
    size: statSync(path).size,
    *[Symbol.iterator]() {
      const descriptor = openSync(path, 'r')
      try {
        for (;;) {
          const buffer = Buffer.allocUnsafe(piece)
          const read = readFully(descriptor, buffer)
          if (read > 0) yield buffer.subarray(0, read)
          if (read < piece) return
        }
      } finally {
        closeSync(descriptor)
      }
    },
  }
}

function readFully(descriptor: number, buffer: Buffer): number {
  let got = 0
  while (got < buffer.length) {
    const count = readSync(descriptor, buffer, got, buffer.length - got, null)
    if (count === 0) break
    got += count
  }
  return got
}
