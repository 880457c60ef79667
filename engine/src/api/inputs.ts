import { dateFormats } from '@jianmo/connectors/words'
import { z } from 'zod'
import type { GraphDocument } from '../graph/document.ts'

/** Every input is a strict object of exact scalars: an object where a text was expected never reaches a store
 * (Metabase CVE-2026-72898 was that). */
export const Id = z.uuid()
export const NodeId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const PortName = z.string().min(1).max(40)
export const Title = z.string().trim().min(1).max(80)
export const Reason = z.string().trim().min(1).max(2000)
export const LogicalTableId = z.string().regex(/^[A-Z][A-Z0-9_-]{0,19}$/)
export const PhysicalName = z.string().min(1).max(300)
export const Username = z.string().trim().min(2).max(60)
export const Password = z.string().min(1).max(200)
export const RoleName = z.enum(['prosecutor', 'provincial-admin', 'data-administrator'])
export const Level = z.enum(['province', 'city', 'district'])

/** A graph document as JSON. Its shape is judged by `parseDocument`, which upgrades older formats and says in words what
 * is wrong; here only the kind of value is checked. */
export const DocumentJson = z.custom<GraphDocument>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

export const ParameterValues = z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]))

const ColumnBindingInput = z.strictObject({
  from: PhysicalName.nullable(),
  dateFormat: z.enum(dateFormats).exactOptional(),
  codes: z.record(z.string().max(200), z.string().max(200)).exactOptional(),
})

export const BindingInput = z.strictObject({
  logicalTable: LogicalTableId,
  sourceId: Id,
  table: PhysicalName,
  columns: z.record(z.string().max(80), ColumnBindingInput),
})

/** Settings are judged by the connector's own strict schema; here only scalars pass (the tables of a push are a long text). */
export const SourceSettings = z.record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.boolean()]))
