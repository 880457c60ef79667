import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { connectorOf } from '../../index.ts'
import type { BatchRecord, DamagedValue, FileKind, ImportOptions, RejectedRow } from '../batch.ts'
import { openLanding } from '../landing-store.ts'
import type { Parser } from '../parser.ts'

export interface ImportedFile {
  readonly batches: readonly BatchRecord[]
  /** Rows of a table as a source gives them, without `_row`. */
  readonly rows: (table?: string) => Promise<readonly (readonly (string | null)[])[]>
  readonly damaged: (batch?: number) => Promise<readonly DamagedValue[]>
  readonly rejects: (batch?: number) => Promise<readonly RejectedRow[]>
}

/** Parses in this process, for files that are refused: a process for each would take most of the time of the tests. */
export function parserIn(kind: FileKind, fileName: string, parser: Parser) {
  const root = mkdtempSync(join(tmpdir(), `jianmo-${kind}-`))
  let files = 0
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return async (content: Uint8Array | string, options: ImportOptions = {}) => {
    const folder = join(root, String(files++))
    const path = join(folder, 'original')
    mkdirSync(folder)
    writeFileSync(path, content)
    return parser({ kind, path, fileName, folder, options })
  }
}

/** Imports files of one kind through the parsing process into a landing store that is gone after the tests. */
export function importerOf(kind: FileKind, fileName: string) {
  const root = mkdtempSync(join(tmpdir(), `jianmo-${kind}-`))
  const landing = openLanding(join(root, 'landing'))
  let imports = 0
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  return async (content: Uint8Array | string, options: ImportOptions = {}, name = fileName): Promise<ImportedFile> => {
    const place = { organizationId: 'a', sourceId: `s${imports++}` }
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const batches = await landing.importFile({ ...place, kind, fileName: name, content: bytes, options })
    const source = await connectorOf(kind)?.open(
      {},
      { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal: new AbortController().signal },
    )
    const idOf = (batch: number) => batches[batch]?.id ?? ''
    return {
      batches,
      rows: async (table = batches[0]?.table ?? '') => (await source?.sample(table, 100_000)) ?? [],
      damaged: (batch = 0) => landing.damaged(place, idOf(batch), { limit: 10_000 }),
      rejects: (batch = 0) => landing.rejects(place, idOf(batch), { limit: 10_000 }),
    }
  }
}
