/** How dates are written in a physical column. `auto` accepts every unambiguous form that `values/dates` knows. */
export const dateFormats = [
  'auto',
  'iso',
  'yyyymmdd',
  'yyyy.m.d',
  'yyyy/m/d',
  'yyyy年m月d日',
  'd/m/yyyy',
  'm/d/yyyy',
  'excel-serial',
] as const
export type DateFormat = (typeof dateFormats)[number]

/** How one logical column is filled from a physical one. `from: null` leaves an optional column empty. */
export interface ColumnBinding {
  readonly from: string | null
  readonly dateFormat?: DateFormat
  /** Physical code value → logical code value; booleans map to 'true' and 'false'. */
  readonly codes?: Readonly<Record<string, string>>
}

/** District × logical table: made once, reused by every model of the district. */
export interface Binding {
  readonly logicalTable: string
  readonly sourceId: string
  readonly table: string
  /** Keyed by logical column name. */
  readonly columns: Readonly<Record<string, ColumnBinding>>
}
