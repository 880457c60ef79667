import type { DrawnModel } from '@jianmo/engine/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type StaleReason, staleReasons, upstreamOf, useDocumentState, useSession, useView } from '../document/index.ts'
import { type RowsPage, useEditorApi } from '../editor/editor-api.ts'

const previewLimit = 200
/** Typing in a field asks the engine only after a pause. */
const pause = 500

/** Rows with the part of the drawing that they were computed for. */
interface KnownPage {
  readonly page: RowsPage
  readonly drawn: DrawnModel
  readonly runId: string
}

/** Rows on the screen. */
export interface ShownRows {
  readonly page: RowsPage
  /** What was done since; null while the rows follow from the drawing as it is. */
  readonly stale: readonly StaleReason[] | null
}

/**
 * First rows of an output of the document as it is now. Asked again when anything above the node changes, or a run ended. Until
 * then, and while a problem stands in the way, the rows before stay and say why they are old.
 */
export function usePreview(nodeId: string, port: string, enabled: boolean) {
  const api = useEditorApi()
  const queries = useQueryClient()
  const { modelId } = useSession()
  const history = useDocumentState((state) => state.history)
  const now = history.document
  const document = useSettled(now)
  const runId = useView(({ figures }) => figures?.runId ?? '')
  const part = useMemo(() => upstreamOf(document, nodeId), [document, nodeId])
  const partNow = useMemo(() => (document === now ? part : upstreamOf(now, nodeId)), [document, now, part, nodeId])
  const text = useMemo(() => JSON.stringify(partNow), [partNow])
  const place = ['preview', modelId, nodeId, port] as const
  const read = useQuery<KnownPage>({
    queryKey: [...place, part === partNow ? text : JSON.stringify(part), runId],
    queryFn: async ({ signal }) => ({
      page: await api.preview({ modelId, document, nodeId, port, limit: previewLimit }, signal),
      drawn: part,
      runId,
    }),
    // What is being typed may already be wrong while the settled document is not.
    enabled: enabled && document === now,
    staleTime: 60_000,
    retry: false,
  })
  const known = read.data ?? newest(queries.getQueriesData<KnownPage>({ queryKey: place }))
  const shown = useMemo((): ShownRows | undefined => {
    if (known === undefined) return undefined
    if (JSON.stringify(known.drawn) === text && known.runId === runId) return { page: known.page, stale: null }
    return { page: known.page, stale: staleReasons(known.drawn, history, nodeId) }
  }, [known, text, runId, history, nodeId])
  return { shown, error: read.error, isFetching: read.isFetching, refetch: read.refetch }
}

/** Of all rows that were ever shown at a place, those computed last. */
function newest(pages: readonly (readonly [unknown, KnownPage | undefined])[]): KnownPage | undefined {
  return pages
    .flatMap(([, known]) => known ?? [])
    .reduce<KnownPage | undefined>(
      (last, one) => (last === undefined || one.page.computedAt > last.page.computedAt ? one : last),
      undefined,
    )
}

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
