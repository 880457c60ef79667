import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { trpc } from '../app/api.ts'
import { codeOf } from '../app/problem-of.ts'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { PersonContext } from './use-person.ts'

/** Lets only signed-in people further; remembers where they were going. */
export function SignedIn() {
  const me = useQuery({ ...trpc.session.me.queryOptions(), staleTime: 60_000 })
  const { pathname, search } = useLocation()

  const signedOut = me.data === null || codeOf(me.error) === 'UNAUTHORIZED'
  if (signedOut) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />
  if (me.data) {
    return (
      <PersonContext value={me.data}>
        <Outlet />
      </PersonContext>
    )
  }
  if (me.isPending) return <LoadingState rows={6} />
  return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
}
