import type { Problem } from '@jianmo/connectors/words'
import type { RunMeasures } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { leadProblem } from './lead.problems.ts'

/** Joins whose answer can be "the other side has nothing". */
const absenceKinds: readonly unknown[] = ['left', 'anti']

/**
 * Where a run could not see: rows that a filter left out as unknown, and right sides of left and anti joins that lost rows
 * because of their ids. Both can make a lead, or lose a person, without any rule being wrong.
 */
export function blindSpots(
  document: GraphDocument,
  { undecided, joins, counts }: Pick<RunMeasures, 'undecided' | 'joins' | 'counts'>,
): readonly Problem[] {
  const titles = new Map(document.nodes.map(({ id, title }) => [id, title]))
  const named = (nodeId: string) => titles.get(nodeId) ?? nodeId
  const unknown = undecided.flatMap(({ nodeId, rows }) =>
    rows === 0 ? [] : [leadProblem('condition-unknown', { node: named(nodeId), rows }, { nodeId })],
  )
  const countOf = (nodeId: string, port: string) =>
    counts.find((count) => count.nodeId === nodeId && count.port === port)?.rows ?? 0
  const unseen = document.nodes.flatMap(({ id: nodeId, type, config }) => {
    if (type !== 'join' || !absenceKinds.includes(config['kind'])) return []
    const lost = [...rowsBefore(document, nodeId)].reduce(
      (sum, before) => sum + countOf(before, 'unverified') + countOf(before, 'unidentified'),
      joins.find((join) => join.nodeId === nodeId)?.rightUnidentified ?? 0,
    )
    return lost === 0 ? [] : [leadProblem('partner-unidentified', { node: named(nodeId), rows: lost }, { nodeId })]
  })
  return [...unknown, ...unseen]
}

/** Nodes that the right side's rows came through: of a join before it, the left side only, because the rows are that side's. */
function rowsBefore(document: GraphDocument, joinId: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (nodeId: string, ports: (port: string) => boolean): void => {
    for (const { from, to } of document.edges) {
      if (to.node !== nodeId || !ports(to.port) || seen.has(from.node)) continue
      // Rows that come out of the port for unusable ids are the lost ones themselves.
      if (from.port === 'unverified' || from.port === 'unidentified') continue
      seen.add(from.node)
      visit(from.node, (port) => port !== 'right')
    }
  }
  visit(joinId, (port) => port === 'right')
  return seen
}
