import type { GraphDocument } from '../graph/index.ts'
import type { CompiledRun } from './compiled.ts'
/** The statement per node, as shown: of the step that computes it, or of the lead list for nodes after the last step. */
export function nodeSql(document: GraphDocument, compiled: CompiledRun): readonly { readonly nodeId: string; readonly title: string; readonly text: string; readonly hash: string }[] {
  return document.nodes.flatMap(({ id, title }) => {
    const statement = compiled.steps.find(({ nodeIds }) => nodeIds.includes(id))?.statement ?? (compiled.leads?.nodeId === id ? compiled.leads.statement : undefined)
    return statement ? [{ nodeId: id, title, text: statement.text, hash: statement.hash }] : []
  })
}
