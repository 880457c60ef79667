import { cleanText, isNullToken } from '../values/index.ts'
import type { SemanticShare, Trust, ValueCount } from '../words/profile.ts'
import { type SemanticRule, semanticRules } from './semantic-rules.ts'

/** Share of the values that must at least be meant to be something before it is proposed. */
const meant = 0.6
/** A rule that does not fit this many values, taken evenly, is not tried on all of them: judging is what costs time. */
const tried = 300

/**
 * The most special meaning that the values, or most values and the column's name, speak for; null for other texts. What
 * agencies write where they know nothing (`不详`, `/`) counts neither for nor against.
 */
export function proposeType(
  values: readonly ValueCount[],
  { hint, trust }: { readonly hint: string; readonly trust: Trust },
): SemanticShare | null {
  const step = Math.max(1, Math.floor(values.length / tried))
  const few = presentOf(values.filter((_, index) => index % step === 0))
  let all: readonly Present[] | undefined
  for (const rule of semanticRules) {
    const named = rule.named.test(hint)
    if (!fits(rule, shareOf(rule, few, named), { named, slack: step === 1 ? 1 : 0.7 })) continue
    all ??= presentOf(values)
    const share = shareOf(rule, all, named)
    if (fits(rule, share, { named, slack: 1 })) return { type: rule.type, valid: share.valid, trust }
  }
  return null
}

interface Present {
  readonly text: string
  readonly rows: number
}

function presentOf(values: readonly ValueCount[]): readonly Present[] {
  return values.flatMap(({ value, rows }) => (isNullToken(value) ? [] : [{ text: cleanText(value), rows }]))
}

interface Share {
  readonly valid: number
  readonly spoilt: number
}

/** Shares of all rows, 0…1. */
function shareOf(rule: SemanticRule, present: readonly Present[], named: boolean): Share {
  const rowsOf = { valid: 0, spoilt: 0, other: 0 }
  for (const { text, rows } of present) rowsOf[rule.judge(text, named)] += rows
  const total = rowsOf.valid + rowsOf.spoilt + rowsOf.other
  return total === 0 ? { valid: 0, spoilt: 0 } : { valid: rowsOf.valid / total, spoilt: rowsOf.spoilt / total }
}

function fits(rule: SemanticRule, share: Share, { named, slack }: { named: boolean; slack: number }): boolean {
  if (share.valid + share.spoilt < meant * slack) return false
  return named || share.valid >= rule.enough * slack
}
