import type { SourceSummary } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { useText } from '../text/index.ts'
import { EmptyState, Loaded, Page, PageHead, RefusedState } from '../ui/index.ts'
import { ImportFilePanel } from './ImportFilePanel.tsx'
import { ImportPreviewPanels } from './ImportPreviewPanels.tsx'
import { ImportProgressPanel } from './ImportProgressPanel.tsx'
import { ImportResultPanel } from './ImportResultPanel.tsx'
import { SourcesSide } from './SourcesSide.tsx'
import { useImport } from './use-import.ts'
import './sources.css'
import './import.css'

/** `/sources/:sourceId/import`: file, look, import, result. */
export function ImportPage() {
  const t = useText()
  const { sourceId = '' } = useParams()
  const sources = useQuery(trpc.sources.list.queryOptions())
  const mayImport = hasRole(usePerson(), 'data-administrator')
  return (
    <Page side={<SourcesSide />}>
      <Loaded read={sources} rows={6}>
        {(list) => {
          const source = list.find(({ id }) => id === sourceId)
          if (!mayImport) return <RefusedState />
          if (source?.reading !== 'file')
            return (
              <EmptyState title={t({ zh: '这个数据源不接收文件', en: 'This source takes no files' })}>
                <Link to="/sources">{t({ zh: '回到数据源', en: 'Back to the sources' })}</Link>
              </EmptyState>
            )
          return <ImportWizard key={source.id} source={source} />
        }}
      </Loaded>
    </Page>
  )
}

const steps = [
  { key: 'file', label: { zh: '选择文件', en: 'File' } },
  { key: 'preview', label: { zh: '预览与确认', en: 'Look and confirm' } },
  { key: 'reading', label: { zh: '导入', en: 'Import' } },
  { key: 'result', label: { zh: '结果', en: 'Result' } },
] as const

function ImportWizard({ source }: { readonly source: SourceSummary }) {
  const t = useText()
  const wizard = useImport(source)
  const at = steps.findIndex(({ key }) => key === wizard.step)
  return (
    <>
      <PageHead
        crumbs={<Link to={`/sources/${source.id}`}>← {source.name}</Link>}
        title={t({ zh: '导入文件', en: 'Import a file' })}
        sub={t({
          zh: '先看清楚再导入。所有值先按原文保存；接收 + 拒收 = 文件行数，一行不少。',
          en: 'Look first. Every value is kept as it stands; accepted + rejected = rows of the file, none is lost.',
        })}
      />
      <ol className="wizard-steps" aria-label={t({ zh: '步骤', en: 'Steps' })}>
        {steps.map(({ key, label }, index) => (
          <li
            key={key}
            data-state={index < at ? 'done' : index === at ? 'now' : 'later'}
            aria-current={index === at ? 'step' : undefined}
          >
            <i aria-hidden="true">{index < at ? '✓' : index + 1}</i>
            {t(label)}
          </li>
        ))}
      </ol>
      {wizard.step === 'file' && <ImportFilePanel source={source} wizard={wizard} />}
      {wizard.step === 'preview' && <ImportPreviewPanels wizard={wizard} />}
      {wizard.step === 'reading' && <ImportProgressPanel wizard={wizard} />}
      {wizard.step === 'result' && <ImportResultPanel source={source} wizard={wizard} />}
    </>
  )
}
