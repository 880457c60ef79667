import type { Text } from '@jianmo/connectors/words'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { codeOf, isOffline, shownError } from '../app/problem-of.ts'
import { useText } from '../text/use-text.ts'
import { Details } from './Details.tsx'
import { Notice } from './Notice.tsx'

interface StateProps {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly details?: ReactNode
  readonly picture: ReactNode
  readonly live?: 'status' | 'alert'
}

function State({ title, children, actions, details, picture, live = 'status' }: StateProps) {
  return (
    <div className="state" role={live}>
      <svg viewBox="0 0 40 40" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
        {picture}
      </svg>
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="actions">{actions}</div>}
      {details}
    </div>
  )
}

const pictures = {
  empty: <path d="M6 24l5-14h18l5 14v8H6zM6 24h8l2 4h8l2-4h8" strokeLinejoin="round" />,
  refused: <path d="M10 18h20v15H10zM14 18v-5a6 6 0 0112 0v5M20 24v4" strokeLinejoin="round" />,
  offline: (
    <path d="M6 16a20 20 0 0128 0M11 22a13 13 0 0118 0M16 28a6 6 0 018 0M20 33v.2M6 6l28 28" strokeLinecap="round" />
  ),
  error: <path d="M13 5h14l8 8v14l-8 8H13l-8-8V13zM20 13v9M20 27v.3" strokeLinejoin="round" strokeLinecap="round" />,
} as const

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children, actions }: Pick<StateProps, 'title' | 'children' | 'actions'>) {
  return (
    <State title={title} actions={actions} picture={pictures.empty}>
      {children}
    </State>
  )
}

export function RefusedState({ children }: { readonly children?: ReactNode }) {
  const t = useText()
  return (
    <State title={t({ zh: '没有查看权限', en: 'You may not see this' })} picture={pictures.refused}>
      {children ??
        t({
          zh: '您的角色看不到这一页。需要时请联系本院管理员。',
          en: 'Your role does not include this page. Ask your administrator if you need it.',
        })}
    </State>
  )
}

export function OfflineState({ onRetry }: { readonly onRetry?: (() => void) | undefined }) {
  const t = useText()
  return (
    <State
      title={t({ zh: '连不上服务器', en: 'The server cannot be reached' })}
      picture={pictures.offline}
      live="alert"
      actions={onRetry && <Button onClick={onRetry}>{t({ zh: '再试一次', en: 'Try again' })}</Button>}
    >
      {t({
        zh: '服务器没有应答。已经保存的内容不会丢失。',
        en: 'The server does not answer. What was saved is not lost.',
      })}
    </State>
  )
}

/** Lines of a page that is not there yet (per cent of its width). */
const widths = [62, 88, 74, 91, 55, 80, 68, 85, 77, 59]

export function LoadingState({ rows = 4 }: { readonly rows?: number }) {
  const t = useText()
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{t({ zh: '正在读取……', en: 'Loading…' })}</span>
      {widths.slice(0, rows).map((width) => (
        <i key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}

/** Refusals that are no failure: something is to be done first, and the server's sentence says what. */
const toDoFirst: Readonly<Record<string, Text>> = {
  'no-data-yet': { zh: '还没有可查的数据', en: 'No data to look in yet' },
  'preview-out-of-date': { zh: '绑定改过，数据要重新读', en: 'The binding changed: the data are to be read again' },
  'run-results-removed': { zh: '这次运行的明细已清理', en: 'The rows of this run were removed' },
  'table-not-bound': { zh: '还没有绑定数据', en: 'Not bound to data yet' },
  'nothing-to-show': { zh: '先解决问题，才有数据', en: 'Solve the problem first; then there are rows' },
  'reading-takes-long': { zh: '数据较多，还没有读完', en: 'Much data: not read to the end yet' },
}

interface ErrorStateProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** Where to go instead of trying again. */
  readonly wayOut?: ReactNode
}

/** Chooses the right face for a failure: offline, refused, not ready yet, or the server's own words. */
export function ErrorState({ error, onRetry, wayOut }: ErrorStateProps) {
  const t = useText()
  if (isOffline(error)) return <OfflineState onRetry={onRetry} />
  const shown = shownError(error)
  if (codeOf(error) === 'FORBIDDEN') return <RefusedState>{t(shown.text)}</RefusedState>
  const actions = wayOut ?? (onRetry && <Button onClick={onRetry}>{t({ zh: '再试一次', en: 'Try again' })}</Button>)
  const toDo = toDoFirst[shown.code]
  if (toDo !== undefined)
    return (
      <EmptyState title={t(toDo)} actions={actions}>
        {t(shown.text)}
      </EmptyState>
    )
  return (
    <State
      title={t({ zh: '没有读到', en: 'Could not be read' })}
      picture={pictures.error}
      live="alert"
      actions={actions}
      details={<Details data={shown.data} />}
    >
      {t(shown.text)}
    </State>
  )
}

/** A failed action, said where the action is. */
export function ErrorNotice({ error }: { readonly error: unknown }) {
  const t = useText()
  if (error === null || error === undefined) return null
  const { text, data } = shownError(error)
  return (
    <Notice tone="error">
      {t(text)}
      <Details data={data} />
    </Notice>
  )
}

interface ReadState<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** Loading, failed or there: `<Loaded read={query}>{(data) => …}</Loaded>`. Old data stay while new ones come. */
export function Loaded<Data>({
  read,
  rows,
  children,
}: {
  readonly read: ReadState<Data>
  readonly rows?: number
  readonly children: (data: Data) => ReactNode
}) {
  if (read.data !== undefined) return <>{children(read.data)}</>
  if (read.isPending) return <LoadingState {...(rows === undefined ? {} : { rows })} />
  return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
}
