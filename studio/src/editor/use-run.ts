import type { Text } from '@jianmo/connectors/words'
import type { RunMode, RunProgress } from '@jianmo/engine/api'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '../app/problem-of.ts'
import { figuresOf, useSession } from '../document/index.ts'
import { type ParameterValues, useEditorApi } from './editor-api.ts'

export interface RunControl {
  readonly runId: string | null
  readonly progress: RunProgress | null
  readonly problem: { readonly text: Text; readonly nodeIds: readonly string[]; readonly detail?: string } | null
  readonly running: boolean
  readonly cancelling: boolean
  readonly start: (request: { readonly mode: RunMode; readonly parameters: ParameterValues }) => Promise<void>
  readonly cancel: () => Promise<void>
  readonly dismiss: () => void
}

const ended: readonly RunProgress['state'][] = ['finished', 'failed', 'cancelled', 'interrupted']

/** Starts a run of what is on the canvas, follows it, and puts its numbers on cards and edges. */
export function useRun(): RunControl {
  const api = useEditorApi()
  const queries = useQueryClient()
  const { document: store, view, modelId } = useSession()
  const [runId, setRunId] = useState<string | null>(null)
  const [progress, setProgress] = useState<RunProgress | null>(null)
  const [problem, setProblem] = useState<RunControl['problem']>(null)
  const [running, setRunning] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])

  const fail = useCallback(
    (error: unknown) => {
      stop.current?.()
      setRunning(false)
      setCancelling(false)
      view.setState({ runningNode: null })
      setProblem({ text: problemOf(error).text, nodeIds: [] })
    },
    [view],
  )

  const start = useCallback<RunControl['start']>(
    async ({ mode, parameters }) => {
      stop.current?.()
      const { document } = store.getState().history
      setProblem(null)
      setProgress(null)
      setRunning(true)
      setCancelling(false)
      try {
        const started = await api.startRun({ modelId, document: mode === 'trial' ? document : null, mode, parameters })
        setRunId(started.runId)
        let done = false
        stop.current = api.watchRun(started.runId, {
          onError: fail,
          onProgress(next) {
            setProgress(next)
            view.setState({ runningNode: ended.includes(next.state) ? null : next.steps.nodeId })
            if (!ended.includes(next.state) || done) return
            done = true
            stop.current?.()
            setRunning(false)
            setCancelling(false)
            if (next.problem !== null) setProblem(next.problem)
            if (next.state !== 'finished') return
            api.openRun(started.runId).then((run) => {
              view.setState({ figures: figuresOf(run) })
              void queries.invalidateQueries({ queryKey: ['preview', modelId] })
            }, fail)
          },
        })
      } catch (error) {
        fail(error)
      }
    },
    [api, fail, modelId, queries, store, view],
  )

  const cancel = useCallback(async () => {
    if (runId === null) return
    setCancelling(true)
    await api.cancelRun(runId).catch(fail)
  }, [api, fail, runId])

  const dismiss = useCallback(() => {
    setProblem(null)
    setProgress(null)
  }, [])

  return useMemo(
    () => ({ runId, progress, problem, running, cancelling, start, cancel, dismiss }),
    [runId, progress, problem, running, cancelling, start, cancel, dismiss],
  )
}
