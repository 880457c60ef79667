import type { Column, LogicalTable, Problem, Statute, Text } from '@jianmo/connectors/words'
import type { z } from 'zod'
import type { TypedExpression } from '../expression/index.ts'
import type { Parameter } from '../graph/document.ts'
import type { Plan } from '../plan/plan.ts'

export type NodeFamily = 'source' | 'clean' | 'shape' | 'collide' | 'judge' | 'output'

export interface Port {
  readonly label: Text
  /** An input that may stay unconnected. */
  readonly optional?: boolean
  /** One more of the same kind: a card shows it once the inputs before it are connected. */
  readonly spare?: boolean
}

/** One of a closed set of settings. */
export interface Choice {
  readonly value: string
  readonly label: Text
  readonly about?: Text
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
  | 'choice'
  | 'count'
  | 'aggregates'
  | 'typed-table'
  | 'parameters'

export interface FieldHint {
  readonly label: Text
  readonly control: FieldControl
  readonly help?: Text
  /** Which input port's columns the field chooses from. */
  readonly of?: string
  /** Or which output port's: for a condition over what the node itself gives. */
  readonly ofOutput?: string
  /** What a `choice` chooses from. */
  readonly choices?: readonly Choice[]
  /** What an empty field means, e.g. a `count` without a limit. */
  readonly empty?: Text
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
  /** Columns of the inputs, with the ids that the input plans carry. */
  readonly columns: Readonly<Record<string, readonly Column[]>>
  /** What `infer` gave: the plan of a port has visible columns with just these ids, names and types, in this order. */
  readonly outputs: Readonly<Record<string, readonly Column[]>>
  readonly context: InferContext
}

/** A rule as a person who asks "why not" is told of it: every condition, in the order in which they are looked at. */
export interface AskedRule {
  readonly id: string
  readonly title: string
  readonly conditions: readonly {
    /** `unless` and `undetermined` take a row away if they hold, `when` if it does not. */
    readonly role: 'unless' | 'undetermined' | 'when'
    readonly reason: string | null
    readonly condition: TypedExpression
  }[]
}

/** What a node that is being drawn may be filled from. */
export interface FillRequest<Config> {
  readonly config: Config
  readonly inputs: Readonly<Record<string, readonly Column[]>>
  /** Of the model. */
  readonly title: string
}

/** One node type, said once. A config field without a form entry does not compile. */
export interface NodeSpec<Config extends Record<string, unknown> = Record<string, unknown>> {
  readonly type: string
  readonly family: NodeFamily
  readonly label: Text
  readonly about: Text
  /** Other words by which a drawer may look for it, in both languages. */
  readonly words?: string
  readonly inputs: Readonly<Record<string, Port>>
  readonly outputs: Readonly<Record<string, Port>>
  readonly config: z.ZodType<Config>
  /** A fresh node's config: may be incomplete, then checking reports what is missing. */
  readonly initial: Config
  readonly form: { readonly [Field in keyof Config & string]-?: FieldHint }
  /** What a fresh node takes over from what arrives, where nothing else could be meant. Whoever draws sees it and may change it. */
  readonly prefill?: (request: FillRequest<Config>) => Partial<Config>
  /** What may be meant, but would do harm if it were not: shown at the node, and taken only when somebody says so. */
  readonly propose?: (request: FillRequest<Config>) => Partial<Config> | null
  /** One line for the card, e.g. the filter's condition. */
  readonly describe: (config: Config) => Text
  /** Columns in → columns out; missing inputs give an empty list and were reported already. Total: never throws. */
  readonly infer: (request: InferRequest<Config>) => Readonly<Record<string, readonly Column[]>>
  /** A plan per output port; besides them what a run counts (`observed`). */
  readonly lower: (request: LowerRequest<Config>) => Readonly<Record<string, Plan>>
  /** Rows besides the outputs that may be looked at (`observed`), with the columns of the input `of`. */
  readonly views?: Readonly<Record<string, { readonly label: Text; readonly of: string }>>
  /** What "why not" asks about a row of the input, where the plan's operators would not say it in the drawer's words. */
  readonly rules?: (request: LowerRequest<Config>) => readonly AskedRule[]
}
