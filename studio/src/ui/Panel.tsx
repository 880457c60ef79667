import { type ReactNode, useId } from 'react'

export interface PanelProps {
  readonly title?: ReactNode
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Adds the usual inner margin; tables bring their own. */
  readonly padded?: boolean
}

/** A card of the page: a thin frame with a one-line header. */
export function Panel({ title, hint, actions, children, padded = false }: PanelProps) {
  const id = useId()
  return (
    <section className="panel" {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title !== undefined && (
        <header>
          <h2 id={id}>{title}</h2>
          {hint !== undefined && <small>{hint}</small>}
          <span className="space" />
          {actions}
        </header>
      )}
      {padded ? <div className="panel-body">{children}</div> : children}
    </section>
  )
}
