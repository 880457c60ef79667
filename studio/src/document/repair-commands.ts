import type { Column, Problem } from '@jianmo/connectors/words'
import { rewriteNames } from '@jianmo/engine/expression'
import { type GraphDocument, type GraphEdge, type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { type InferContext, specOf } from '@jianmo/engine/nodes'
import {
  type Candidate,
  findColumn,
  idOf,
  type LostColumn,
  type Replacement,
  rankReplacements,
  type Spell,
  sameColumns,
  sameName,
} from '@jianmo/engine/schema'
import type { Command } from './command.ts'
import { mapReferences } from './config-references.ts'
import { type Catalogue, type Inference, problemsOf } from './inference-store.ts'
import { columnsFor, type LostReference } from './lost-columns.ts'
import { modelColumns, nodeColumns } from './model-columns.ts'

type ModelColumns = Inference['columns']
type Ports = ModelColumns[string]

/**
 * Puts another column in the place of one that is gone, in one step: in every node that still names the lost one and where
 * the other arrives, in settings and inside expressions. A name that nobody chose follows, so later nodes follow too.
 */
export function replaceColumn(name: string, by: Column, catalogue: Catalogue): Command {
  return {
    name: { zh: `用“${by.name}”替换“${name}”`, en: `Use “${by.name}” for “${name}”` },
    apply(document) {
      const { configs } = replaced(wayThrough(document, catalogue), { name, id: idOf(by) })
      if (configs.size === 0) return document
      const nodes = document.nodes.map((node) => {
        const config = configs.get(node.id)
        return config === undefined ? node : { ...node, config }
      })
      return { ...document, nodes }
    },
  }
}

export interface RepairOffer extends Replacement {
  /** Nodes that it changes, in the order of the data. */
  readonly changes: readonly string[]
}

/** What could stand for a lost column, the best first; each is tried on the whole model. */
export function offersFor(
  lost: LostReference & LostColumn,
  {
    document,
    inference,
    catalogue,
    spell,
  }: {
    readonly document: GraphDocument
    readonly inference: Inference
    readonly catalogue: Catalogue
    readonly spell?: Spell
  },
): readonly RepairOffer[] {
  const way = wayThrough(document, catalogue)
  const changes = new Map<Column, readonly string[]>()
  const candidates = columnsFor(lost, document, inference).flatMap((column): Candidate[] => {
    if (column.broken) return []
    const { configs, problems } = replaced(way, { name: lost.name, id: idOf(column) })
    if (!configs.has(lost.nodeId)) return []
    changes.set(column, [...configs.keys()])
    const newErrors = [...problems].map(([id, found]) => {
      const known = errorsOf(problemsOf(inference, id))
      return [...errorsOf(found)].filter((error) => !known.has(error)).length
    })
    return [{ column, newErrors: newErrors.reduce((sum, count) => sum + count, 0) }]
  })
  return rankReplacements(lost, candidates, spell).map((ranked) => ({
    ...ranked,
    changes: changes.get(ranked.column) ?? [],
  }))
}

/** Errors by what they are and where; a place in a text moves with what is written before it. */
function errorsOf(problems: readonly Omit<Problem, 'nodeId'>[]): ReadonlySet<string> {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ code, field, data }) => JSON.stringify([code, field, data])))
}

/** A document as the data go through it. */
interface Way {
  readonly nodes: readonly GraphNode[]
  readonly arriving: ReadonlyMap<string, readonly GraphEdge[]>
  readonly columns: ModelColumns
  readonly context: InferContext
}

function wayThrough(document: GraphDocument, catalogue: Catalogue): Way {
  return {
    nodes: orderNodes(document).nodes,
    arriving: Map.groupBy(document.edges, ({ to }) => to.node),
    columns: modelColumns(document, catalogue),
    context: { ...catalogue, parameters: document.parameters },
  }
}

interface Replacing {
  readonly name: string
  /** Of the column that takes the place, whatever it is called on the way. */
  readonly id: string
}

/** The settings that change, and what is wrong then at each node that they reach. */
function replaced(way: Way, replacing: Replacing) {
  const { columns, context } = way
  const now = new Map<string, Ports>()
  const configs = new Map<string, Record<string, unknown>>()
  const problems = new Map<string, readonly Omit<Problem, 'nodeId'>[]>()
  for (const node of way.nodes) {
    const spec = specOf(node.type)
    const edges = way.arriving.get(node.id) ?? []
    if (spec === undefined) continue
    const inputs = Object.fromEntries(
      edges.map(({ from, to }) => [to.port, (now.get(from.node) ?? columns[from.node])?.[from.port] ?? []]),
    )
    const place = { ...replacing, inputs, parameters: context.parameters }
    const into = replacedInto(node, place)
    const isReached = into !== node.config || edges.some(({ from }) => now.has(from.node))
    const outputs = isReached ? nodeColumns(spec, { node, config: into, inputs, context }).outputs : columns[node.id]
    const config = replacedOver({ ...node, config: into }, { ...place, inputs: outputs ?? {} })
    if (config !== node.config) configs.set(node.id, config)
    if (!isReached && config === into) continue
    const found = nodeColumns(spec, { node, config, inputs, context })
    // Where the same columns come out, nothing behind them is reached by this way.
    if (!isSameOutput(found.outputs, columns[node.id] ?? {})) now.set(node.id, found.outputs)
    problems.set(node.id, found.problems)
  }
  return { configs, problems }
}

const isSameOutput = (left: Ports, right: Ports): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([port, list]) => sameColumns(list, right[port] ?? []))

interface Place extends Replacing {
  /** Columns by the port that a setting is over. */
  readonly inputs: Ports
  readonly parameters: InferContext['parameters']
}

/** What the column that takes the place is called among these; null if it is not there, or the lost one is. */
function stands(columns: readonly Column[], { name, id }: Replacing): string | null {
  if (findColumn(columns, name)) return null
  return columns.find((column) => idOf(column) === id)?.name ?? null
}

function rewrite(text: string, columns: readonly Column[], { name, id, parameters }: Omit<Place, 'inputs'>): string {
  const next = stands(columns, { name, id })
  if (next === null) return text
  const lost: Column = { name, type: 'text', label: { zh: name, en: name }, sensitivity: 'internal' }
  return rewriteNames(text, { columns: [lost], parameters }, { columns: new Map([[name, next]]) })
}

/** Settings over what arrives. */
function replacedInto(node: GraphNode, place: Place): Record<string, unknown> {
  const { inputs, name: lost, id } = place
  const isNear =
    id.startsWith(`${node.id}.`) || Object.values(inputs).some((columns) => stands(columns, place) !== null)
  if (!isNear) return node.config
  const made = node.type === 'derive' ? itemsOf(node.config['columns']) : []
  const own = made.map(
    (name): Column => ({
      id: `${node.id}.${name}`,
      name,
      type: 'text',
      label: { zh: name, en: name },
      sensitivity: 'internal',
    }),
  )
  const named = [...(inputs['left'] ?? []).map(({ name }) => name), ...Object.values(node.config).flatMap(itemsOf)]
  return mapReferences(node.type, node.config, {
    parameter: (name) => name,
    column: (port, name) => (name === lost ? (stands(inputs[port] ?? [], place) ?? name) : name),
    expression: (port, text, index = 0) => rewrite(text, [...(inputs[port] ?? []), ...own.slice(0, index)], place),
    outputExpression: (_, text) => text,
    // A column that nobody gave a name of its own is called as it is, unless that name is taken here.
    given: (name, from, next) =>
      name === from && next !== from && !named.some((other) => sameName(other, next)) ? next : name,
  })
}

/** Conditions over what the node itself gives. */
function replacedOver({ type, config }: GraphNode, place: Place): Record<string, unknown> {
  if (!Object.values(place.inputs).some((columns) => stands(columns, place) !== null)) return config
  return mapReferences(type, config, {
    parameter: (name) => name,
    column: (_, name) => name,
    expression: (_, text) => text,
    outputExpression: (port, text) => rewrite(text, place.inputs[port] ?? [], place),
    given: (name) => name,
  })
}

/** Names that the items of a list give. */
function itemsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    const name = typeof item === 'object' && item !== null ? (item as { name?: unknown }).name : null
    return typeof name === 'string' && name !== '' ? [name] : []
  })
}
