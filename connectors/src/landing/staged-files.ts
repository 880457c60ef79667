import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'

/** An uploaded file that waits for a person's choices: private (0700) to its district and source, gone after 24 hours. */
export interface StagedFile {
  readonly stagedId: string
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 (hex). */
  readonly hash: string
  readonly stagedAt: string
}

const stagedId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const keptFor = 24 * 3_600_000

/** Writes `content` aside in the folder of a source. @throws file-too-large */
export async function stageFile(
  home: string,
  { fileName, content, largestFile }: { fileName: string; content: AsyncIterable<Uint8Array>; largestFile: number },
): Promise<StagedFile> {
  await removeOldStaged(home)
  const id = randomUUID()
  const folder = folderOf(home, id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const hash = createHash('sha256')
    let bytes = 0
    {
      await using target = await open(join(folder, 'original'), 'wx', 0o600)
      for await (const piece of content) {
        bytes += piece.byteLength
        if (bytes > largestFile) {
          throw connectorError('file-too-large', { file: fileName, limit: `${Math.round(largestFile / 1024 ** 2)} MB` })
        }
        hash.update(piece)
        await target.write(piece)
      }
    }
    const staged = { stagedId: id, fileName, bytes, hash: hash.digest('hex'), stagedAt: new Date().toISOString() }
    await writeFile(join(folder, 'staged.json'), JSON.stringify(staged), { flag: 'wx', mode: 0o600 })
    return staged
  } catch (cause) {
    await rm(folder, { recursive: true, force: true })
    throw cause
  }
}

/** What waits there and the path of its content. @throws no-such-upload */
export async function findStaged(
  home: string,
  id: string,
): Promise<{ readonly staged: StagedFile; readonly path: string }> {
  const folder = folderOf(home, id)
  const text = await readFile(join(folder, 'staged.json'), 'utf8').catch(() => null)
  if (text === null) throw connectorError('no-such-upload', {})
  return { staged: JSON.parse(text) as StagedFile, path: join(folder, 'original') }
}

export async function removeStaged(home: string, id: string): Promise<void> {
  await rm(folderOf(home, id), { recursive: true, force: true })
}

/** Uploads that nobody came back for. */
async function removeOldStaged(home: string): Promise<void> {
  const names = await readdir(home).catch(() => [])
  for (const name of names) {
    if (!name.startsWith('.upload-')) continue
    const found = await stat(join(home, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > keptFor) await rm(join(home, name), { recursive: true, force: true })
  }
}

function folderOf(home: string, id: string): string {
  if (!stagedId.test(id)) throw connectorError('no-such-upload', {})
  return join(home, `.upload-${id}`)
}
