import type { Problem } from '@jianmo/connectors/words'
import type {
  DrawnModel,
  JoinCount,
  Outcome,
  Recount,
  RunDetail,
  RunMode,
  RunState,
  Severity,
} from '@jianmo/engine/api'
import { canonicalJson, type GraphDocument } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'

export interface RuleFigure {
  readonly rule: string
  readonly outcome: Outcome
  readonly rows: number
}

/** What the last run said about one node. */
export interface NodeFigures {
  readonly rows: Readonly<Record<string, number>>
  readonly join: JoinCount | null
  readonly dropped: number | null
  readonly judged: readonly RuleFigure[]
  readonly rejected: number | null
  readonly sourceName: string | null
}

export interface RunFigures {
  readonly runId: string
  readonly mode: RunMode
  readonly state: RunState
  readonly finishedAt: string | null
  readonly seconds: number
  readonly leads: number
  readonly undetermined: number
  readonly unidentified: number
  /** Leads of each kind; null if the run did not count them. */
  readonly outcomes: RunDetail['outcomes']
  readonly severities: Readonly<Record<Severity, number>>
  readonly changes: RunDetail['changes']
  readonly nodes: Readonly<Record<string, NodeFigures>>
  /** What ran: tells whether its leads are stale. Null: nobody knows, so they are. */
  readonly drawn: DrawnModel | null
  /** What the numbers of the cards follow from: what ran, or what was drawn when they were counted again. */
  readonly counted: DrawnModel | null
  /** The newest counting after the run. */
  readonly recount: {
    readonly at: string
    readonly nodes: number
    /** Stale cards that could not be counted then, because of a problem. */
    readonly left: ReadonlySet<string>
  } | null
}

type Counts = Pick<RunDetail, 'counts' | 'joins' | 'dropped' | 'judged'>

function sortByNode({ counts, joins, dropped, judged }: Counts): Record<string, NodeFigures> {
  const nodes: Record<string, NodeFigures> = {}
  const at = (id: string): NodeFigures => nodes[id] ?? empty
  for (const { nodeId, port, rows } of counts)
    nodes[nodeId] = { ...at(nodeId), rows: { ...at(nodeId).rows, [port]: rows } }
  for (const join of joins) nodes[join.nodeId] = { ...at(join.nodeId), join }
  for (const { nodeId, rows } of dropped) nodes[nodeId] = { ...at(nodeId), dropped: rows }
  for (const { nodeId, ...figure } of judged) nodes[nodeId] = { ...at(nodeId), judged: [...at(nodeId).judged, figure] }
  return nodes
}

/** Sorts a run's numbers by node. */
export function figuresOf(run: RunDetail): RunFigures {
  const nodes = sortByNode(run)
  const at = (id: string): NodeFigures => nodes[id] ?? empty
  for (const { nodeId, rejected, sourceName, rows } of run.sources)
    nodes[nodeId] = { ...at(nodeId), rejected, sourceName, rows: { rows, ...at(nodeId).rows } }
  return {
    runId: run.id,
    mode: run.mode,
    state: run.state,
    finishedAt: run.finishedAt,
    seconds: run.seconds,
    leads: run.leads,
    undetermined: run.undetermined,
    unidentified: run.unidentified,
    outcomes: run.outcomes,
    severities: run.severities,
    changes: run.changes,
    nodes,
    drawn: run.drawn,
    counted: run.drawn,
    recount: null,
  }
}

/** The run's numbers with those that were counted again for `document`. Leads are the run's own: they come from a run only. */
export function withRecount(figures: RunFigures, recount: Recount, document: GraphDocument): RunFigures {
  const counted = new Set(recount.nodeIds)
  const left = [...staleNodes(figures.counted, document)].filter((id) => !counted.has(id))
  const fresh = sortByNode(recount)
  const nodes = Object.fromEntries(
    recount.nodeIds.map((id): [string, NodeFigures] => {
      // What the source delivered is not counted again.
      const { rejected, sourceName } = figures.nodes[id] ?? empty
      return [id, { ...(fresh[id] ?? empty), rejected, sourceName }]
    }),
  )
  return {
    ...figures,
    nodes: { ...figures.nodes, ...nodes },
    counted: document,
    recount: { at: recount.computedAt, nodes: counted.size, left: new Set(left) },
  }
}

/** Cards whose numbers do not follow from the document any more. The output shows leads: only a run makes those new. */
export function staleFigures(figures: RunFigures, document: GraphDocument): ReadonlySet<string> {
  const stale = new Set(staleNodes(figures.counted, document))
  const outdated = figures.counted === figures.drawn ? stale : staleNodes(figures.drawn, document)
  for (const { id, type } of document.nodes) {
    if (figures.recount?.left.has(id) || (specOf(type)?.family === 'output' && outdated.has(id))) stale.add(id)
  }
  return stale
}

/** Stale cards that can be counted without a run: no output, and no error at the card or above it. */
export function recountable(
  stale: ReadonlySet<string>,
  document: GraphDocument,
  problems: readonly Problem[],
): readonly string[] {
  const failing = problems.flatMap(({ severity, nodeId }) =>
    severity === 'error' && nodeId !== undefined ? [nodeId] : [],
  )
  const blocked = andDownstream(document, failing)
  return document.nodes.flatMap(({ id, type }) =>
    stale.has(id) && !blocked.has(id) && specOf(type)?.family !== 'output' ? [id] : [],
  )
}

const empty: NodeFigures = { rows: {}, join: null, dropped: null, judged: [], rejected: null, sourceName: null }

/**
 * Nodes whose numbers no longer follow from what is drawn: their own config, an edge above them, or a parameter changed. What
 * ran comes back from the catalogue with its keys in another order, so texts are compared in one.
 */
export function staleNodes(ran: DrawnModel | null, now: GraphDocument): ReadonlySet<string> {
  if (ran === null || canonicalJson(ran.parameters) !== canonicalJson(now.parameters))
    return new Set(now.nodes.map(({ id }) => id))
  return andDownstream(now, changedNodes(ran, now))
}

/** Some nodes, and all that follow from them. */
function andDownstream({ edges }: Pick<GraphDocument, 'edges'>, nodeIds: readonly string[]): Set<string> {
  const found = new Set(nodeIds)
  const readers = Map.groupBy(edges, ({ from }) => from.node)
  const queue = [...found]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { to } of readers.get(id) ?? []) {
      if (found.has(to.node)) continue
      found.add(to.node)
      queue.push(to.node)
    }
  }
  return found
}

/** Nodes that were changed themselves: their type, config or inputs. */
export function changedNodes(before: DrawnModel, now: DrawnModel): readonly string[] {
  const known = new Map(before.nodes.map((node) => [node.id, node]))
  const [fedBefore, fedNow] = [before, now].map(({ edges }) => Map.groupBy(edges, ({ to }) => to.node))
  const inputs = (fed: typeof fedNow, id: string) =>
    (fed?.get(id) ?? [])
      .map(({ from, to }) => `${to.port}<${from.node}.${from.port}`)
      .sort()
      .join()
  return now.nodes.flatMap((node) => {
    const old = known.get(node.id)
    const same =
      old !== undefined &&
      old.type === node.type &&
      (old.config === node.config || textOf(old.config) === textOf(node.config)) &&
      inputs(fedBefore, node.id) === inputs(fedNow, node.id)
    return same ? [] : [node.id]
  })
}

/** Configs are replaced, never changed, and asked for at every key. */
const texts = new WeakMap<object, string>()

function textOf(config: object): string {
  const known = texts.get(config)
  if (known !== undefined) return known
  const text = canonicalJson(config)
  texts.set(config, text)
  return text
}
