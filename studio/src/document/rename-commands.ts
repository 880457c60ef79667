import type { Column, LogicalTable, Statute } from '@jianmo/connectors/words'
import { rewriteNames } from '@jianmo/engine/expression'
import { type GraphDocument, type GraphNode, orderNodes } from '@jianmo/engine/graph'
import { type FieldControl, specOf } from '@jianmo/engine/nodes'
import { isColumnName } from '@jianmo/engine/schema'
import { type Command, quoted } from './command.ts'
import { mapReferences } from './config-references.ts'
import { modelColumns, nodeColumns } from './model-columns.ts'

/** A place where a column gets its name: an item of a select, a derive, an aggregate, a typed table, or of what a join takes. */
export interface NamePlace {
  readonly nodeId: string
  /** Of a typed table the field that holds it. */
  readonly field: string
  readonly index: number
}

/** What inference needs besides the document. */
export interface Known {
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
}

type Renames = ReadonlyMap<string, string>
type Ports<Thing> = Readonly<Record<string, Thing>>
const none: Renames = new Map()

/**
 * Names a column anew, and with it every expression and every reference downstream that means it, in one step. While the name
 * is no name yet, or that of another column, what is downstream keeps the name that the step began with. Typing stays one
 * step until the field is left, so that a name may be cleared and written again.
 */
export function renameColumn(place: NamePlace, name: string, known: Known): Command {
  return {
    name: quoted({ zh: '列改名为', en: 'Rename column to' }, name),
    group: `rename-column:${place.nodeId}:${place.field}:${place.index}`,
    untilSettled: true,
    apply(document, base = document) {
      const now = itemAt(document, place)
      if (now === null || now.name === name) return document
      const before = itemAt(base, place)
      const changed = withName(base, place, name)
      return before === null ? withName(document, place, name) : followRename(base, changed, { place, known })
    },
  }
}

/**
 * Names a parameter anew, with every `$name` in the model, and the columns that parameter tables call after it. A name that is
 * taken or is none changes nothing.
 */
export function renameParameter(from: string, to: string, known: Known): Command {
  return {
    name: quoted({ zh: '参数改名为', en: 'Rename parameter to' }, `$${to}`),
    apply(document) {
      const exists = document.parameters.some(({ name }) => name === from)
      if (!exists || !isFreeParameter(document, to)) return document
      const renames = { parameters: new Map([[from, to]]) }
      const scope = { columns: [], parameters: document.parameters }
      const expression = (_: string, text: string) => rewriteNames(text, scope, renames)
      const changed = {
        ...document,
        parameters: document.parameters.map((item) => (item.name === from ? { ...item, name: to } : item)),
        nodes: mapNodes(document, (node) =>
          mapReferences(node.type, node.config, {
            column: (_, column) => column,
            parameter: (name) => (name === from ? to : name),
            expression,
            outputExpression: expression,
            given: (given) => given,
          }),
        ),
      }
      const tables = document.nodes.filter(({ type, config }) => {
        const names = config['parameters']
        return type === 'parameter' && Array.isArray(names) && names.includes(from)
      })
      const renamed = new Map(tables.map(({ id }) => [id, { rows: new Map([[from, to]]) }] as const))
      return renamed.size === 0 ? changed : followDownstream(document, changed, { renamed, known })
    },
  }
}

export function isFreeParameter(document: GraphDocument, name: string): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(name) && !document.parameters.some((parameter) => parameter.name === name)
}

/** Where a column that arrives at a node (or is made in it) got its name; the id of a source if it has it from there. */
export function whereNamed(
  document: GraphDocument,
  nodeId: string,
  { name, known }: { readonly name: string; readonly known: Known },
): NamePlace | { readonly source: string } | null {
  const columns = modelColumns(document, known)
  const seen = new Set<string>()
  let at: string | undefined = nodeId
  while (at !== undefined && !seen.has(at)) {
    seen.add(at)
    const here = document.nodes.find(({ id }) => id === at)
    if (here === undefined) return null
    // At the node itself only a derive shows its own columns in its expressions.
    const place = at === nodeId && here.type !== 'derive' ? null : namedAt(here, name)
    if (place) return place
    if (Object.keys(specOf(here.type)?.inputs ?? {}).length === 0) return { source: here.id }
    at = document.edges.find(
      ({ from, to }) => to.node === at && columns[from.node]?.[from.port]?.some((column) => column.name === name),
    )?.from.node
  }
  return null
}

/** Controls whose items give columns their names. */
const naming: readonly FieldControl[] = [
  'selected-columns',
  'derived-columns',
  'take-columns',
  'aggregates',
  'typed-table',
]

/** The items of a field that name columns; those of a typed table are its columns. */
function itemsIn(node: GraphNode | undefined, field: string): readonly unknown[] {
  const value = node?.config[field]
  const items = isTable(value) ? value.columns : value
  return Array.isArray(items) ? items : []
}

const isTable = (value: unknown): value is { readonly columns: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'columns' in value

function namedAt(node: GraphNode, name: string): NamePlace | null {
  for (const [field, hint] of Object.entries(specOf(node.type)?.form ?? {})) {
    if (!naming.includes(hint.control)) continue
    const index = itemsIn(node, field).findIndex((item) => nameOf(item) === name)
    if (index >= 0) return { nodeId: node.id, field, index }
  }
  return null
}

interface Item {
  readonly name: string
  /** The name under which it leaves: the column's own where it was given none. */
  readonly shown: string
}

function itemAt(document: GraphDocument, { nodeId, field, index }: NamePlace): Item | null {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const item = itemsIn(node, field)[index]
  if (typeof item !== 'object' || item === null) return null
  const { name } = item as { name?: unknown }
  return { name: typeof name === 'string' ? name : '', shown: nameOf(item) }
}

function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return ''
  const { name, from } = item as { name?: unknown; from?: unknown }
  if (typeof name === 'string' && name !== '') return name
  return typeof from === 'string' ? from : ''
}

function withName(document: GraphDocument, { nodeId, field, index }: NamePlace, name: string): GraphDocument {
  return {
    ...document,
    nodes: mapNodes(document, (node) => {
      if (node.id !== nodeId) return node.config
      const items = itemsIn(node, field).map((item, at) => (at === index ? { ...(item as object), name } : item))
      const value = node.config[field]
      return { ...node.config, [field]: isTable(value) ? { ...value, columns: items } : items }
    }),
  }
}

function mapNodes(document: GraphDocument, change: (node: GraphNode) => Record<string, unknown>): GraphNode[] {
  return document.nodes.map((node) => {
    const config = change(node)
    return config === node.config ? node : { ...node, config }
  })
}

type Port = readonly [string, readonly Column[]]

const portsWith = (ports: Ports<readonly Column[]> | undefined, name: string): readonly Port[] =>
  Object.entries(ports ?? {}).filter(([, columns]) => has(columns, name))

/** Whether another column beside `from` is called so, in whatever letters. */
const hasTaken = (ports: readonly Port[], from: string, to: string): boolean =>
  ports.some(([, columns]) => columns.some(({ name }) => name !== from && alike(name, to)))

/** Whether a column may be called so where it gets its name: no other there has that name. */
export function isFreeColumn(
  document: GraphDocument,
  place: NamePlace,
  { name, known }: { readonly name: string; readonly known: Known },
): boolean {
  const columns = modelColumns(document, known)
  const from = itemAt(document, place)?.shown ?? ''
  return !hasTaken(portsWith(columns[place.nodeId], from), from, name)
}

/** `changed` is `base` with one name changed: everything downstream in it follows. */
function followRename(
  base: GraphDocument,
  changed: GraphDocument,
  { place, known }: { readonly place: NamePlace; readonly known: Known },
): GraphDocument {
  const before = modelColumns(base, known)
  const [from, to] = [itemAt(base, place)?.shown ?? '', itemAt(changed, place)?.shown ?? '']
  const ports = portsWith(before[place.nodeId], from)
  const taken = hasTaken(ports, from, to)
  if (from === '' || !isColumnName(to) || taken || ports.length === 0) return changed

  const renamed = new Map([[place.nodeId, Object.fromEntries(ports.map(([port]) => [port, new Map([[from, to]])]))]])
  const within = (node: GraphNode) => followWithin(node, place, { from, to })
  return followDownstream(base, changed, { renamed, known, within })
}

/** Every node after those whose columns are called otherwise in `changed` than in `base` calls them by their new names. */
function followDownstream(
  base: GraphDocument,
  changed: GraphDocument,
  {
    renamed,
    known,
    within = ({ config }) => config,
  }: {
    readonly renamed: ReadonlyMap<string, Ports<Renames>>
    readonly known: Known
    /** What changes in the node itself. */
    readonly within?: (node: GraphNode) => Record<string, unknown>
  },
): GraphDocument {
  const before = modelColumns(base, known)
  const { parameters } = changed
  const context = { ...known, parameters }
  const renames = new Map<string, Ports<Renames>>(renamed)
  const after: Record<string, Ports<readonly Column[]>> = { ...before }
  const configs = new Map<string, Record<string, unknown>>()
  const arriving = Map.groupBy(base.edges, ({ to }) => to.node)
  for (const node of orderNodes(changed).nodes) {
    const spec = specOf(node.type)
    if (!spec) continue
    const edges = arriving.get(node.id) ?? []
    const incoming: Record<string, Renames> = Object.fromEntries(
      edges.map(({ from: start, to: end }) => [end.port, renames.get(start.node)?.[start.port] ?? none]),
    )
    const own = renamed.has(node.id)
    if (!own && Object.values(incoming).every(({ size }) => size === 0)) continue
    const columnsAt = (of: Record<string, Ports<readonly Column[]>>) =>
      Object.fromEntries(edges.map(({ from: start, to: end }) => [end.port, of[start.node]?.[start.port] ?? []]))
    const inputs = columnsAt(before)
    const config = own ? within(node) : followInto(node, { inputs, incoming, parameters })
    const found = nodeColumns(spec, { node, config, inputs: columnsAt(after), context }).outputs
    after[node.id] = found
    if (!own) renames.set(node.id, renamedOutputs(before[node.id] ?? {}, found))
    const outputs = { columns: before[node.id] ?? {}, renames: renames.get(node.id) ?? {}, parameters }
    configs.set(node.id, followOutputs({ ...node, config }, outputs))
  }
  return { ...changed, nodes: mapNodes(changed, (node) => configs.get(node.id) ?? node.config) }
}

/** Later columns of the same derive that are computed from the renamed one. */
function followWithin(node: GraphNode, place: NamePlace, { from, to }: { from: string; to: string }) {
  const items = node.config[place.field]
  if (node.type !== 'derive' || !Array.isArray(items)) return node.config
  const scope = { columns: [plainColumn(from)], parameters: [] }
  const renames = { columns: new Map([[from, to]]) }
  const follow = (item: { expression?: unknown }, index: number) =>
    index > place.index && typeof item.expression === 'string'
      ? { ...item, expression: rewriteNames(item.expression, scope, renames) }
      : item
  return { ...node.config, [place.field]: items.map(follow) }
}

const plainColumn = (name: string): Column => ({
  name,
  type: 'text',
  label: { zh: name, en: name },
  sensitivity: 'internal',
})

function followInto(
  node: GraphNode,
  at: {
    readonly inputs: Ports<readonly Column[]>
    readonly incoming: Ports<Renames>
    readonly parameters: GraphDocument['parameters']
  },
): Record<string, unknown> {
  const column = (port: string, name: string) => at.incoming[port]?.get(name) ?? name
  // A name follows only where it stays free: among the columns taken here, and on the left of a join.
  const others = [...(at.inputs.left ?? []).map(({ name }) => name), ...takenNames(node)]
  return mapReferences(node.type, node.config, {
    parameter: (name) => name,
    column,
    expression: (port, text) =>
      rewriteNames(
        text,
        { columns: at.inputs[port] ?? [], parameters: at.parameters },
        { columns: at.incoming[port] ?? none },
      ),
    // Once it is known what the node's own columns are called now.
    outputExpression: (_, text) => text,
    given: (name, from, next) =>
      name === from && next !== from && !others.some((other) => alike(other, next)) ? next : name,
  })
}

/** A condition over what a node gives means the node's own columns: a result may be called as an input was. */
function followOutputs(
  { type, config }: GraphNode,
  at: {
    readonly columns: Ports<readonly Column[]>
    readonly renames: Ports<Renames>
    readonly parameters: GraphDocument['parameters']
  },
): Record<string, unknown> {
  return mapReferences(type, config, {
    parameter: (name) => name,
    column: (_, name) => name,
    expression: (_, text) => text,
    outputExpression: (port, text) =>
      rewriteNames(
        text,
        { columns: at.columns[port] ?? [], parameters: at.parameters },
        { columns: at.renames[port] ?? none },
      ),
    given: (name) => name,
  })
}

function takenNames(node: GraphNode): readonly string[] {
  return Object.values(node.config).flatMap((items) => (Array.isArray(items) ? items.map(nameOf) : []))
}

/** A node gives its columns in the same order whatever they are called: what differs by name at one place was renamed. */
function renamedOutputs(before: Ports<readonly Column[]>, after: Ports<readonly Column[]>): Ports<Renames> {
  return Object.fromEntries(
    Object.entries(before).map(([port, columns]) => {
      const now = after[port] ?? []
      if (now.length !== columns.length) return [port, none]
      const pairs = columns.flatMap(({ name }, index) => {
        const next = now[index]?.name ?? name
        return next === name ? [] : [[name, next] as const]
      })
      return [port, new Map(pairs)]
    }),
  )
}

const has = (columns: readonly Column[], name: string) => columns.some((column) => column.name === name)
const alike = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()
