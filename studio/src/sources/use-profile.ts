import type { Text } from '@jianmo/connectors/words'
import type { ProfileProgress, ShownProfile } from '@jianmo/engine/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { shownError } from '../app/problem-of.ts'

export interface RunningProfile {
  readonly profile: ShownProfile | null
  /** Null while nothing runs. */
  readonly progress: Extract<ProfileProgress, { state: 'reading' }> | null
  readonly running: boolean
  readonly problem: Text | null
  start(): void
  /** Leaves the subscription: the server cancels the scan in the source. */
  cancel(): void
}

/** Profiles of this browser window only: they hold what an agency knows, so nothing of them is stored. */
export function useProfile(sourceId: string, table: string): RunningProfile {
  const queries = useQueryClient()
  const key = ['profile', sourceId, table]
  const kept = useQuery<ShownProfile | null>({ queryKey: key, queryFn: () => null, enabled: false, gcTime: 1_800_000 })
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<Text | null>(null)
  const [progress, setProgress] = useState<RunningProfile['progress']>(null)

  useSubscription(
    trpc.sources.profile.subscriptionOptions(
      { sourceId, table },
      {
        enabled: running,
        onData: (event) => {
          if (event.state === 'reading') return setProgress(event)
          if (event.state === 'finished') queries.setQueryData(key, event.profile)
          else setProblem(event.problem.text)
          setRunning(false)
        },
        onError: (cause) => {
          setProblem(shownError(cause).text)
          setRunning(false)
        },
      },
    ),
  )
  return {
    profile: kept.data ?? null,
    progress: running ? progress : null,
    running,
    problem,
    start() {
      setProblem(null)
      setProgress(null)
      setRunning(true)
    },
    cancel: () => setRunning(false),
  }
}
