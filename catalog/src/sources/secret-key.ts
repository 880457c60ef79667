import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { catalogError } from '../errors.ts'

/** Seals what must not be readable in the database or its dumps. The key lies outside both. */
export interface SecretKey {
  /** AES-256-GCM; `place` is bound to the text, so that a sealed value cannot be moved to another row. */
  seal(text: string, place: string): Buffer
  /** @throws secret-unreadable */
  open(sealed: Buffer, place: string): string
  /** A key for another purpose, e.g. to sign cookies. */
  derive(purpose: string): string
}

const formatVersion = 1

/** Reads `secret.key` (32 random bytes, 0600), or makes it at the first boot. @throws secret-key-damaged */
export function openSecretKey(stateFolder: string): SecretKey {
  const file = join(stateFolder, 'secret.key')
  const root = readOrMake(file)
  if (root.length !== 32) throw catalogError('secret-key-damaged', { file })
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', root, '', `jianmo.${purpose}`, 32))
  const sealing = derive('sources')
  return {
    seal(text, place) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([formatVersion]), iv, cipher.getAuthTag(), body])
    },
    open(sealed, place) {
      try {
        if (sealed[0] !== formatVersion) throw new Error(`unknown format ${sealed[0]}`)
        const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13), { authTagLength: 16 })
        decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(13, 29))
        return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw catalogError('secret-unreadable', {}, { cause })
      }
    },
    derive: (purpose) => derive(purpose).toString('base64url'),
  }
}

function readOrMake(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o711 })
  const made = randomBytes(32)
  const descriptor = openSync(file, 'wx', 0o600)
  writeSync(descriptor, made)
  fsyncSync(descriptor)
  closeSync(descriptor)
  return made
}
