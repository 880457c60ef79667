import { access, chmod, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startCluster } from '@jianmo/catalog'
import { serverError } from './errors.ts'
import type { Settings } from './settings.ts'

export interface StateFolder {
  readonly folder: string
  readonly catalog: string
  readonly agencies: string
  readonly landing: string
  readonly runs: string
  readonly drops: string
  readonly demoFile: string
}

export function stateFolderOf(folder: string): StateFolder {
  return {
    folder,
    catalog: join(folder, 'catalog'),
    agencies: join(folder, 'agencies'),
    landing: join(folder, 'landing'),
    runs: join(folder, 'runs'),
    drops: join(folder, 'drops'),
    demoFile: join(folder, 'demo.json'),
  }
}

/** As root, PostgreSQL runs under another uid that must be able to pass through (not to list); what lies inside is 0700. */
const privateMode = process.getuid?.() === 0 ? 0o711 : 0o700

/** Makes the state folder private and proves that it can be written. @throws state-not-writable */
export async function openStateFolder(folder: string): Promise<StateFolder> {
  try {
    await mkdir(folder, { recursive: true, mode: privateMode })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = join(folder, '.probe')
    await writeFile(probe, '')
    await rm(probe)
    await chmod(folder, privateMode)
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw serverError('state-not-writable', { folder, detail }, { cause })
  }
  return stateFolderOf(folder)
}

/** Marks a state folder as a demo: only such a folder is ever emptied. */
export interface DemoMark {
  /** False from before the first row until everything is there: a demo that was interrupted while being made starts over. */
  readonly complete: boolean
}

export async function readDemoMark(state: StateFolder): Promise<DemoMark | null> {
  try {
    return JSON.parse(await readFile(state.demoFile, 'utf8')) as DemoMark
  } catch {
    return null
  }
}

export async function writeDemoMark(state: StateFolder, mark: DemoMark): Promise<void> {
  await writeFile(state.demoFile, JSON.stringify(mark), { mode: 0o600 })
}

/** `--reset`: ends the demo's clusters and deletes the folder. @throws reset-refused, reset-refused-external, cluster-in-use */
export async function resetState({ stateFolder, databaseUrl }: Settings): Promise<void> {
  if (databaseUrl !== undefined) throw serverError('reset-refused-external', {})
  const state = stateFolderOf(stateFolder)
  if (!(await exists(stateFolder))) return
  if ((await readDemoMark(state)) === null) throw serverError('reset-refused', { folder: stateFolder })
  await removeDemo(state)
}

/** A cluster that a killed server left behind is adopted to be stopped; one that another server uses refuses. */
export async function removeDemo(state: StateFolder): Promise<void> {
  for (const [name, folder] of [
    ['catalog', state.catalog],
    ['agencies', state.agencies],
  ] as const) {
    if (await exists(join(folder, 'postmaster.pid'))) await (await startCluster({ folder, name })).stop()
  }
  await rm(state.folder, { recursive: true, force: true })
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
