import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import type { OpenModel } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { createSession, SessionProvider } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { ErrorState, LoadingState } from '../ui/index.ts'
import { Editor } from './Editor.tsx'
import { EditorApiProvider, useEditorApi } from './editor-api.ts'
import { trpcEditorApi } from './trpc-editor-api.ts'
import './editor.css'

/** Route `/models/:modelId`. */
export function EditorPage() {
  const { modelId = '' } = useParams()
  return (
    <EditorApiProvider value={trpcEditorApi}>
      <OpenedModel key={modelId} modelId={modelId} />
    </EditorApiProvider>
  )
}

interface Opened {
  readonly open: OpenModel
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
}

/** Opens the model once: from then on the document in this tab is the truth, and saving checks revisions. */
export function OpenedModel({ modelId }: { readonly modelId: string }) {
  const t = useText()
  const api = useEditorApi()
  const read = useQuery({
    queryKey: ['editor', modelId],
    queryFn: async (): Promise<Opened> => {
      const [open, tables, statutes] = await Promise.all([api.open(modelId), api.tables(), api.statutes()])
      return { open, tables, statutes }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
    retry: false,
  })
  if (read.data !== undefined && !read.isFetchedAfterMount) return <Waiting />
  if (read.data !== undefined) return <OpenedSession modelId={modelId} opened={read.data} />
  if (read.isPending) return <Waiting />
  return (
    <main className="editor-door">
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      <Link to="/models">{t({ zh: '回到模型列表', en: 'Back to the models' })}</Link>
    </main>
  )
}

function Waiting() {
  return (
    <main className="editor-door">
      <LoadingState rows={8} />
    </main>
  )
}

function OpenedSession({
  modelId,
  opened: { open, tables, statutes },
}: {
  readonly modelId: string
  readonly opened: Opened
}) {
  const session = useMemo(
    () => createSession({ modelId, document: open.document, mayEdit: open.mayEdit, catalogue: { tables, statutes } }),
    [modelId, open, tables, statutes],
  )
  return (
    <SessionProvider session={session}>
      <Editor open={open} />
    </SessionProvider>
  )
}
