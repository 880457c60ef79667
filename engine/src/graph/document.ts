import { z } from 'zod'

/** Ids of nodes, edges and notes: short, stable, chosen once, never shown. */
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Name = z.string().trim().min(1).max(80)

export const Position = z.strictObject({ x: z.number().finite(), y: z.number().finite() })

/** Only `true` is written: what may be moved says nothing. */
const Pinned = z.literal(true).optional()

/** A card on the canvas. `config` is checked by its node type (`nodes/<type>.node.ts`), so that a document with an
 * unknown type still opens and keeps every byte of it. */
export const GraphNode = z.strictObject({
  id: Id,
  type: z.string().min(1).max(60),
  title: Name,
  note: z.string().max(2000).optional(),
  position: Position,
  /** Auto-layout leaves it where it is. */
  pinned: Pinned,
  config: z.record(z.string(), z.unknown()),
})

export const PortRef = z.strictObject({ node: Id, port: z.string().min(1).max(40) })

/** Rows flow from an output port to an input port. */
export const GraphEdge = z.strictObject({ id: Id, from: PortRef, to: PortRef })

/** A value that is chosen when a model runs. In expressions it is written `$name`. */
export const Parameter = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  type: z.enum(['integer', 'decimal', 'text', 'boolean', 'date']),
  value: z.union([z.string(), z.number(), z.boolean()]),
  unit: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
  about: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
})

/** Paper colours of notes and frames. Names, so that a theme may choose the shades; none means a severity. */
export const tints = ['yellow', 'green', 'blue', 'purple', 'rose', 'grey'] as const
const Tint = z.enum(tints)

const Size = z.strictObject({ width: z.number().positive(), height: z.number().positive() })

export const CanvasNote = z.strictObject({
  id: Id,
  text: z.string().max(4000),
  position: Position,
  size: Size,
  /** Yellow if nothing is said. */
  colour: Tint.optional(),
  pinned: Pinned,
})

/** A frame around cards that belong together. It computes nothing. */
export const CanvasGroup = z.strictObject({
  id: Id,
  title: z.string().max(80),
  colour: Tint,
  position: Position,
  size: Size,
  /** Ids of the nodes and notes that move with it; of those that a drawing no longer has, nothing comes. A card is in one at most. */
  members: z.array(Id).max(5000),
  /** Drawn as one card, its members out of sight. */
  collapsed: z.boolean(),
  /** Auto-layout leaves it and what is in it where they are. */
  pinned: Pinned,
})

/** The newest version that this studio knows. */
export const formatVersion = 3

/**
 * The graph document: what was drawn, and the only truth about it. Dates are ISO `yyyy-mm-dd` texts. A document says the lowest
 * version that can hold it, so that what needs nothing new opens in older studios and keeps its text: version 2 has frames
 * (`groups`) and colours of notes, version 3 has pinned places.
 */
export const GraphDocument = z
  .strictObject({
    format: z.literal('jianmo.graph'),
    formatVersion: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    title: Name,
    summary: z.string().max(2000),
    parameters: z.array(Parameter).max(50),
    nodes: z.array(GraphNode).max(5000),
    edges: z.array(GraphEdge).max(20000),
    notes: z.array(CanvasNote).max(500),
    groups: z.array(CanvasGroup).max(200).optional(),
  })
  .refine(
    ({ formatVersion: version, groups, notes }) => version > 1 || !(groups || notes.some(({ colour }) => colour)),
    {
      path: ['formatVersion'],
      message: 'frames and colours of notes need version 2',
    },
  )
  .refine(
    ({ formatVersion: version, nodes, notes, groups = [] }) =>
      version > 2 || ![...nodes, ...notes, ...groups].some(({ pinned }) => pinned),
    { path: ['formatVersion'], message: 'pinned places need version 3' },
  )

export type Position = z.infer<typeof Position>
export type GraphNode = z.infer<typeof GraphNode>
export type PortRef = z.infer<typeof PortRef>
export type GraphEdge = z.infer<typeof GraphEdge>
export type Parameter = z.infer<typeof Parameter>
export type CanvasNote = z.infer<typeof CanvasNote>
export type CanvasGroup = z.infer<typeof CanvasGroup>
export type Tint = (typeof tints)[number]
export type GraphDocument = z.infer<typeof GraphDocument>
