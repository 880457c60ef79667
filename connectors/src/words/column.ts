import type { DateFormat } from './binding.ts'
import type { ProposedType } from './profile.ts'
import type { Text } from './text.ts'

/**
 * The value types that travel through a model, by name. `integer` has 64 bits; `timestamp` is a wall clock as the agency
 * wrote it (to the microsecond, in the zone its source declares); `instant` is a point in time, kept in UTC; `list` is a
 * list of texts.
 */
export const typeNames = [
  'text',
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'timestamp',
  'instant',
  'list',
] as const
export type TypeName = (typeof typeNames)[number]
/** A decimal may say its precision and scale (1 ≤ scale ≤ precision ≤ 38); `decimal` alone is `decimal(28,6)`. */
export type ColumnType = TypeName | `decimal(${number},${number})`

export function typeNameOf(type: ColumnType): TypeName {
  return type.startsWith('decimal(') ? 'decimal' : (type as TypeName)
}

/** Digits in all, and after the point. An integer counts as a decimal without a fraction. */
export function decimalOf(type: ColumnType): { readonly precision: number; readonly scale: number } {
  if (type === 'integer') return { precision: 19, scale: 0 }
  const found = /^decimal\((\d+),(\d+)\)$/.exec(type)
  return found ? { precision: Number(found[1]), scale: Number(found[2]) } : { precision: 28, scale: 6 }
}

/** The shortest way to write a decimal type; precision and scale are brought into what every engine has. */
export function decimalType(precision: number, scale: number): ColumnType {
  const kept = Math.min(Math.max(scale, 0), 38)
  const digits = Math.min(Math.max(precision, kept, 1), 38)
  return digits === 28 && kept === 6 ? 'decimal' : `decimal(${digits},${kept})`
}

/** What a value means, beyond its type: drives normalising, linking and masking. */
export const semanticTypes = [
  'resident-id',
  'person-name',
  'case-number',
  'organisation-name',
  'credit-code',
  'phone',
  'address',
  'money',
  'region',
  'date-precision',
] as const
export type SemanticType = (typeof semanticTypes)[number]

/** Personal data are masked at the result boundary; `public` is shown as it is. */
export const sensitivities = ['public', 'internal', 'personal', 'sensitive'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** A column of a logical table or of a node's output. `name` is the code name, `label` what a person reads. */
export interface Column {
  /** Who the column is within a model, whatever it is called on the way: the node that first gave it, a dot, and its name
   * there (`s-stays.id_no`). Given by inference; a logical table's definition has none. */
  readonly id?: string
  readonly name: string
  readonly label: Text
  readonly type: ColumnType
  /** What it is computed from has a mistake: its type is not known, and what reads it is not to blame. */
  readonly broken?: true
  /** False if it can hold no NULL; unknown means that it can. */
  readonly nullable?: boolean
  /** Of a timestamp: the zone whose clock it shows; Asia/Shanghai if nothing is said. */
  readonly zone?: string
  readonly semantic?: SemanticType
  readonly sensitivity: Sensitivity
  /** Closed set of code values, for columns whose agencies code them differently. */
  readonly codes?: readonly CodeValue[]
}

export interface CodeValue {
  readonly value: string
  readonly label: Text
}

/** A table as the province defines it (a data contract, e.g. T01). Districts bind their physical tables to it. */
export interface LogicalTable {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly label: Text
  /** The agency that usually holds it. */
  readonly agency: Text
  readonly about: Text
  readonly columns: readonly LogicalColumn[]
  /** Columns that tell one record from another. */
  readonly key: readonly string[]
}

export interface LogicalColumn extends Column {
  /** A required column must be bound before a model that reads the table may run. */
  readonly required: boolean
}

/** A column as the source has it. All values arrive as text or in the source's own type, ids never as numbers. */
export interface SourceColumn {
  readonly name: string
  /** The source's own type name, e.g. `character varying`, `xlsx`, `csv`. */
  readonly sourceType: string
  readonly type: ColumnType
  readonly comment?: string
  /** What a person confirmed on import that the values are; they stay text. */
  readonly confirmed?: { readonly type: ProposedType | 'text'; readonly dateFormat?: DateFormat }
}

export interface SourceTable {
  readonly name: string
  readonly columns: readonly SourceColumn[]
  readonly comment?: string
  /** What a person should know before reading it, e.g. columns that some of its files lack. */
  readonly notes?: readonly Text[]
  /** Rows if the source knows; an estimate for databases. */
  readonly rows?: number
}
