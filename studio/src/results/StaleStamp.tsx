import type { StaleReason } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** Says over old rows that they are old, and which edits they do not know of. */
export function StaleStamp({ reasons }: { readonly reasons: readonly StaleReason[] }) {
  const t = useText()
  const because = reasons.map(({ text }) => t(text)).join(t({ zh: '；', en: '; ' }))
  return (
    <p className="stale-stamp">
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M6 3.6V6l1.7 1" fill="none" stroke="currentColor" strokeWidth="1.3" />
      </svg>
      <b>{t({ zh: '旧数据', en: 'Old rows' })}</b>
      <span>
        {because === ''
          ? t({ zh: '来自上一次运行读入的数据', en: 'from data that an earlier run read' })
          : t({ zh: `改动之前的结果。${because}`, en: `from before a change. ${because}` })}
      </span>
    </p>
  )
}
