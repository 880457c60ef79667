import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { ProductError, type Text } from '@jianmo/connectors/words'
import type { CompiledRun } from '../sql/index.ts'
import { engineError } from './errors.ts'
import type { RunSource, ScanProgress, ScanRead, ScansRequest } from './run-request.ts'

type Scan = CompiledRun['scans'][number]

/** Two agencies are read at once: more would only share this machine's two engine threads. */
const scansAtOnce = 2

/** Extracts every scan and loads it into the engine. Extract files are deleted as soon as they are loaded:
 * they are copies of agency data. */
export async function readScans(
  request: ScansRequest,
  child: DuckdbChild,
  onProgress: (scans: readonly ScanProgress[]) => void,
): Promise<readonly ScanRead[]> {
  const { scans } = request.compiled
  const progress: ScanProgress[] = scans.map(({ nodeId }) => ({ nodeId, rows: 0, total: null, state: 'waiting' }))
  const reads: ScanRead[] = []
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  let next = 0

  async function readNext(): Promise<void> {
    while (next < scans.length) {
      signal.throwIfAborted()
      const index = next++
      const scan = scans[index] as Scan
      const report = (part: Partial<ScanProgress>) => {
        progress[index] = { ...(progress[index] as ScanProgress), ...part }
        onProgress([...progress])
      }
      report({ state: 'reading' })
      reads[index] = await readScan({ request, scan, child, signal, onRows: (rows) => report({ rows }) })
      report({ rows: reads[index].rows, total: reads[index].rows, state: 'read' })
    }
  }

  try {
    await Promise.all(Array.from({ length: scansAtOnce }, readNext))
  } catch (cause) {
    stop.abort(cause)
    throw cause
  }
  return reads
}

interface ScanRequest {
  readonly request: ScansRequest
  readonly scan: Scan
  readonly child: DuckdbChild
  readonly signal: AbortSignal
  readonly onRows: (rows: number) => void
}

async function readScan({ request, scan, child, signal, onRows }: ScanRequest): Promise<ScanRead> {
  const source = request.sources.get(scan.sourceId)
  if (source === undefined) throw new Error(`No source ${scan.sourceId} for scan ${scan.nodeId}`)
  const file = join(request.folder, `${scan.relation}.csv`)
  try {
    const extract = await extractScan({ request, scan, file, source, signal, onRows })
    const loaded = await child.loadScan(file, scan.relation, scan.columns)
    if (loaded !== extract.rows) {
      throw new Error(`Scan ${scan.nodeId}: ${extract.rows} rows were extracted but ${loaded} were loaded`)
    }
    return {
      nodeId: scan.nodeId,
      logicalTable: scan.logicalTable,
      sourceId: scan.sourceId,
      sourceName: source.name,
      snapshot: extract.snapshot,
      readAt: extract.readAt,
      rows: extract.rows,
      rejected: extract.rejected,
    }
  } finally {
    await rm(file, { force: true })
  }
}

async function extractScan(part: Omit<ScanRequest, 'child'> & { file: string; source: RunSource }) {
  const { scan, source, signal } = part
  try {
    await using open = await source.open(signal)
    return await open.extract({ table: scan.table, columns: scan.columns, file: part.file, onRows: part.onRows })
  } catch (cause) {
    if (signal.aborted) throw cause
    throw engineError(
      'source-down',
      {
        source: source.name,
        node: part.request.titles.get(scan.nodeId) ?? scan.nodeId,
        nodeId: scan.nodeId,
        cause: textOf(cause),
      },
      { cause },
    )
  }
}

function textOf(cause: unknown): Text {
  if (cause instanceof ProductError) return cause.text
  const detail = cause instanceof Error ? cause.message : String(cause)
  return { zh: `${detail}。`, en: `${detail}.` }
}
