import type { FieldControl } from '@jianmo/engine/nodes'
import type { ComponentType } from 'react'
import { AggregatesControl } from './controls/AggregatesControl.tsx'
import { ChoiceControl, CountControl, ParametersControl } from './controls/choice-controls.tsx'
import type { FieldProps } from './controls/field-props.ts'
import {
  DerivedColumnsControl,
  JoinKeysControl,
  OrderControl,
  SelectedColumnsControl,
  TakeColumnsControl,
} from './controls/list-controls.tsx'
import { RulesControl } from './controls/RulesControl.tsx'
import {
  ColumnControl,
  ColumnsControl,
  ExpressionControl,
  JoinKindControl,
  LogicalTableControl,
  SubjectControl,
  TextControl,
} from './controls/simple-controls.tsx'
import { TableControl } from './controls/TableControl.tsx'

/** Every control that a node type may name, exhaustively: a new one does not compile until it has a component. */
export const fieldControls = {
  text: TextControl,
  expression: ExpressionControl,
  column: ColumnControl,
  columns: ColumnsControl,
  'logical-table': LogicalTableControl,
  'join-kind': JoinKindControl,
  'join-keys': JoinKeysControl,
  'take-columns': TakeColumnsControl,
  'derived-columns': DerivedColumnsControl,
  'selected-columns': SelectedColumnsControl,
  order: OrderControl,
  rules: RulesControl,
  subject: SubjectControl,
  choice: ChoiceControl,
  count: CountControl,
  aggregates: AggregatesControl,
  'typed-table': TableControl,
  parameters: ParametersControl,
} satisfies Record<FieldControl, ComponentType<FieldProps>>
