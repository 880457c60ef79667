import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/** `jmp_<id of the credential>_<256 random bits>`: the prefix lets scanners find a token that leaked into a file. */
const form = /^jmp_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

interface NewToken {
  readonly id: string
  readonly token: string
  readonly secretHash: Buffer
}

export function createToken(): NewToken {
  const id = randomUUID()
  const secret = randomBytes(32).toString('base64url')
  return { id, token: `jmp_${id.replaceAll('-', '')}_${secret}`, secretHash: hashOf(secret) }
}

/** Id and secret of a token; null for any other text. */
export function readToken(token: string): { readonly id: string; readonly secret: string } | null {
  const [, hex, secret] = form.exec(token) ?? []
  if (hex === undefined || secret === undefined) return null
  return { id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret }
}

/** In constant time. */
export function opens(secret: string, secretHash: Buffer): boolean {
  return timingSafeEqual(hashOf(secret), secretHash)
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
