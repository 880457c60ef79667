import type { Column } from '@jianmo/connectors/words'
import { rewriteNames } from '@jianmo/engine/expression'
import { type GraphDocument, type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { type InferContext, type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { createInference, inferModel } from '@jianmo/engine/planner'
import {
  type Candidate,
  findColumn,
  identifyColumns,
  idOf,
  type LostColumn,
  type Replacement,
  rankReplacements,
  type Spell,
  sameName,
} from '@jianmo/engine/schema'
import type { Command } from './command.ts'
import { mapReferences } from './config-references.ts'
import type { Catalogue, Inference } from './inference-store.ts'
import { columnsFor, type LostReference } from './lost-columns.ts'

type ModelColumns = Inference['columns']
type Ports = ModelColumns[string]

/**
 * Puts another column in the place of one that is gone, in one step: in every node that still names the lost one and where
 * the other arrives, in settings and inside expressions. What the nodes before gave the lost column's name follows.
 */
export function replaceColumn(name: string, by: Column, catalogue: Catalogue): Command {
  return {
    name: { zh: `用“${by.name}”替换“${name}”`, en: `Use “${by.name}” for “${name}”` },
    apply: (document) => {
      const context = { ...catalogue, parameters: document.parameters }
      return withReplacement(document, { name, id: idOf(by), context, columns: inferModel(document, context).columns })
    },
  }
}

export interface RepairOffer extends Replacement {
  /** Nodes that it changes, in the order of the data. */
  readonly changes: readonly string[]
}

/** What could stand for a lost column, the best first; each was tried on the whole model. */
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
  const context = { ...catalogue, parameters: document.parameters }
  const infer = createInference()
  const known = errorsOf(infer(document, context).problems)
  const changes = new Map<Column, readonly string[]>()
  const candidates = columnsFor(lost, document, inference).flatMap((column): Candidate[] => {
    if (column.broken) return []
    const { columns } = inference
    const repaired = withReplacement(document, { name: lost.name, id: idOf(column), context, columns })
    const changed = repaired.nodes.filter((node, index) => node !== document.nodes[index]).map(({ id }) => id)
    if (!changed.includes(lost.nodeId)) return []
    changes.set(column, changed)
    const errors = errorsOf(infer(repaired, context).problems)
    return [{ column, newErrors: [...errors].filter((error) => !known.has(error)).length }]
  })
  return rankReplacements(lost, candidates, spell).map((ranked) => ({
    ...ranked,
    changes: changes.get(ranked.column) ?? [],
  }))
}

/** Errors by what they are and where; a place in a text moves with what is written before it. */
function errorsOf(problems: Inference['problems']): ReadonlySet<string> {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ code, nodeId, field, data }) => JSON.stringify([code, nodeId, field, data])))
}

interface Replacing {
  readonly name: string
  /** Of the column that takes the place, whatever it is called on the way. */
  readonly id: string
  readonly context: InferContext
  /** Those of the document. */
  readonly columns: ModelColumns
}

function withReplacement(document: GraphDocument, { name, id, context, columns }: Replacing): GraphDocument {
  const now: Record<string, Ports> = { ...columns }
  const configs = new Map<string, Record<string, unknown>>()
  const changed = new Set<string>()
  for (const node of orderNodes(document).nodes) {
    const spec = specOf(node.type)
    if (spec === undefined) continue
    const edges = document.edges.filter(({ to }) => to.node === node.id)
    const inputs = Object.fromEntries(edges.map(({ from, to }) => [to.port, now[from.node]?.[from.port] ?? []]))
    const place = { name, id, inputs, parameters: document.parameters }
    const into = replacedInto(node, place)
    const isChanged = into !== node.config || edges.some(({ from }) => changed.has(from.node))
    const outputs = isChanged ? outputsOf(spec, { node, config: into, inputs, context }) : (columns[node.id] ?? {})
    const config = replacedOver({ ...node, config: into }, { ...place, inputs: outputs })
    if (isChanged) changed.add(node.id)
    if (isChanged) now[node.id] = outputs
    if (config !== node.config) configs.set(node.id, config)
  }
  if (configs.size === 0) return document
  const nodes = document.nodes.map((node) => {
    const config = configs.get(node.id)
    return config === undefined ? node : { ...node, config }
  })
  return { ...document, nodes }
}

function outputsOf(
  spec: NodeSpec,
  {
    node,
    config,
    inputs,
    context,
  }: {
    readonly node: GraphNode
    readonly config: Record<string, unknown>
    readonly inputs: Ports
    readonly context: InferContext
  },
): Ports {
  const parsed = spec.config.safeParse({ ...spec.initial, ...config })
  if (!parsed.success) return {}
  const found = spec.infer({ config: parsed.data, inputs, context, report: () => undefined })
  return Object.fromEntries(Object.entries(found).map(([port, list]) => [port, identifyColumns(node.id, list)]))
}

interface Place extends Pick<Replacing, 'name' | 'id'> {
  /** Columns by the port that a setting is over. */
  readonly inputs: Ports
  readonly parameters: GraphDocument['parameters']
}

/** What the column that takes the place is called among these; null if it is not there, or the lost one is. */
function stands(columns: readonly Column[], { name, id }: Pick<Replacing, 'name' | 'id'>): string | null {
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
  const { inputs, name: lost } = place
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
