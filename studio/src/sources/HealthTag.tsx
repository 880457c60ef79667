import type { SourceSummary } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import { Tag, type TagTone } from '../ui/Tag.tsx'
import { healthNames } from './source-words.ts'

const tones = { ok: 'ok', unknown: 'missing', failing: 'bad' } as const satisfies Record<
  SourceSummary['health'],
  TagTone
>
const marks = { ok: '✓ ', unknown: '', failing: '✕ ' } as const satisfies Record<SourceSummary['health'], string>

export function HealthTag({ health }: { readonly health: SourceSummary['health'] }) {
  const t = useText()
  return (
    <Tag tone={tones[health]}>
      {marks[health]}
      {t(healthNames[health])}
    </Tag>
  )
}
