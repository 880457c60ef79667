import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphEdge } from '@jianmo/engine/graph'
import { type FieldHint, specOf } from '@jianmo/engine/nodes'
import { type Command, quoted } from './command.ts'
import type { NewNode } from './node-commands.ts'
import { refuseConnection } from './refuse-connection.ts'

export interface Replacement {
  readonly command: Command
  /** Settings that the new kind has no place for, by their labels. */
  readonly dropped: readonly Text[]
  /** Wires that found no port. */
  readonly cut: number
}

/**
 * Another kind of node in the place of one: its id, place and wires stay, and the settings that mean the same. A setting means
 * the same if its control is the same: first under the same name, then in the order of the form. A title that somebody wrote
 * stays. Null if there is no such node.
 */
export function replaceNode(document: GraphDocument, nodeId: string, next: NewNode): Replacement | null {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const [before, after] = [specOf(node?.type ?? ''), specOf(next.type)]
  if (node === undefined || before === undefined || after === undefined) return null
  const { config, dropped } = carryOver(
    { form: before.form, config: node.config, initial: before.initial },
    { form: after.form, initial: next.config },
  )
  const own = ![before.label.zh, before.label.en].includes(node.title)
  const replaced = { ...node, type: next.type, title: own ? node.title : next.title, config }
  const nodes = document.nodes.map((item) => (item === node ? replaced : item))
  const others = document.edges.filter(({ from, to }) => from.node !== nodeId && to.node !== nodeId)
  const wires = document.edges.filter((edge) => !others.includes(edge))
  let rewired: GraphDocument = { ...document, nodes, edges: others }
  for (const edge of wires) rewired = rewire(rewired, edge, { nodeId, inputs: before.inputs, outputs: before.outputs })
  // A wire keeps its place in the list.
  const kept = new Map(rewired.edges.map((edge) => [edge.id, edge]))
  const edges = document.edges.flatMap(({ id }) => kept.get(id) ?? [])
  return {
    command: {
      name: quoted({ zh: '替换', en: 'Replace' }, node.title),
      apply: (now) => (now === document ? { ...rewired, edges } : now),
    },
    dropped,
    cut: document.edges.length - edges.length,
  }
}

type Form = Readonly<Record<string, FieldHint>>
type Config = Readonly<Record<string, unknown>>

function carryOver(
  from: { readonly form: Form; readonly config: Config; readonly initial: Config },
  to: { readonly form: Form; readonly initial: Config },
): { readonly config: Record<string, unknown>; readonly dropped: readonly Text[] } {
  const config: Record<string, unknown> = { ...to.initial }
  const used = new Set<string>()
  const said = (field: string) => JSON.stringify(from.config[field]) !== JSON.stringify(from.initial[field])
  const take = (field: string, source: string) => {
    config[field] = from.config[source]
    used.add(source)
  }
  const left = new Set(Object.keys(to.form))
  for (const field of [...left]) {
    if (from.form[field]?.control !== to.form[field]?.control || !(field in from.config)) continue
    take(field, field)
    left.delete(field)
  }
  for (const field of left) {
    const source = Object.keys(from.form).find(
      (name) => !used.has(name) && said(name) && from.form[name]?.control === to.form[field]?.control,
    )
    if (source !== undefined) take(field, source)
  }
  const dropped = Object.entries(from.form).flatMap(([name, { label }]) =>
    used.has(name) || !said(name) ? [] : [label],
  )
  return { config, dropped }
}

interface Ports {
  readonly nodeId: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, unknown>>
}

/** A wire to a port of the same name, else to the one in the same place; away if neither takes it. */
function rewire(document: GraphDocument, edge: GraphEdge, { nodeId, inputs, outputs }: Ports): GraphDocument {
  const spec = specOf(document.nodes.find(({ id }) => id === nodeId)?.type ?? '')
  const portFor = (old: string, before: Ports['inputs'], now: Ports['inputs']) =>
    old in now ? old : Object.keys(now)[Math.max(0, Object.keys(before).indexOf(old))]
  const port =
    edge.to.node === nodeId
      ? portFor(edge.to.port, inputs, spec?.inputs ?? {})
      : portFor(edge.from.port, outputs, spec?.outputs ?? {})
  if (port === undefined) return document
  const wire =
    edge.to.node === nodeId ? { ...edge, to: { node: nodeId, port } } : { ...edge, from: { node: nodeId, port } }
  return refuseConnection(document, wire) === null ? { ...document, edges: [...document.edges, wire] } : document
}
