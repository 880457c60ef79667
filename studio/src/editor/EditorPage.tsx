import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import type { OpenModel } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { useContext, useEffect, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import {
  createSession,
  editsOfThisTab,
  followInference,
  type KeptEdits,
  type Reopened,
  reopen,
  SessionProvider,
  startHistory,
  viewKeeper,
} from '../document/index.ts'
import { PersonContext } from '../session/use-person.ts'
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

export interface Opened {
  readonly open: OpenModel
  /** Where this tab goes on: what it kept of the model, or what the server has. */
  readonly start: Reopened
  /** Keeps edits in this browser; null where it keeps nothing. */
  readonly keep: ((edits: KeptEdits) => Promise<void>) | null
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
}

/** Opens the model once: from then on the document in this tab is the truth, and saving checks revisions. */
export function OpenedModel({ modelId }: { readonly modelId: string }) {
  const t = useText()
  const api = useEditorApi()
  const personId = useContext(PersonContext)?.id ?? null
  const read = useQuery({
    queryKey: ['editor', modelId],
    queryFn: async (): Promise<Opened> => {
      const [open, tables, statutes] = await Promise.all([api.open(modelId), api.tables(), api.statutes()])
      return { open, tables, statutes, ...(await goOn(open, personId)) }
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

/** From what this tab kept, if it leads to what the server has; else from what the server has. */
async function goOn(open: OpenModel, personId: string | null): Promise<Pick<Opened, 'start' | 'keep'>> {
  const server = { revision: open.revision, document: open.document }
  const fresh = { history: startHistory(open.document), saved: server }
  const edits = open.mayEdit && personId !== null ? await editsOfThisTab() : null
  if (edits === null || personId === null) return { start: fresh, keep: null }
  const place = { personId, modelId: open.model.id }
  // Kept edits that cannot be read must not keep anybody from the model.
  const kept = await edits.take(place).catch(() => null)
  const start = kept === null ? null : reopen(server, kept)
  return { start: start ?? fresh, keep: (now) => edits.keep(place, now) }
}

function Waiting() {
  return (
    <main className="editor-door">
      <LoadingState rows={8} />
    </main>
  )
}

function OpenedSession({ modelId, opened }: { readonly modelId: string; readonly opened: Opened }) {
  const personId = useContext(PersonContext)?.id ?? null
  const session = useMemo(() => {
    const { open, start, tables, statutes } = opened
    return createSession({
      modelId,
      document: start.history,
      mayEdit: open.mayEdit,
      catalogue: { tables, statutes },
      keeper: personId === null ? null : viewKeeper(personId, modelId),
    })
  }, [modelId, opened, personId])
  useEffect(() => followInference(session), [session])
  return (
    <SessionProvider session={session}>
      <Editor opened={opened} />
    </SessionProvider>
  )
}
