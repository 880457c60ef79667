import { aggregate } from './aggregate.node.ts'
import { deduplicateKeep } from './deduplicate-keep.node.ts'
import { derive } from './derive.node.ts'
import { distinct } from './distinct.node.ts'
import { filter } from './filter.node.ts'
import { inlineTable } from './inline-table.node.ts'
import { join } from './join.node.ts'
import { judge } from './judge.node.ts'
import { leadOutput } from './lead-output.node.ts'
import type { NodeSpec } from './node-spec.ts'
import { normaliseIdentity } from './normalise-identity.node.ts'
import { parameter } from './parameter.node.ts'
import { select } from './select.node.ts'
import { sort } from './sort.node.ts'
import { source } from './source.node.ts'
import { union } from './union.node.ts'

/** Every node type, in the order of the palette. To add one: its file, its test, one line here. */
export const nodeSpecs: readonly NodeSpec[] = [
  source,
  inlineTable,
  parameter,
  normaliseIdentity,
  deduplicateKeep,
  distinct,
  filter,
  derive,
  select,
  aggregate,
  sort,
  union,
  join,
  judge,
  leadOutput,
]

const byType: ReadonlyMap<string, NodeSpec> = new Map(nodeSpecs.map((spec) => [spec.type, spec]))

/** Undefined for a type that this studio does not know. */
export function specOf(type: string): NodeSpec | undefined {
  return byType.get(type)
}

export type { AggregateConfig } from './aggregate.node.ts'
export { type AggregateResult, argumentLabel } from './aggregate-results.ts'
export * from './bind-columns.ts'
export type { DeduplicateConfig } from './deduplicate-keep.node.ts'
export { observed } from './define-node.ts'
export type { DeriveConfig } from './derive.node.ts'
export type { FilterConfig } from './filter.node.ts'
export { withIdentity } from './identity-plan.ts'
export { type InlineTableConfig, inlineLimits, type TypedTable } from './inline-table.node.ts'
export type { JoinConfig } from './join.node.ts'
export { wordsOfVerdict } from './judge-plan.ts'
export { freshRule, type JudgeConfig, type Rule, type RuleSeverity, severities, verdictColumns } from './judge-rules.ts'
export type { LeadOutputConfig } from './lead-output.node.ts'
export { nodeProblem } from './node.problems.ts'
export * from './node-spec.ts'
export { type NormaliseIdentityConfig, reasonColumn } from './normalise-identity.node.ts'
export type { OrderEntry } from './order-config.ts'
export type { ParameterConfig } from './parameter.node.ts'
export { type CellType, cellTypes, readCell } from './read-cell.ts'
export type { SelectConfig } from './select.node.ts'
export type { SortConfig } from './sort.node.ts'
export type { SourceConfig } from './source.node.ts'
export type { UnionConfig } from './union.node.ts'
