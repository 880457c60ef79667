import type { GraphDocument, GraphEdge, GraphNode } from '@jianmo/engine/graph'

/** A small document of a test: what it says of it, and nothing else. */
export const drawing = (parts: Partial<GraphDocument> = {}): GraphDocument => ({
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  parameters: [],
  nodes: [],
  edges: [],
  notes: [],
  ...parts,
})

/** A card that is called by its id. */
export const card = (id: string, type: string, config: GraphNode['config'] = {}, x = 0): GraphNode => ({
  id,
  type,
  title: id,
  position: { x, y: 0 },
  config,
})

/** From the port `rows` of one card to a port of another. */
export const wire = (id: string, from: string, to: string, port = 'rows'): GraphEdge => ({
  id,
  from: { node: from, port: 'rows' },
  to: { node: to, port },
})

/** A table is filtered and joined; another filter, a judge and its output stand beside it. */
export const joined = drawing({
  nodes: [
    card('source', 'source'),
    card('filter', 'filter'),
    card('late', 'filter'),
    card('join', 'join'),
    card('judge', 'judge'),
    card('out', 'lead-output'),
  ],
  edges: [wire('e-1', 'source', 'filter'), wire('e-2', 'filter', 'join', 'left')],
})
