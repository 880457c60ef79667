import type { OpenModel } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { figuresOf, useSession } from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'

/** When the model opens, the cards show what its last finished run found. */
export function useLastRun({ document }: OpenModel): void {
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
    // Saved after it ran: then it is not known which cards hold still, but those that are changed from here on do not.
    view.setState({ figures: figuresOf(run, document) })
  }, [run, view, document])
}
