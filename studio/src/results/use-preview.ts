import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { upstreamOf, useGraph, useSession, useView } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'

export const previewLimit = 200
/** Typing in a field asks the engine only after a pause. */
const pause = 500

/** First rows of an output of the document as it is now. Asked again when anything above the node changes, or a run ended. */
export function usePreview(nodeId: string, port: string, enabled: boolean) {
  const api = useEditorApi()
  const { modelId } = useSession()
  const now = useGraph()
  const document = useSettled(now)
  const runId = useView(({ figures }) => figures?.runId ?? '')
  const part = upstreamOf(document, nodeId)
  return useQuery({
    queryKey: ['preview', modelId, nodeId, port, JSON.stringify(part), runId],
    queryFn: ({ signal }) => api.preview({ modelId, document, nodeId, port, limit: previewLimit }, signal),
    // What is being typed may already be wrong while the settled document is not.
    enabled: enabled && document === now,
    staleTime: 60_000,
    retry: false,
    placeholderData: (previous, query) =>
      query?.queryKey[2] === nodeId && query.queryKey[3] === port ? keepPreviousData(previous) : undefined,
  })
}

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
