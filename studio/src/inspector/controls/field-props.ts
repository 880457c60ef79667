import type { Column, LogicalTable, Problem, Statute } from '@jianmo/connectors/words'
import type { Scope } from '@jianmo/engine/expression'
import type { FieldHint } from '@jianmo/engine/nodes'
import type { RuleFigure } from '../../document/index.ts'

/** What every control gets. `value` is as it stands in the document: read it with `read-config.ts`. */
export interface FieldProps {
  readonly field: string
  readonly label: string
  readonly hint: FieldHint
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly onSettle: () => void
  /** Names the column of the list's item anew, and with it whatever downstream means it. */
  readonly onRename: (index: number, name: string) => void
  readonly readOnly: boolean
  /** Columns that arrive at the port the field chooses from. */
  readonly columns: readonly Column[]
  readonly columnsAt: (port: string) => readonly Column[]
  readonly scope: Scope
  /** All problems of the node's config, with dotted paths. */
  readonly problems: readonly Problem[]
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
  readonly figures: readonly RuleFigure[]
}
