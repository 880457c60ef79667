import type { MessageData } from '@jianmo/connectors/words'
import { useText } from '../text/use-text.ts'

/** What a database or a compiler said itself, word for word, folded away under the sentence that says what to do. */
export function Details({ data }: { readonly data: MessageData | undefined }) {
  const t = useText()
  const detail = data?.['detail']
  if (typeof detail !== 'string' || detail.trim() === '') return null
  const sql = data?.['sql']
  return (
    <details className="details">
      <summary>{t({ zh: '详情', en: 'Details' })}</summary>
      <Words label={t({ zh: '数据库的原文', en: 'What the database said' })}>{detail}</Words>
      {typeof sql === 'string' && <Words label="SQL">{sql}</Words>}
    </details>
  )
}

function Words({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be one landmark too many
    <pre tabIndex={0} role="group" aria-label={label}>
      {children}
    </pre>
  )
}
