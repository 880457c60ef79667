import { columnsOf, createRewrite, type Plan, withUniqueNames } from '../plan/index.ts'
import type { Statement } from './compiled.ts'
import { type Emission, emitPlan } from './emit-plan.ts'
import { resultColumns } from './result-columns.ts'
import { readOf, type SharedStep } from './split-shares.ts'
import { hashText, toStatement } from './statement.ts'

/** A table to make unless it exists: equal content has an equal name, whoever asked for it. */
export interface StagedTable {
  readonly relation: string
  readonly statement: Statement
  /** The node that it was first made for. */
  readonly nodeId: string
}

/**
 * Keeps every `share` as a table of its own. In place the parts of M03 (54 nodes) multiply, and DuckDB 1.5.6 took 239 s for
 * its last judge; staged it takes well under a second.
 */
export function createStaging(emission: Emission) {
  const tables = new Map<string, StagedTable>()
  const shares: SharedStep[] = []
  const stage = createRewrite((part): Plan => {
    if (part.op !== 'share') return part
    const named = withUniqueNames(part.input)
    const statement = toStatement(emitPlan(named, emission), resultColumns(columnsOf(named), []))
    // The text names the relations it reads by their own hashes, so this hash covers everything below it.
    const relation = `p_${hashText(`${statement.text}\n${JSON.stringify(statement.parameters)}`).slice(0, 32)}`
    if (!tables.has(relation)) tables.set(relation, { relation, statement, nodeId: part.nodeId })
    shares.push({ nodeId: part.nodeId, port: part.port, relation, plan: named })
    return readOf(relation, named, part.origin)
  })
  return {
    /** The same plan over tables. */
    stage,
    /** All tables so far, in an order in which each reads only earlier ones. */
    tables: (): readonly StagedTable[] => [...tables.values()],
    /** Every share that was staged, with the table that it became. */
    shares: (): readonly SharedStep[] => shares,
  }
}
