import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { Outcome } from '../api/wire.ts'
import type { CompiledRun, Measured, Statement } from '../sql/index.ts'
import { queryRows, type Row } from './query-rows.ts'
import type { QualityFinding, RunMeasures } from './run-request.ts'

/** Asks the engine for the counts that the canvas and the run page show. */
export async function measureRun(
  child: DuckdbChild,
  compiled: Measured,
): Promise<Omit<RunMeasures, 'scans' | 'quality'>> {
  const { counts, joins, dropped, undecided, judged } = compiled
  return {
    counts: await askAll(
      child,
      counts,
      ({ nodeId }) => nodeId,
      ({ nodeId, port }, [row]) => [{ nodeId, port, rows: firstNumber(row) }],
    ),
    joins: await askAll(
      child,
      joins,
      ({ nodeId }) => nodeId,
      ({ nodeId }, [row]) => [
        {
          nodeId,
          left: numberOf(row, 'left'),
          matched: numberOf(row, 'matched'),
          unmatched: numberOf(row, 'unmatched'),
          unidentified: numberOf(row, 'unidentified'),
          right: numberOf(row, 'right'),
          rightUnidentified: numberOf(row, 'right_unidentified'),
        },
      ],
    ),
    dropped: await askAll(
      child,
      dropped,
      ({ nodeId }) => nodeId,
      ({ nodeId }, [row]) => [{ nodeId, rows: firstNumber(row) }],
    ),
    undecided: await askAll(
      child,
      undecided,
      ({ nodeId }) => nodeId,
      ({ nodeId }, [row]) => [{ nodeId, rows: firstNumber(row) }],
    ),
    judged: await askAll(
      child,
      judged,
      ({ nodeId }) => nodeId,
      ({ nodeId }, rows) =>
        rows.map((row) => ({
          nodeId,
          rule: String(row.rule),
          outcome: row.outcome as Outcome,
          reason: row.reason === null || row.reason === undefined ? null : String(row.reason),
          rows: numberOf(row, 'rows'),
        })),
    ),
  }
}

/** Values that the bindings did not read. Asks the loaded scans only, so it may run beside the steps. */
export function measureQuality(child: DuckdbChild, { quality }: CompiledRun): Promise<readonly QualityFinding[]> {
  return askAll(
    child,
    quality,
    ({ scanNodeId }) => scanNodeId,
    ({ scanNodeId }, rows) => rows.map((row) => toQualityFinding(scanNodeId, row)),
  )
}

async function askAll<Item extends { readonly statement: Statement }, Result>(
  child: DuckdbChild,
  items: readonly Item[],
  nodeIdOf: (item: Item) => string,
  toResult: (item: Item, rows: readonly Row[]) => readonly Result[],
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(...toResult(item, await queryRows(child, [nodeIdOf(item)], item.statement)))
  return results
}

/** One row of a quality statement: column, kind, value, rows. */
export function toQualityFinding(scanNodeId: string, row: Row): QualityFinding {
  return {
    scanNodeId,
    column: String(row.column),
    kind: row.kind as QualityFinding['kind'],
    value: row.value === null || row.value === undefined ? null : String(row.value),
    rows: numberOf(row, 'rows'),
  }
}

function numberOf(row: Row | undefined, name: string): number {
  return Number(row?.[name] ?? 0)
}

function firstNumber(row: Row | undefined): number {
  return Number(Object.values(row ?? {})[0] ?? 0)
}
