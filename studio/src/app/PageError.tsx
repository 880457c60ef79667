import { Link, useRouteError } from 'react-router'
import { useText } from '../text/use-text.ts'
import { EmptyState, ErrorState } from '../ui/states.tsx'

/** A page that is not there, or that broke while it was drawn. */
export function PageError({ missing = false }: { readonly missing?: boolean }) {
  const t = useText()
  const error = useRouteError()
  if (!missing) return <ErrorState error={error} onRetry={() => window.location.reload()} />
  return (
    <main id="main">
      <h1 className="visually-hidden">{t({ zh: '没有这一页', en: 'There is no such page' })}</h1>
      <EmptyState
        title={t({ zh: '没有这一页', en: 'There is no such page' })}
        actions={<Link to="/">{t({ zh: '回到首页', en: 'Back to the start' })}</Link>}
      >
        {t({ zh: '地址可能写错了，或内容已经移走。', en: 'The address may be wrong, or the page has moved.' })}
      </EmptyState>
    </main>
  )
}
