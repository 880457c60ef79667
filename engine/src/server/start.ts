import { type Cluster, startCluster } from '@jianmo/catalog'
import type { House } from '../api/context.ts'
import { buildStudio, serveStudio, studioFolder } from './build-studio.ts'
import { isLoopback, listen } from './listen.ts'
import { type OpenHouse, openHouse } from './open-house.ts'
import { reportAllPushes } from './push.routes.ts'
import { createRequestListener } from './request-listener.ts'
import { seedDemo } from './seed-demo.ts'
import type { Settings } from './settings.ts'
import {
  exists,
  openStateFolder,
  readDemoMark,
  removeDemo,
  resetState,
  type StateFolder,
  stateFolderOf,
  writeDemoMark,
} from './state-folder.ts'
import { watchFolders } from './watch-folders.ts'

export interface Started {
  readonly url: string
  readonly house: House
  readonly demo: boolean
  readonly interrupted: readonly string[]
  /** Path of the one-time page for the first administrator; null once there is one, and in a demo. */
  readonly claimPath: string | null
}

interface Start {
  readonly settings: Settings
  /** What was started is handed over at once, so that a failure half-way ends it too. */
  readonly held: AsyncDisposableStack
  readonly signal: AbortSignal
  readonly say: (zh: string, en: string) => void
}

/** Brings everything up in order; whatever it opened is in `held`. Throws ProductErrors with the way out. */
export async function startServer({ settings, held, signal, say }: Start): Promise<Started> {
  let house: House | null = null
  const loopback = isLoopback(settings.bind)
  const listener = createRequestListener({ house: () => house, studioFolder, loopback })
  const { port } = held.use(await listen(listener, settings))
  const url = `http://${loopback ? '127.0.0.1' : settings.bind}:${port}`

  // After the port, so that a start that cannot work deletes nothing.
  if (settings.reset) await resetState(settings)
  if (settings.databaseUrl === undefined) await startOverIfUnfinished(settings.stateFolder, say)
  const state = await openStateFolder(settings.stateFolder)
  const mark = await readDemoMark(state)
  // A catalogue without the mark holds somebody's work: it is opened as it is, and never filled with demo data.
  const fresh = mark === null && !(await exists(state.catalog))
  const demo = settings.databaseUrl === undefined && !settings.skipDemo && (mark !== null || fresh)
  if (demo && fresh) await writeDemoMark(state, { complete: false })

  const studio = settings.skipStudio || settings.dev ? Promise.resolve(false) : buildStudio(signal)
  studio.catch(() => {})
  const agencies = demo ? openCluster(held, state.agencies, 'agencies') : Promise.resolve(null)
  agencies.catch(() => {})
  if (demo && fresh) say('首次启动：建立本机数据库……', 'First start: making the local databases …')
  // Both settle before anything is thrown, so that `held` has whatever did start.
  const [catalogue] = await Promise.allSettled([openCatalogue(settings, state, held, demo), agencies])
  if (catalogue.status === 'rejected') throw catalogue.reason
  const opened = held.use(catalogue.value)
  const agency = await agencies

  house = opened.house
  await reportAllPushes(house)
  held.use(watchFolders(house, { settleMs: settings.dropSettle }))
  if (await studio) say('界面已构建。', 'The studio is built.')
  signal.throwIfAborted()
  if (fresh && agency !== null) {
    say('导入演示数据……', 'Making the demo …')
    const setup = await house.catalog.createFirstAdministratorLink()
    await seedDemo({ url, setupToken: setup?.token ?? '', agencyUrl: agency.url, signal })
    await writeDemoMark(state, { complete: true })
  }
  if (settings.dev) serveStudio(port, signal)
  const claim = demo ? null : await house.catalog.createFirstAdministratorLink()
  const claimPath = claim === null ? null : `/setup?token=${claim.token}`
  return { url, house, demo, interrupted: opened.interrupted, claimPath }
}

async function openCatalogue(
  settings: Settings,
  state: StateFolder,
  held: AsyncDisposableStack,
  demo: boolean,
): Promise<OpenHouse> {
  const { databaseUrl, https, dropRoot } = settings
  const options = { state, demo, https, dropRoot, soleServer: databaseUrl === undefined }
  if (databaseUrl !== undefined) return openHouse({ ...options, adminUrl: databaseUrl })
  const cluster = await openCluster(held, state.catalog, 'catalog')
  return openHouse({ ...options, adminUrl: cluster.url, database: 'jianmo' })
}

async function openCluster(held: AsyncDisposableStack, folder: string, name: string): Promise<Cluster> {
  return held.use(await startCluster({ folder, name }))
}

/** A demo that was interrupted while being made is made again from the beginning. */
async function startOverIfUnfinished(folder: string, say: Start['say']): Promise<void> {
  const state = stateFolderOf(folder)
  const mark = await readDemoMark(state)
  if (mark === null || mark.complete) return
  say('上次演示数据没有建完，重新开始。', 'The demo was not finished last time; starting over.')
  await removeDemo(state)
}
