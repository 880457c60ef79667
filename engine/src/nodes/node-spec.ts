import type { Column, LogicalTable, Problem, Statute, Text } from '@jianmo/connectors/words'
import type { z } from 'zod'
import type { Parameter } from '../graph/document.ts'
import type { Plan } from '../plan/plan.ts'

export type NodeFamily = 'source' | 'clean' | 'shape' | 'collide' | 'judge' | 'output'

export interface Port {
  readonly label: Text
  /** An input that may stay unconnected. */
  readonly optional?: boolean
}

/** Controls the studio has; each node config field names one. Hints are data, so that node files stay free of React. */
export type FieldControl =
  | 'text'
  | 'expression'
  | 'column'
  | 'columns'
  | 'logical-table'
  | 'join-kind'
  | 'join-keys'
  | 'take-columns'
  | 'derived-columns'
  | 'selected-columns'
  | 'order'
  | 'rules'
  | 'subject'

export interface FieldHint {
  readonly label: Text
  readonly control: FieldControl
  readonly help?: Text
  /** Which input port's columns the field chooses from. */
  readonly of?: string
}

/** What inference may know. A model never reads the clock: `$run_date` is a parameter. */
export interface InferContext {
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
  readonly parameters: readonly Parameter[]
}

export type Report = (problem: Omit<Problem, 'nodeId'>) => void

export interface InferRequest<Config> {
  readonly config: Config
  readonly inputs: Readonly<Record<string, readonly Column[]>>
  readonly context: InferContext
  readonly report: Report
}

export interface LowerRequest<Config> {
  readonly nodeId: string
  readonly config: Config
  readonly inputs: Readonly<Record<string, Plan>>
  readonly columns: Readonly<Record<string, readonly Column[]>>
  readonly context: InferContext
}

/** One node type, said once. A config field without a form entry does not compile. */
export interface NodeSpec<Config extends Record<string, unknown> = Record<string, unknown>> {
  readonly type: string
  readonly family: NodeFamily
  readonly label: Text
  readonly about: Text
  readonly inputs: Readonly<Record<string, Port>>
  readonly outputs: Readonly<Record<string, Port>>
  readonly config: z.ZodType<Config>
  /** A fresh node's config: may be incomplete, then checking reports what is missing. */
  readonly initial: Config
  readonly form: { readonly [Field in keyof Config & string]-?: FieldHint }
  /** One line for the card, e.g. the filter's condition. */
  readonly describe: (config: Config) => Text
  /** Columns in → columns out; missing inputs give an empty list and were reported already. Total: never throws. */
  readonly infer: (request: InferRequest<Config>) => Readonly<Record<string, readonly Column[]>>
  readonly lower: (request: LowerRequest<Config>) => Readonly<Record<string, Plan>>
}
