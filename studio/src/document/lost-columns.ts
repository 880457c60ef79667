import type { Column, Problem, Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { createInference } from '@jianmo/engine/planner'
import type { History } from './history.ts'
import { type Catalogue, columnsAt, columnsOf, type Inference } from './inference-store.ts'

/** A name in the settings of a node that means no column: of an input, or (a condition over groups) of the node's own output. */
export interface LostReference {
  readonly nodeId: string
  readonly side: 'in' | 'out'
  readonly port: string
  readonly name: string
  /** Where it stands, e.g. `rules.0.when`; the first place of several. */
  readonly field: string
}

export const isLostColumn = ({ code }: Problem): boolean => code === 'column-not-found'

/** What a node misses, each column once a port. */
export function lostAt(node: GraphNode, problems: readonly Problem[]): readonly LostReference[] {
  const lost = new Map<string, LostReference>()
  for (const problem of problems) {
    const { field = '', data } = problem
    const at = isLostColumn(problem) && problem.nodeId === node.id ? portOf(node, field) : null
    if (at === null) continue
    const found = { nodeId: node.id, ...at, name: String(data['column']), field }
    const key = `${at.side} ${at.port} ${found.name}`
    if (!lost.has(key)) lost.set(key, found)
  }
  return [...lost.values()]
}

/** Which columns the field of a problem chooses from. */
function portOf({ type }: GraphNode, field: string): Pick<LostReference, 'side' | 'port'> | null {
  const spec = specOf(type)
  const parts = field.split('.')
  const hint = spec?.form[parts[0] ?? '']
  if (spec === undefined || hint === undefined) return null
  if (hint.ofOutput !== undefined) return { side: 'out', port: hint.ofOutput }
  const port = hint.control === 'join-keys' ? parts.at(-1) : (hint.of ?? Object.keys(spec.inputs)[0])
  return port === undefined ? null : { side: 'in', port }
}

/** Columns that could stand where one is missed; in a derive also those that it computes before. */
export function columnsFor(lost: LostReference, document: GraphDocument, inference: Inference): readonly Column[] {
  const { nodeId, side, port, field } = lost
  if (side === 'out') return columnsOf(inference, nodeId, port)
  const arriving = columnsAt(inference, document, nodeId, port)
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (node?.type !== 'derive') return arriving
  const given = columnsOf(inference, nodeId, 'rows')
  return given.slice(0, arriving.length + Number(field.split('.')[1] ?? 0))
}

export interface SeenColumn {
  readonly column: Column
  /** The step of the history after which it was gone. */
  readonly step: Text
}

/** Steps that are looked back. Inference remembers what did not change, so one step is cheap. */
const lookedBack = 60

/** What a lost column was when it was last there, from the history of the open model. */
export function lastSeen(lost: LostReference, past: History['past'], catalogue: Catalogue): SeenColumn | null {
  const infer = createInference()
  for (const { document, name: step } of past.slice(-lookedBack).reverse()) {
    const { columns } = infer(document, { ...catalogue, parameters: document.parameters })
    const edge = document.edges.find(({ to }) => to.node === lost.nodeId && to.port === lost.port)
    const place = lost.side === 'out' ? { node: lost.nodeId, port: lost.port } : edge?.from
    const found = place && columns[place.node]?.[place.port]?.find(({ name }) => name === lost.name)
    if (found) return { column: found, step }
  }
  return null
}
