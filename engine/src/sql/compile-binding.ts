import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import { build } from '../expression/index.ts'
import { withIdentity } from '../nodes/index.ts'
import { type Plan, unionOf } from '../plan/index.ts'
import { physicalColumns, readColumns, readRelation, rowColumn } from '../planner/index.ts'
import { qualityQuery } from './anchor-quality.ts'
import type { Statement } from './compiled.ts'
import { countQuery, groupQuery, orderedRows, over, selectNames } from './count-queries.ts'
import { hub } from './emit-plan.ts'
import { rowsColumn, textColumn } from './result-columns.ts'
import { queryStatement, toStatement } from './statement.ts'

export interface CompiledBindingCheck {
  /** Physical columns to load as VARCHAR beside `_row` BIGINT. */
  readonly columns: readonly string[]
  /** One row, one column `rows`. */
  readonly rows: Statement
  /** Rows of column, kind (`unmapped-code`, `unread-date`, `unread-number`), value, rows. Null if nothing can be misread. */
  readonly quality: Statement | null
  /** Rows of column, state (`valid` or a reason code), rows. Null if the table has no resident id. */
  readonly identity: Statement | null
  /** First rows as a model will see them (not masked). */
  readonly preview: Statement
}

/** Statements that check a binding on one loaded relation. */
export function compileBindingCheck(binding: Binding, table: LogicalTable, relation: string): CompiledBindingCheck {
  const origin = [table.id.toLowerCase()]
  const loaded = readRelation(binding, table, { relation, origin })
  const read = readColumns(loaded, { table, binding }, origin)
  const numbered: Plan = {
    ...read,
    columns: [
      ...read.columns,
      { id: rowColumn, name: rowColumn, expression: build.column({ id: rowColumn, type: 'integer' }) },
    ],
  }
  const names = table.columns.map(({ name }) => name)
  const first = SelectQueryNode.cloneWithLimit(
    orderedRows(numbered, [rowColumn], hub),
    LimitNode.create(ValueNode.createImmediate(20)),
  )
  const quality = qualityQuery(binding, table, { relation, nodeId: origin[0] ?? '' })
  const identity = identityPlan(read, table, origin)
  return {
    columns: physicalColumns(binding, table),
    rows: toStatement(countQuery(loaded, hub), [rowsColumn]),
    quality: quality && queryStatement(quality, hub),
    identity:
      identity && toStatement(groupQuery(identity, hub), [textColumn('column'), textColumn('state'), rowsColumn]),
    preview: toStatement(
      SelectQueryNode.cloneWithSelections(over(first, 'ordered'), selectNames(names)),
      table.columns.map(({ required: _, ...column }) => column),
    ),
  }
}

function identityPlan(read: Plan, table: LogicalTable, origin: readonly string[]): Plan | null {
  const parts = table.columns
    .filter(({ semantic }) => semantic === 'resident-id')
    .map(({ name }): Plan => {
      const written = build.column({ id: name, type: 'text' })
      const only: Plan = { op: 'project', input: read, columns: [{ id: name, name, expression: written }], origin }
      const found = withIdentity(only, { from: name, value: '__id', reason: '__reason', nodeId: origin[0] ?? '' })
      const why = build.column({ id: '__reason', type: 'text' })
      return {
        op: 'project',
        input: found,
        columns: [
          { id: 'column', name: 'column', expression: build.text(name) },
          { id: 'state', name: 'state', expression: build.call('coalesce', 'text', why, build.text('valid')) },
        ],
        origin,
      }
    })
  return unionOf(parts, origin)
}
