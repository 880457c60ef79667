import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { figuresOf, useSession } from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'

/** When the model opens, the cards show what its last finished run found; those that were changed since are stale. */
export function useLastRun(): void {
  const api = useEditorApi()
  const { view, modelId } = useSession()
  const read = useQuery({
    queryKey: ['editor-last-run', modelId],
    queryFn: () => api.lastFinishedRun(modelId),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const run = read.data ?? null
  useEffect(() => {
    if (run === null || view.getState().figures !== null) return
    view.setState({ figures: figuresOf(run) })
  }, [run, view])
}
