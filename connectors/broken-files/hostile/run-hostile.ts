import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLanding } from '../../src/landing/index.ts'
import { ProductError } from '../../src/words/errors.ts'
import { type HostileFile, hostileFiles } from './files.ts'

export interface HostileResult {
  readonly file: HostileFile
  /** The code that it was refused with; null if it passed. */
  readonly code: string | null
  readonly words: { readonly zh: string; readonly en: string }
  readonly milliseconds: number
  /** What the importing server needed more than before, at its most. */
  readonly megabytes: number
  readonly batches: number
}

/** Imports every hostile file through the landing store, one after the other. */
export async function runHostile(): Promise<readonly HostileResult[]> {
  const root = await mkdtemp(join(tmpdir(), 'jianmo-hostile-'))
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'compile-cache')
  const landing = openLanding(join(root, 'landing'))
  const results: HostileResult[] = []
  try {
    for (const [index, file] of hostileFiles.entries()) {
      const place = { organizationId: 'hostile', sourceId: `file-${index}` }
      const content = file.make()
      globalThis.gc?.()
      const before = process.memoryUsage.rss()
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage.rss())
      }, 5)
      const started = performance.now()
      const refusal = await landing.importFile({ ...place, kind: 'xlsx', fileName: '表.xlsx', content }).then(
        () => null,
        (cause: unknown) => {
          if (cause instanceof ProductError) return cause
          throw cause
        },
      )
      const milliseconds = performance.now() - started
      clearInterval(watch)
      results.push({
        file,
        code: refusal?.code ?? null,
        words: refusal?.text ?? { zh: '', en: '' },
        milliseconds: Math.round(milliseconds),
        megabytes: Math.round((most - before) / 1024 ** 2),
        batches: (await landing.batches(place)).length,
      })
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
  return results
}
