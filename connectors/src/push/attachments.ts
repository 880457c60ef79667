import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'

/** A file that an agency pushed. It is given out as a download only, never shown or run. */
export interface Attachment {
  /** SHA-256 (hex): its name, and how records refer to it. */
  readonly hash: string
  readonly bytes: number
  readonly type: AttachmentType
  readonly receivedAt: string
  readonly credentialId: string
}

export type AttachmentType = keyof typeof types

/** What is taken, with the bytes that such a file begins with. */
const types = {
  'image/jpeg': { ending: '.jpg', begins: [0xff, 0xd8, 0xff] },
  'image/png': { ending: '.png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  'application/pdf': { ending: '.pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
} as const satisfies Readonly<Record<string, { ending: string; begins: readonly number[] }>>

export const attachmentTypes = Object.keys(types) as readonly AttachmentType[]

const hashForm = /^[0-9a-f]{64}$/

export interface NewAttachment {
  readonly content: AsyncIterable<Uint8Array>
  /** As the sender declared them. */
  readonly hash: string
  readonly type: string
  readonly credentialId: string
  readonly largest: number
}

/**
 * Streams a file into `<landing>/attachments/<hash>`. It is on the disk when this returns; the same file again is the same
 * attachment. @throws attachment-type, attachment-hash-wrong, attachment-too-large
 */
export async function receiveAttachment(landing: string, upload: NewAttachment): Promise<Attachment> {
  const { hash, credentialId } = upload
  const type = attachmentTypes.find((each) => each === upload.type)
  if (type === undefined) throw connectorError('attachment-type', { type: upload.type, types: attachmentTypes })
  if (!hashForm.test(hash)) throw connectorError('attachment-hash-wrong', {})
  const earlier = await findAttachment(landing, hash)
  const home = join(landing, 'attachments')
  await mkdir(home, { recursive: true, mode: 0o700 })
  const aside = join(home, `.aside-${process.pid}-${randomBytes(6).toString('hex')}`)
  try {
    const bytes = await receive(aside, upload, types[type].begins)
    if (earlier !== null) return earlier
    const attachment: Attachment = { hash, bytes, type, receivedAt: new Date().toISOString(), credentialId }
    const stamp = join(home, `${hash}.json`)
    // The content first: a stamp always has its content.
    await rename(aside, join(home, hash))
    await writeFile(`${aside}.json`, JSON.stringify(attachment), { flag: 'wx', mode: 0o600, flush: true })
    await rename(`${aside}.json`, stamp)
    await using folder = await open(home, 'r')
    await folder.sync()
    return attachment
  } finally {
    await rm(aside, { force: true })
  }
}

/** Null if it was not received. */
export async function findAttachment(landing: string, hash: string): Promise<Attachment | null> {
  if (!hashForm.test(hash)) return null
  try {
    return JSON.parse(await readFile(join(landing, 'attachments', `${hash}.json`), 'utf8')) as Attachment
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}

/** An attachment and its content. @throws no-such-attachment */
export async function openAttachment(
  landing: string,
  hash: string,
): Promise<{ readonly attachment: Attachment; readonly fileName: string; readonly file: FileHandle }> {
  const attachment = await findAttachment(landing, hash)
  if (attachment === null) throw connectorError('no-such-attachment', {})
  const file = await open(join(landing, 'attachments', hash), constants.O_RDONLY | constants.O_NOFOLLOW)
  return { attachment, fileName: `${hash.slice(0, 16)}${types[attachment.type].ending}`, file }
}

async function receive(path: string, upload: NewAttachment, begins: readonly number[]): Promise<number> {
  const { content, largest } = upload
  await using file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  for await (const piece of content) {
    bytes += piece.byteLength
    if (bytes > largest)
      throw connectorError('attachment-too-large', { limit: `${Math.round(largest / 1024 ** 2)} MB` })
    if (head.length < begins.length) {
      head = Buffer.concat([head, piece]).subarray(0, begins.length)
      if (head.length === begins.length && !head.equals(Buffer.from(begins))) throw notThatType(upload.type)
    }
    hash.update(piece)
    await file.write(piece)
  }
  if (head.length < begins.length) throw notThatType(upload.type)
  if (hash.digest('hex') !== upload.hash) throw connectorError('attachment-hash-wrong', {})
  await file.sync()
  return bytes
}

function notThatType(type: string): Error {
  return connectorError('attachment-type', { type, types: attachmentTypes })
}
