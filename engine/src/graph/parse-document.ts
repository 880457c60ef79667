import type { Problem } from '@jianmo/connectors/words'
import { formatVersion, GraphDocument } from './document.ts'
import { graphProblem } from './graph.problems.ts'

export interface ParsedDocument {
  /** Null only if the text is no model at all; a model with a wrong field gives problems and null. */
  readonly document: GraphDocument | null
  readonly problems: readonly Problem[]
}

type Json = Readonly<Record<string, unknown>>

/** One step per old version that cannot stay as it is: `upgrades[n]` turns version n into n + 1. Version 1 can: see `GraphDocument`. */
const upgrades: Readonly<Record<number, (document: Json) => Json>> = {}

/**
 * Reads a model from JSON text or an already parsed value: checks the format, upgrades old versions, reports every
 * problem at once. Unknown node types are kept untouched (`inferModel` reports them). Never throws.
 */
export function parseDocument(json: unknown): ParsedDocument {
  const value = typeof json === 'string' ? parseJson(json) : json
  if (value === undefined) return failed(graphProblem('document-not-json', { detail: 'JSON' }))
  if (!isObject(value) || value['format'] !== 'jianmo.graph') {
    const format = isObject(value) ? String(value['format']) : typeof value
    return failed(graphProblem('document-not-a-model', { format }))
  }
  const found = Number(value['formatVersion'])
  if (found > formatVersion) return failed(graphProblem('document-too-new', { found, known: formatVersion }))

  const parsed = GraphDocument.safeParse(upgrade(value, found))
  if (!parsed.success) {
    return failed(
      ...parsed.error.issues.map((issue) =>
        graphProblem('document-invalid', { path: issue.path.join('.') || 'document', detail: issue.message }),
      ),
    )
  }
  return { document: parsed.data, problems: checkIds(parsed.data) }
}

/** Ids, parameter names and the ends of connections. */
export function checkIds(document: GraphDocument): readonly Problem[] {
  const nodes = new Set(document.nodes.map((node) => node.id))
  const repeatedNodes = repeated(document.nodes.map((node) => node.id))
  const repeatedOthers = repeated(
    [...document.edges, ...document.notes, ...(document.groups ?? [])].map((item) => item.id),
  )
  return [
    ...repeatedNodes.map((id) => graphProblem('duplicate-id', { id }, { nodeId: id })),
    ...repeatedOthers.map((id) => graphProblem('duplicate-id', { id })),
    ...repeated(document.parameters.map((parameter) => parameter.name)).map((name) =>
      graphProblem('duplicate-parameter', { name }),
    ),
    ...document.edges.flatMap((edge) =>
      [edge.from, edge.to]
        .filter((end) => !nodes.has(end.node))
        .map((end) => graphProblem('edge-without-node', { edge: edge.id, node: end.node })),
    ),
  ]
}

function upgrade(document: Json, from: number): Json {
  let current = document
  for (let version = from; version < formatVersion; version++) current = upgrades[version]?.(current) ?? current
  return current
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed(...problems: readonly Problem[]): ParsedDocument {
  return { document: null, problems }
}
