import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { createRewrite, keepColumn, type Plan, type ScanPlan } from '../plan/index.ts'
import { rowColumn } from './instrument.ts'
import { readColumns, readRelation, scanRelation } from './read-columns.ts'

export interface PlaceContext {
  readonly tables: readonly LogicalTable[]
  /** The district's bindings, by logical table id. */
  readonly bindings: Readonly<Record<string, Binding>>
}

/**
 * Puts every operator where it runs. Sources give whole tables to the hub and the hub computes: each scan becomes the loaded
 * relation, read through the district's 适配层. A scan whose table is not bound stays a scan.
 */
export function createPlacement({ tables, bindings }: PlaceContext): (plan: Plan) => Plan {
  return createRewrite((plan) => {
    if (plan.op !== 'scan') return plan
    const table = tables.find(({ id }) => id === plan.table)
    const binding = bindings[plan.table]
    return table && binding ? readScan(plan, table, binding) : plan
  })
}

function readScan(scan: ScanPlan, table: LogicalTable, binding: Binding): Plan {
  const { origin, nodeId } = scan
  const ids = new Map(scan.columns.map(({ id, name }) => [name, id]))
  const loaded = readRelation(binding, table, { relation: scanRelation(nodeId), origin })
  const read = readColumns(loaded, { table, binding, idOf: (name) => ids.get(name) ?? name }, origin)
  const wanted = new Set(scan.columns.map(({ id }) => id))
  const witnesses = scan.columns.filter(({ witness }) => witness !== undefined)
  return {
    ...read,
    columns: [
      ...read.columns.filter(({ id }) => wanted.has(id)),
      ...witnesses.map((column) => ({
        ...keepColumn(column),
        expression: { op: 'column', type: 'integer', id: rowColumn } as const,
      })),
    ],
  }
}
