import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface KeptFile {
  readonly path: string
  readonly bytes: Buffer
}

/** Everything the server keeps on disk for one district outside the database: imported batches and runs. */
export async function filesOf(
  state: string,
  organizationId: string,
): Promise<{ readonly modes: readonly string[]; readonly files: readonly KeptFile[] }> {
  const folders = ['landing', 'runs'].map((room) => join(state, 'state', room, organizationId))
  const modes = await Promise.all(folders.map(async (folder) => ((await stat(folder)).mode & 0o777).toString(8)))
  const files: KeptFile[] = []
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile()) files.push({ path, bytes: await readFile(path) })
    }
  }
  return { modes, files }
}
