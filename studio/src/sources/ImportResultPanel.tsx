import type { BatchSummary, SourceSummary } from '@jianmo/engine/api'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatCount, useText } from '../text/index.ts'
import { Notice, Panel } from '../ui/index.ts'
import { RejectsDialog } from './RejectsDialog.tsx'
import type { ImportWizardState } from './use-import.ts'

/** The last step: the sum that must come out even, and what to do about rows that were not taken. */
export function ImportResultPanel({
  source,
  wizard,
}: {
  readonly source: Pick<SourceSummary, 'id' | 'reading'>
  readonly wizard: Pick<ImportWizardState, 'progress' | 'leave'>
}) {
  const t = useText()
  const [shown, setShown] = useState<BatchSummary | null>(null)
  const batches = wizard.progress?.batches ?? []
  return (
    <>
      {batches.map((batch) => (
        <Panel
          key={batch.id}
          title={batch.table}
          hint={batch.fileName}
          actions={
            <Link className="text-link" to={`/sources/${source.id}/tables/${encodeURIComponent(batch.table)}`}>
              {t({ zh: '查看这张表', en: 'Open the table' })}
            </Link>
          }
          padded
        >
          <Sum batch={batch} />
          {batch.rejected > 0 && (
            <Notice
              tone="warning"
              action={
                <Button size="small" onClick={() => setShown(batch)}>
                  {t({ zh: '查看和补正拒收行', en: 'See and mend the rejects' })}
                </Button>
              }
            >
              {t({
                zh: `${formatCount(batch.rejected)} 行没有接收。下载后请来源机关补正，再只导入补正的行。`,
                en: `${formatCount(batch.rejected)} rows were not taken. Download them, have the agency mend them, and import only those.`,
              })}
            </Notice>
          )}
          {batch.damagedIds > 0 && (
            <Notice tone="warning">
              {t({
                zh: `${formatCount(batch.damagedIds)} 个身份证号已被电子表格损坏。这些行都保留，人员转入待核身份，号码按空值处理，不猜、不补。`,
                en: `A spreadsheet damaged ${formatCount(batch.damagedIds)} ids. Their rows are kept and the people go to “identity to verify”; nothing is guessed.`,
              })}
            </Notice>
          )}
          {batch.suspectIds > 0 && (
            <Notice tone="info">
              {t({
                zh: `${formatCount(batch.suspectIds)} 个号码以 000 结尾，可能被截断：保留原样，待核。`,
                en: `${formatCount(batch.suspectIds)} ids end in 000 and may have been cut: kept as they are, to be checked.`,
              })}
            </Notice>
          )}
          {batch.rejected + batch.damagedIds + batch.suspectIds === 0 && (
            <Notice tone="ok">
              {t({ zh: '每一行都已接收，没有损坏的号码。', en: 'Every row was taken; no id is damaged.' })}
            </Notice>
          )}
        </Panel>
      ))}
      <div className="actions">
        <Link to={`/sources/${source.id}?tab=batches`}>
          <Button type="primary">{t({ zh: '完成，查看批次', en: 'Done, see the batches' })}</Button>
        </Link>
        <Button onClick={wizard.leave}>{t({ zh: '再导入一个文件', en: 'Import another file' })}</Button>
      </div>
      {shown !== null && <RejectsDialog source={source} batch={shown} mayMend onClose={() => setShown(null)} />}
    </>
  )
}

/** `接收 + 拒收 = 文件行数`, as a sum that anybody can check. */
function Sum({ batch }: { readonly batch: BatchSummary }) {
  const t = useText()
  return (
    <div className="import-sum" role="status">
      <span>
        <b>{formatCount(batch.accepted)}</b>
        <small>{t({ zh: '接收', en: 'accepted' })}</small>
      </span>
      <i aria-hidden="true">+</i>
      <span data-warn={batch.rejected > 0}>
        <b>{formatCount(batch.rejected)}</b>
        <small>{t({ zh: '拒收', en: 'rejected' })}</small>
      </span>
      <i aria-hidden="true">=</i>
      <span>
        <b>{formatCount(batch.physicalRows)}</b>
        <small>{t({ zh: '文件行数', en: 'rows of the file' })}</small>
      </span>
    </div>
  )
}
