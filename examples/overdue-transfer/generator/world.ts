import type { Person } from './people.ts'
import type { Chance } from './random.ts'

export type TableId = 'T01' | 'T02' | 'T03' | 'T04' | 'T05' | 'T19'
export const tableIds = ['T01', 'T02', 'T03', 'T04', 'T05', 'T19'] as const satisfies readonly TableId[]

/** How an id is spoilt beyond use; the row then belongs to 待核身份. */
export type Damage = 'spreadsheet' | 'zeros' | 'checksum' | 'missing' | 'unknown' | 'passport' | 'short'

/**
 * One clean record in logical columns: days are ISO, booleans `true`/`false`, null is "nothing recorded". `damage` and
 * `spelling` tell the district's writer how to write the person's id.
 */
export interface Fact {
  readonly [column: string]: string | null
}

export interface Entry {
  readonly fact: Fact
  readonly damage?: Damage | undefined
  readonly spelling?: Spelling | undefined
}

/** A certain way of writing an id (else chance decides). */
export type Spelling = 'plain' | 'fifteen' | 'full-width' | 'lower-x'

export type Outcome = 'violation' | 'suspect'
export type RuleId = 'R1' | 'R1W' | 'R2' | 'R3' | 'R4'
export type Severity = 'red' | 'orange' | 'yellow' | 'blue'

export interface ExpectedLead {
  readonly subject: string
  readonly rule: RuleId
  readonly outcome: Outcome
  readonly deadline: string | null
  readonly days: number | null
  readonly severity: Severity
}

export interface ExpectedUndetermined {
  readonly subject: string
  readonly rule: RuleId
  readonly reason: string
}

export interface Planted {
  readonly name: string
  readonly kind: 'violation' | 'trap' | 'undeterminable' | 'identity'
  readonly subject: string
}

/** One district while it is being filled. */
export interface World {
  readonly district: 'a' | 'b'
  readonly runDate: string
  readonly chance: Chance
  readonly person: (wish?: { old?: boolean; digits?: boolean; x?: boolean }) => Person
  /** A number that no other call gave. */
  readonly serial: () => number
  readonly tables: { readonly [Table in TableId]: Entry[] }
  readonly leads: ExpectedLead[]
  readonly undetermined: ExpectedUndetermined[]
  readonly planted: Planted[]
}
