import type { Text } from '@jianmo/connectors/words'
import type { FilePreview, ImportProgress, SourceSummary, StagedUpload } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { client, trpc } from '../app/api.ts'
import { postFile } from '../app/post.ts'
import { shownError } from '../app/problem-of.ts'
import { emptyDraft, type ImportDraft, importOptions, readingOptions } from './import-draft.ts'

export interface ImportWizardState {
  readonly step: 'file' | 'preview' | 'reading' | 'result'
  readonly upload: StagedUpload | null
  /** 0…1 while the file is on its way; null otherwise. */
  readonly uploaded: number | null
  readonly preview: FilePreview | null
  /** The file is being read again with other options. */
  readonly looking: boolean
  readonly draft: ImportDraft
  readonly progress: ImportProgress | null
  readonly problem: Text | null
  take(file: File): void
  /** Keeps what was said; asks for the preview again if it changes how the file is read. */
  say(draft: ImportDraft): void
  start(): void
  /** Stops a running import, or removes the upload, and begins again. */
  leave(): void
}

function isStaged(answer: unknown): answer is StagedUpload {
  return typeof answer === 'object' && answer !== null && 'stagedId' in answer
}

/** One file on its way into a source: uploaded once, looked at as often as a person likes, imported once. */
export function useImport(source: SourceSummary): ImportWizardState {
  const sourceId = source.id
  const queries = useQueryClient()
  const [uploaded, setUploaded] = useState<number | null>(null)
  const [upload, setUpload] = useState<StagedUpload | null>(null)
  const [draft, setDraft] = useState<ImportDraft>(emptyDraft)
  const [progress, setProgress] = useState<ImportProgress | null>(null)
  const [problem, setProblem] = useState<Text | null>(null)
  const [watching, setWatching] = useState(false)
  const fail = (cause: unknown) => setProblem(shownError(cause).text)

  const look = useMutation(trpc.imports.preview.mutationOptions({ onError: fail }))
  const begin = useMutation(trpc.imports.start.mutationOptions({ onSuccess: () => setWatching(true), onError: fail }))
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const answer = await postFile(
        `/files/stage?${new URLSearchParams({ source: sourceId, name: file.name })}`,
        file,
        setUploaded,
      )
      if (!isStaged(answer)) throw new TypeError('not a staged upload')
      return answer
    },
    onMutate: () => {
      setProblem(null)
      setUploaded(0)
    },
    onSuccess: async (staged) => {
      await look.mutateAsync({ sourceId, stagedId: staged.stagedId, options: {} })
      setUpload(staged)
    },
    onError: fail,
    onSettled: () => setUploaded(null),
  })

  useSubscription(
    trpc.imports.watch.subscriptionOptions(
      { sourceId, stagedId: upload?.stagedId ?? '' },
      {
        enabled: watching && upload !== null,
        onData: (event) => {
          setProgress(event)
          if (event.state === 'reading') return
          setWatching(false)
          if (event.state === 'finished') void queries.invalidateQueries({ queryKey: trpc.sources.pathKey() })
          else {
            setProgress(null)
            // Who cancels gives the upload up as well; a file that failed can be read in another way.
            if (event.state === 'cancelled') forget()
            setProblem(event.problem?.text ?? null)
          }
        },
        onError: (cause) => {
          setWatching(false)
          fail(cause)
        },
      },
    ),
  )

  function forget(): void {
    setUpload(null)
    setDraft(emptyDraft)
    setProgress(null)
    setProblem(null)
    look.reset()
  }

  const step =
    progress?.state === 'finished'
      ? 'result'
      : watching || begin.isPending
        ? 'reading'
        : upload !== null
          ? 'preview'
          : 'file'
  const preview = look.data ?? null
  const sheetsOf = (shown: FilePreview | null) => shown?.tables.map(({ sheet }) => sheet) ?? []

  return {
    step,
    upload,
    uploaded,
    preview,
    looking: look.isPending,
    draft,
    progress,
    problem,
    take: (file) => bring.mutate(file),
    say(next) {
      setDraft(next)
      const sheets = sheetsOf(preview)
      const [before, after] = [readingOptions(draft, sheets), readingOptions(next, sheets)]
      if (upload === null || JSON.stringify(before) === JSON.stringify(after)) return
      setProblem(null)
      look.mutate({ sourceId, stagedId: upload.stagedId, options: after })
    },
    start() {
      if (upload === null || preview === null) return
      setProblem(null)
      begin.mutate({ sourceId, stagedId: upload.stagedId, options: importOptions(draft, preview) })
    },
    leave() {
      // The upload is gone after a day in any case: a failure to remove it now is nothing to stop for.
      if (upload !== null && progress?.state !== 'finished')
        client.imports.cancel.mutate({ sourceId, stagedId: upload.stagedId }).catch(() => undefined)
      if (!watching) forget()
    },
  }
}
