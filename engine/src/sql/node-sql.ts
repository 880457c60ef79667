import type { GraphDocument } from '../graph/index.ts'
import type { CompiledRun, Statement } from './compiled.ts'

/** A node with the text that runs for it; fits `NodeSql` of the wire. */
export interface NodeStatement {
  readonly nodeId: string
  readonly title: string
  readonly text: string
  readonly hash: string
}

/**
 * The statement that computes each node: its own step, else the step it is folded into, else the lead list, else its row count.
 * Texts and hashes are those of the run.
 */
export function nodeSql(document: GraphDocument, compiled: CompiledRun): readonly NodeStatement[] {
  return document.nodes.flatMap(({ id, title }) => {
    const statement = statementOf(id, compiled)
    return statement ? [{ nodeId: id, title, text: statement.text, hash: statement.hash }] : []
  })
}

function statementOf(id: string, { steps, leads, counts }: CompiledRun): Statement | undefined {
  return (
    steps.findLast(({ nodeId }) => nodeId === id)?.statement ??
    steps.find(({ nodeIds }) => nodeIds.includes(id))?.statement ??
    (leads?.nodeIds.includes(id) ? leads.statement : undefined) ??
    counts.find(({ nodeId }) => nodeId === id)?.statement
  )
}
