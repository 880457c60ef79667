import type { DeclaredTable } from '../declared-tables.ts'

export interface PushOrder {
  readonly landing: string
  readonly table: DeclaredTable
  readonly body: string
  readonly idempotencyKey: string
}
