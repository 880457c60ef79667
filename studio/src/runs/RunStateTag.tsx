import type { RunState } from '@jianmo/engine/api'
import { runStateNames } from '../text/state-names.ts'
import { useText } from '../text/use-text.ts'
import { Tag, type TagTone } from '../ui/Tag.tsx'

const tones = {
  queued: 'accent',
  reading: 'accent',
  computing: 'accent',
  finished: 'ok',
  failed: 'bad',
  cancelled: 'plain',
  interrupted: 'stale',
} as const satisfies Record<RunState, TagTone>

export function RunStateTag({ state }: { readonly state: RunState }) {
  const t = useText()
  return <Tag tone={tones[state]}>{t(runStateNames[state])}</Tag>
}
