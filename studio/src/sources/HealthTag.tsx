import type { SourceSummary } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import { Tag, type TagTone } from '../ui/Tag.tsx'

const tones = { ok: 'ok', unknown: 'missing', failing: 'bad' } as const satisfies Record<
  SourceSummary['health'],
  TagTone
>

export function HealthTag({ health }: { readonly health: SourceSummary['health'] }) {
  const t = useText()
  const words = {
    ok: t({ zh: '✓ 正常', en: '✓ fine' }),
    unknown: t({ zh: '未测试', en: 'not tested' }),
    failing: t({ zh: '读不到', en: 'failing' }),
  }
  return <Tag tone={tones[health]}>{words[health]}</Tag>
}
