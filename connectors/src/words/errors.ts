import type { Text } from './text.ts'

/** JSON data that a message was made from: kept beside the words so that a screen can say it differently. */
export type MessageData = Readonly<Record<string, unknown>>

/** What a drawer can fix: shown at the node (and field, and span) that it belongs to. Never thrown. */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** What is wrong and the way out, in both languages. */
  readonly text: Text
  readonly data: MessageData
  readonly nodeId?: string
  /** Dotted path into the node's config, e.g. `rules.0.when`. */
  readonly field?: string
  /** Character range inside the field's text, end exclusive. */
  readonly span?: { readonly start: number; readonly end: number }
}

/** Where a problem belongs. */
export type ProblemPlace = Pick<Problem, 'nodeId' | 'field' | 'span'>

/** An error that a person caused or can act on: it always carries a message in zh and en. Everything else is a bug. */
export class ProductError extends Error {
  override readonly name = 'ProductError'
  readonly code: string
  readonly text: Text
  readonly data: MessageData

  constructor(code: string, text: Text, data: MessageData, options?: ErrorOptions) {
    super(`${text.en} [${code}]`, options)
    this.code = code
    this.text = text
    this.data = data
  }
}

type MessageTable = Readonly<Record<string, (data: never) => Text>>
type DataOf<Message> = Message extends (data: infer Data) => Text ? Data : never

/** One table of codes per package: `throw error('code', data)`; a wrong data shape does not compile. */
export function defineErrors<Table extends MessageTable>(table: Table) {
  return function createError<Code extends keyof Table & string>(
    code: Code,
    data: DataOf<Table[Code]>,
    options?: ErrorOptions,
  ): ProductError {
    const message = table[code] as (data: DataOf<Table[Code]>) => Text
    return new ProductError(code, message(data), data as MessageData, options)
  }
}

/** One table of problem codes: `problem('code', data, place)`. Severity is part of the table's name for the code. */
export function defineProblems<Table extends MessageTable>(severity: Problem['severity'], table: Table) {
  return function createProblem<Code extends keyof Table & string>(
    code: Code,
    data: DataOf<Table[Code]>,
    place: ProblemPlace = {},
  ): Problem {
    const message = table[code] as (data: DataOf<Table[Code]>) => Text
    return { code, severity, text: message(data), data: data as MessageData, ...place }
  }
}
