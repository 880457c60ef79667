import type { ListingSummary } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import { Tag } from '../ui/Tag.tsx'

/** The logical tables a model reads: ✓ bound here, 缺 not yet. */
export function InputTags({ inputs }: { readonly inputs: ListingSummary['inputs'] }) {
  const t = useText()
  return (
    <ul className="input-tags" aria-label={t({ zh: '所需数据表', en: 'Tables it needs' })}>
      {inputs.map(({ table, label, bound }) => (
        <li key={table}>
          <Tag tone={bound ? 'ok' : 'missing'}>
            {bound ? '✓' : t({ zh: '缺', en: 'lacks' })} {table} {t(label)}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
