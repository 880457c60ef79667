import type { RunMode } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Canvas, isWriting } from '../canvas/index.ts'
import { useDocumentState, useGraph, useInference, useSession } from '../document/index.ts'
import { FindPanel } from '../find/FindPanel.tsx'
import { Inspector, ParametersDrawer } from '../inspector/index.ts'
import { ResultsPanel } from '../results/index.ts'
import { useText } from '../text/index.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import type { Opened } from './EditorPage.tsx'
import { useEditorApi } from './editor-api.ts'
import { RunPanel } from './RunPanel.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'
import { SummaryBar } from './SummaryBar.tsx'
import { TopBar } from './TopBar.tsx'
import { tablesRead } from './tables-read.ts'
import { useApproval } from './use-approval.ts'
import { useLastRun } from './use-last-run.ts'
import { useRecount } from './use-recount.ts'
import { useRegionKeys } from './use-region-keys.ts'
import { useRun } from './use-run.ts'
import { useSaving } from './use-saving.ts'
import { useUnboundTables } from './use-unbound-tables.ts'

/** The whole editor: bar, palette and canvas, inspector, results. */
export function Editor({ opened }: { readonly opened: Opened }) {
  const { open } = opened
  const t = useText()
  const api = useEditorApi()
  const session = useSession()
  const document = useGraph()
  const undo = useDocumentState((state) => state.undo)
  const redo = useDocumentState((state) => state.redo)
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const errors = useInference(({ counts }) => counts.errors)
  const saving = useSaving(opened)
  const run = useRun()
  const recount = useRecount(mayEdit && !run.running)
  const approval = useApproval(open, saving.state)
  const [mode, setMode] = useState<RunMode>('trial')
  const [runDate, setRunDate] = useState<string | null>(null)
  const [panel, setPanel] = useState<'parameters' | 'submit' | null>(null)
  useLastRun()
  useUnboundTables()
  const adaptation = useQuery({
    queryKey: ['adaptation', session.modelId, tablesRead(document)],
    queryFn: () => api.adaptation(session.modelId),
    retry: false,
  })
  const chosenMode = mode === 'formal' && approval.formal ? 'formal' : 'trial'

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 's') void saving.saveNow()
      // Inside a field the browser's own undo belongs to the text that is being typed.
      else if (isWriting(event.target)) return
      else if (key === 'z' && !event.shiftKey) undo()
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [saving, undo, redo])

  async function startRun(): Promise<void> {
    await saving.saveNow()
    const parameters = runDate === null ? {} : { run_date: runDate }
    await run.start({ mode: chosenMode, parameters })
  }

  const mayRun = mayEdit && errors === 0 && !run.running
  useRegionKeys({ onRun: mayRun ? () => void startRun() : null, onRecount: recount.start })

  return (
    <div className="editor">
      <TopBar
        saving={saving}
        approval={approval}
        mode={chosenMode}
        onMode={setMode}
        errors={errors}
        running={run.running}
        onRun={() => void startRun()}
        onParameters={() => setPanel(panel === 'parameters' ? null : 'parameters')}
        onSubmit={() => setPanel('submit')}
      />
      <div className="editor-body">
        <main className="editor-middle" aria-label={t({ zh: '模型', en: 'Model' })}>
          <Canvas adaptation={adaptation.data ?? []} />
          <FindPanel />
          <RunPanel run={run} />
          <SummaryBar hidden={run.running} recount={recount} />
          <ResultsPanel />
        </main>
        <Inspector />
      </div>
      <ParametersDrawer
        open={panel === 'parameters'}
        onClose={() => setPanel(null)}
        runDate={runDate}
        onRunDate={setRunDate}
      />
      <SubmitDialog
        open={panel === 'submit'}
        onClose={() => setPanel(null)}
        saving={saving}
        onSubmitted={approval.submitted}
      />
      <ConflictDialog saving={saving} />
    </div>
  )
}
