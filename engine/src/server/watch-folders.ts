import { randomUUID } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { DeliverySource } from '@jianmo/catalog'
import { createSettler, findDropFolder, readFolderSettings, type Settler, sweepFolder } from '@jianmo/connectors/folder'
import { ProductError, type Text } from '@jianmo/connectors/words'
import type { House } from '../api/context.ts'

/** Network shares tell nobody that a file came: every folder is looked at this often, whatever the system reports. */
const longestPause = 5000
const shortestPause = 100

interface WatchedFolder {
  readonly settler: Settler
  watcher: FSWatcher | null
  /** Health as it was last written, so that only a change is written. */
  noted: string | null
}

/**
 * Takes in what agencies drop, as long as the server runs. One file at a time: imports must not slow the people down. A
 * folder that cannot be read stops no other.
 */
export function watchFolders(house: House, { settleMs }: { readonly settleMs: number }): AsyncDisposable {
  const stop = new AbortController()
  const folders = new Map<string, WatchedFolder>()
  let wake = new AbortController()

  async function watchOn(): Promise<void> {
    while (!stop.signal.aborted) {
      const waiting = await sweepAll().catch((cause: unknown) => {
        if (!stop.signal.aborted) logBug(cause)
        return false
      })
      const pause = waiting ? Math.max(shortestPause, Math.min(settleMs, longestPause)) : longestPause
      await wait(pause, null, { signal: AbortSignal.any([stop.signal, wake.signal]), ref: false }).catch(() => null)
      wake = new AbortController()
      // An upload that goes on reports every piece: not each of them is worth a look.
      await wait(shortestPause)
    }
  }

  /** True if a file somewhere has not come to rest. */
  async function sweepAll(): Promise<boolean> {
    const sources = await house.catalog.system((system) => system.deliverySources('folder'))
    for (const [id, { watcher }] of folders) {
      if (sources.some((source) => source.id === id)) continue
      watcher?.close()
      folders.delete(id)
    }
    let waiting = false
    for (const source of sources) {
      if (stop.signal.aborted) break
      if (await sweepSource(source)) waiting = true
    }
    return waiting
  }

  async function sweepSource(source: DeliverySource): Promise<boolean> {
    const settings = readFolderSettings(source.settings)
    if (settings === null) return false
    const folder = folders.get(source.id) ?? { settler: createSettler(settleMs), watcher: null, noted: null }
    folders.set(source.id, folder)
    const { id: sourceId, organizationId } = source
    const { drops } = house.folders
    try {
      folder.watcher ??= watchPath(await findDropFolder({ drops, organizationId, folder: settings.folder }), folder)
      const { landing } = house
      const { settler } = folder
      const { signal } = stop
      const sweep = await sweepFolder({ sourceId, organizationId, landing, drops, settings, settler, signal })
      for (const { outcome, batches, hash } of sweep.entries) {
        const data = { outcome, hash, batches: batches.join(' ') }
        await note(source, folder, { problem: sweep.problem, data, received: outcome === 'imported' })
      }
      await note(source, folder, { problem: sweep.problem, data: null, received: false })
      return sweep.waiting.length > 0
    } catch (cause) {
      folder.watcher?.close()
      folder.watcher = null
      if (stop.signal.aborted) return false
      if (!(cause instanceof ProductError)) logBug(cause)
      else await note(source, folder, { problem: cause.text, data: null, received: false })
      return false
    }
  }

  /** Writes the entry of a file, and the health of the source if it changed. */
  async function note(source: DeliverySource, folder: WatchedFolder, what: Noted): Promise<void> {
    const health = JSON.stringify(what.problem)
    if (what.data === null && folder.noted === health) return
    const { id: sourceId, organizationId } = source
    await house.catalog.system((system) =>
      system.recordDelivery({
        organizationId,
        sourceId,
        entry: what.data === null ? null : { action: 'sources.drop', data: what.data },
        health: what.problem === null ? 'ok' : 'failing',
        healthText: what.problem,
        credentialId: null,
        received: what.received,
      }),
    )
    folder.noted = health
  }

  function watchPath(path: string, folder: WatchedFolder): FSWatcher | null {
    try {
      const watcher = watch(path, { persistent: false }, () => wake.abort())
      watcher.on('error', () => {
        watcher.close()
        folder.watcher = null
      })
      return watcher
    } catch {
      // No watches left, or a file system that has none: looking at it from time to time is enough.
      return null
    }
  }

  const watching = watchOn()
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await watching
      for (const { watcher } of folders.values()) watcher?.close()
    },
  }
}

interface Noted {
  readonly problem: Text | null
  readonly data: Readonly<Record<string, string | null>> | null
  readonly received: boolean
}

function logBug(cause: unknown): void {
  const id = randomUUID().slice(0, 8)
  process.stderr.write(`[${id}] ${cause instanceof Error ? cause.stack : String(cause)}\n`)
}
