import type { SemanticShare } from '@jianmo/connectors/words'
import { formatShare, useText } from '../text/index.ts'
import { Tag } from '../ui/index.ts'
import { proposedNames } from './source-words.ts'

/** What the values seem to be, and how many really are. */
export function SemanticTag({ semantic }: { readonly semantic: SemanticShare | null }) {
  const t = useText()
  if (semantic === null) return <span className="muted">—</span>
  const { type, valid, trust } = semantic
  return (
    <span className="semantic">
      <Tag tone={valid >= 0.999 ? 'ok' : valid >= 0.9 ? 'plain' : 'stale'}>{t(proposedNames[type])}</Tag>
      <span className="figure">
        {trust === 'exact' ? '' : '≈ '}
        {formatShare(valid, 1)}
      </span>
    </span>
  )
}
