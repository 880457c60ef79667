import type { Text } from '@jianmo/connectors/words'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import type { Fidelity } from './reference-model.ts'

const fidelityNames = {
  exact: { zh: '一致', en: 'exact' },
  superset: { zh: '只能粗筛', en: 'narrows only' },
  none: { zh: '不支持', en: 'none' },
} as const satisfies Record<Fidelity, Text>

/** ✓, ⊇ and ✗ as drawings: their characters come from whatever font has them, in sizes of their own. */
const pictures = {
  exact: <path d="M2.8 8.6l3.4 3.2 7-7.6" />,
  superset: <path d="M3 2.5h5.5a3.75 3.75 0 010 7.5H3M3 13.5h9.5" />,
  none: <path d="M4 4l8 8M12 4l-8 8" />,
} satisfies Record<Fidelity, ReactNode>

export function FidelityMark({ fidelity }: { readonly fidelity: Fidelity }) {
  const t = useText()
  return (
    <span className="fidelity" data-fidelity={fidelity}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" aria-hidden>
        {pictures[fidelity]}
      </svg>
      {t(fidelityNames[fidelity])}
    </span>
  )
}
