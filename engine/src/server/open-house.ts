import { hkdfSync, randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { logicalTables, openCatalog, prepareDatabase, statutes } from '@jianmo/catalog'
import { openLanding } from '@jianmo/connectors/landing'
import { ActiveImports } from '../api/active-imports.ts'
import type { House } from '../api/context.ts'
import { ActiveRuns, removeAbandonedFolders } from '../execution/index.ts'
import { PreviewEngines } from '../rows/index.ts'
import { fileLimit } from './files.routes.ts'
import type { StateFolder } from './state-folder.ts'

interface HouseOptions {
  readonly state: StateFolder
  /** Connection of an owner or administrator of the catalogue's PostgreSQL. */
  readonly adminUrl: string
  /** Database of a local cluster; undefined takes the one in the url. */
  readonly database?: string
  /** Root of all drop folders, if not in the state folder. */
  readonly dropRoot: string | undefined
  readonly demo: boolean
  readonly https: boolean
  /** No other server uses this catalogue: runs of earlier processes are interrupted at once. */
  readonly soleServer: boolean
}

export interface OpenHouse extends AsyncDisposable {
  readonly house: House
  /** Runs of dead servers that became 中断 at this start. */
  readonly interrupted: readonly string[]
}

/** Wires catalogue, landing store, runs and previews: the only place that knows them all. */
export async function openHouse({
  state,
  adminUrl,
  database,
  dropRoot,
  demo,
  https,
  soleServer,
}: HouseOptions): Promise<OpenHouse> {
  const { appUrl, authUrl } = await prepareDatabase({
    adminUrl,
    stateFolder: state.folder,
    ...(database === undefined ? {} : { database }),
  })
  const catalog = await openCatalog({ appUrl, authUrl, stateFolder: state.folder, https })
  for (const folder of [state.landing, state.runs, state.drops]) await mkdir(folder, { recursive: true, mode: 0o700 })
  const instance = randomUUID()
  const runs = new ActiveRuns()
  const imports = new ActiveImports()
  const previews = new PreviewEngines()
  const interrupted = await catalog.system((system) => system.interruptAbandoned(instance, { soleServer }))
  await removeAbandonedFolders(state.runs, interrupted)
  const house: House = {
    catalog,
    tables: logicalTables,
    statutes,
    landing: openLanding(state.landing, { largestFile: fileLimit }),
    runs,
    imports,
    previews,
    folders: { landing: state.landing, runs: state.runs, drops: dropRoot ?? state.drops },
    refusedHosts: [addressOf(appUrl)],
    instance,
    leadSecret: await leadSecretOf(state),
    demo,
  }
  return {
    house,
    interrupted,
    async [Symbol.asyncDispose]() {
      await runs[Symbol.asyncDispose]()
      await imports[Symbol.asyncDispose]()
      await previews[Symbol.asyncDispose]()
      await catalog.close()
    },
  }
}

/** The catalogue's own address: no source may have it, even if an administrator lists it. */
function addressOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || '5432'}`
}

/** Lead keys are made under a key derived from the installation's secret, so that they mean nothing elsewhere. */
async function leadSecretOf(state: StateFolder): Promise<string> {
  const key = await readFile(join(state.folder, 'secret.key'))
  return Buffer.from(hkdfSync('sha256', key, 'jianmo', 'lead-keys', 32)).toString('hex')
}
