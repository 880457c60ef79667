import type { DrawnModel, JoinCount, Outcome, RunDetail, RunMode, RunState, Severity } from '@jianmo/engine/api'
import { canonicalJson, type GraphDocument } from '@jianmo/engine/graph'

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
  /** What ran: tells which cards are stale. Null: nobody knows, so all are. */
  readonly drawn: DrawnModel | null
}

/** Sorts a run's numbers by node. */
export function figuresOf(run: RunDetail): RunFigures {
  const nodes: Record<string, NodeFigures> = {}
  const at = (id: string): NodeFigures => nodes[id] ?? empty
  for (const { nodeId, port, rows } of run.counts)
    nodes[nodeId] = { ...at(nodeId), rows: { ...at(nodeId).rows, [port]: rows } }
  for (const join of run.joins) nodes[join.nodeId] = { ...at(join.nodeId), join }
  for (const { nodeId, rows } of run.dropped) nodes[nodeId] = { ...at(nodeId), dropped: rows }
  for (const { nodeId, ...figure } of run.judged)
    nodes[nodeId] = { ...at(nodeId), judged: [...at(nodeId).judged, figure] }
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
  }
}

const empty: NodeFigures = { rows: {}, join: null, dropped: null, judged: [], rejected: null, sourceName: null }

/**
 * Nodes whose numbers no longer follow from what is drawn: their own config, an edge above them, or a parameter changed. What
 * ran comes back from the catalogue with its keys in another order, so texts are compared in one.
 */
export function staleNodes(ran: DrawnModel | null, now: GraphDocument): ReadonlySet<string> {
  if (ran === null || canonicalJson(ran.parameters) !== canonicalJson(now.parameters))
    return new Set(now.nodes.map(({ id }) => id))
  const stale = new Set<string>()
  const before = new Map(ran.nodes.map((node) => [node.id, node]))
  const inputs = ({ edges }: DrawnModel, id: string) =>
    edges
      .filter(({ to }) => to.node === id)
      .map(({ from, to }) => `${to.port}<${from.node}.${from.port}`)
      .sort()
      .join()
  for (const node of now.nodes) {
    const old = before.get(node.id)
    const same =
      old !== undefined &&
      old.type === node.type &&
      (old.config === node.config || textOf(old.config) === textOf(node.config)) &&
      inputs(ran, node.id) === inputs(now, node.id)
    if (!same) stale.add(node.id)
  }
  const queue = [...stale]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const { from, to } of now.edges) {
      if (from.node !== id || stale.has(to.node)) continue
      stale.add(to.node)
      queue.push(to.node)
    }
  }
  return stale
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
