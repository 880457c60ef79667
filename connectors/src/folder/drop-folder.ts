import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir, readlink, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { DeliveryPlace } from '../words/connector.ts'

/** A drop folder: `<drops>/<organization>/<folder>`. */
export interface DropFolder extends DeliveryPlace {
  /** A single name, checked by the settings. */
  readonly folder: string
}

/** A file that lies in a drop folder; `link` if it is a symbolic link, which is never followed. */
export interface Drop {
  readonly name: string
  readonly bytes: number
  readonly changedAt: number
  readonly link: boolean
}

/** What programs leave while they write, and what systems leave for themselves. */
const temporary =
  /^(?:~\$|\.|~|Thumbs\.db$|desktop\.ini$)|\.(?:tmp|temp|part|partial|crdownload|download|filepart|swp|lock)$/i

/** The real path of a drop folder. @throws drop-folder-missing, drop-folder-unsafe if any part of it is a link */
export async function findDropFolder({ drops, organizationId, folder }: DropFolder): Promise<string> {
  const shown = `${organizationId}/${folder}`
  const root = await orMissing(realpath(drops), shown)
  const path = join(root, organizationId, folder)
  for (const part of [join(root, organizationId), path]) {
    if (!(await orMissing(lstat(part), shown)).isDirectory())
      throw connectorError('drop-folder-unsafe', { folder: shown })
  }
  if ((await orMissing(realpath(path), shown)) !== path) throw connectorError('drop-folder-unsafe', { folder: shown })
  return path
}

/** The files in the folder, without temporary ones and without subfolders, by name. */
export async function listDrops(path: string): Promise<readonly Drop[]> {
  const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !temporary.test(name))
  const drops = await Promise.all(
    entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map(async (entry): Promise<Drop | null> => {
        // Gone since it was listed: no drop.
        const stat = await lstat(join(path, entry.name)).catch(() => null)
        if (stat === null) return null
        return { name: entry.name, bytes: stat.size, changedAt: stat.mtimeMs, link: entry.isSymbolicLink() }
      }),
  )
  return drops.filter((drop) => drop !== null).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Opens a file of the folder for reading, never through a link and never a device. @throws drop-folder-unsafe */
export async function openDrop(path: string, name: string): Promise<FileHandle> {
  // O_NONBLOCK: a pipe that took the file's place must not hold us.
  const handle = await open(join(path, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const inside = await openedPath(handle, path, name)
    if (!(await handle.stat()).isFile() || inside !== join(path, name)) {
      throw connectorError('drop-folder-unsafe', { folder: name })
    }
    return handle
  } catch (cause) {
    await handle.close()
    throw cause
  }
}

/** Where an open file really is: a folder on the way may have become a link since it was looked at. */
async function openedPath(handle: FileHandle, path: string, name: string): Promise<string> {
  try {
    return await readlink(`/proc/self/fd/${handle.fd}`)
  } catch {
    // No /proc: the folder is looked at once more instead.
    return join(await realpath(path), name)
  }
}

async function orMissing<Result>(looked: Promise<Result>, folder: string): Promise<Result> {
  try {
    return await looked
  } catch (cause) {
    throw connectorError('drop-folder-missing', { folder }, { cause })
  }
}
