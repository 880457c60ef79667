import type { Column } from '@jianmo/connectors/words'
import type { PlanColumn } from '../plan/index.ts'
import { addedColumn, findColumn } from '../schema/index.ts'

const rowLabel = { zh: '来源行号', en: 'Source row' }

/** What a result's columns are called: as inference said, or hidden. */
export function resultColumns(plan: readonly PlanColumn[], known: readonly Column[]): readonly Column[] {
  return plan.map(
    ({ name, type, witness }) =>
      (witness === undefined ? findColumn(known, name) : undefined) ??
      addedColumn(name, type, witness === undefined ? { zh: name, en: name } : rowLabel),
  )
}

export const rowsColumn = addedColumn('rows', 'integer', { zh: '行数', en: 'Rows' })

export const countColumn = (name: string): Column => addedColumn(name, 'integer', { zh: name, en: name })
export const textColumn = (name: string): Column => addedColumn(name, 'text', { zh: name, en: name })
