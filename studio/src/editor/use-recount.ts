import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { recountable, say, useGraph, useInference, useSession, useView, withRecount } from '../document/index.ts'
import { useEditorApi } from './editor-api.ts'

export interface RecountControl {
  /** Cards that would be counted. */
  readonly waiting: number
  readonly pending: boolean
  readonly error: unknown
  /** Null while there is nothing to count again. */
  readonly start: (() => void) | null
}

/**
 * Counts the stale cards again, over the data that the last run read; nothing else is asked. A run is a dated record of what the
 * sources said and always computes everything: this is the short way while a model is being drawn.
 */
export function useRecount(may: boolean): RecountControl {
  const api = useEditorApi()
  const { view, modelId } = useSession()
  const document = useGraph()
  const runId = useView(({ figures }) => figures?.runId ?? null)
  const stale = useView((state) => state.stale)
  const problems = useInference((state) => state.problems)
  const waiting = useMemo(() => recountable(stale, document, problems), [stale, document, problems])
  const { mutate, isPending, error } = useMutation({
    async mutationFn(run: string) {
      return { now: document, recount: await api.recount({ modelId, document, runId: run, nodeIds: waiting }) }
    },
    onSuccess({ now, recount }) {
      const { figures } = view.getState()
      // Another run came in between: its numbers are newer.
      if (figures === null || figures.runId !== runId) return
      view.setState({ figures: withRecount(figures, recount, now) })
      const { nodeIds, questions, tables } = recount
      say(view, {
        zh: `重新计算了 ${nodeIds.length} 个节点：执行 ${questions} 条查询，新算 ${tables.made} 张中间表，沿用 ${tables.kept} 张`,
        en: `${nodeIds.length} cards counted again: ${questions} queries, ${tables.made} tables computed, ${tables.kept} kept`,
      })
    },
  })
  return {
    waiting: waiting.length,
    pending: isPending,
    error,
    start: may && runId !== null && waiting.length > 0 && !isPending ? () => mutate(runId) : null,
  }
}
