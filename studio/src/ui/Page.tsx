import type { ReactNode } from 'react'

export interface PageProps {
  /** Left: filters or sub-pages. */
  readonly side?: ReactNode
  /** Right: what to do with the thing shown. */
  readonly rail?: ReactNode
  readonly children: ReactNode
}

export function Page({ side, rail, children }: PageProps) {
  return (
    <div className="page" data-side={side !== undefined} data-rail={rail !== undefined}>
      {side !== undefined && <aside className="page-side">{side}</aside>}
      <main className="page-main" id="main">
        <div className="page-column">{children}</div>
      </main>
      {rail !== undefined && <aside className="page-rail">{rail}</aside>}
    </div>
  )
}

export interface PageHeadProps {
  readonly title: ReactNode
  readonly sub?: ReactNode
  readonly crumbs?: ReactNode
  readonly actions?: ReactNode
}

export function PageHead({ title, sub, crumbs, actions }: PageHeadProps) {
  return (
    <>
      {crumbs !== undefined && <div className="crumbs">{crumbs}</div>}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {sub !== undefined && <div className="sub">{sub}</div>}
        </div>
        <span className="space" />
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
    </>
  )
}
