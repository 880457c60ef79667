import type { GraphDocument } from './document.ts'

/** JSON with object keys in code-point order and no spaces: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
}

/** The document as it is kept and exported, and as a version's content hash is taken from (`sha256` of this text). */
export function documentText(document: GraphDocument): string {
  return canonicalJson(document)
}

/**
 * What a model computes, without what only the drawing shows: positions, pins, notes, frames and the order in which cards and
 * connections were made. Two documents with the same semantic content give the same leads.
 */
export function semanticContent(document: GraphDocument) {
  return {
    format: document.format,
    // Of what is computed. Versions 2 and 3 of the document added to the drawing only.
    formatVersion: 1,
    parameters: document.parameters,
    nodes: [...document.nodes]
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id, type, title, config }) => ({ id, type, title, config })),
    edges: document.edges
      .map(({ from, to }) => ({ edge: { from, to }, text: canonicalJson({ from, to }) }))
      .sort((left, right) => (left.text < right.text ? -1 : 1))
      .map(({ edge }) => edge),
  }
}
