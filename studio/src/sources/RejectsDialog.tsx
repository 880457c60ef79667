import type { BatchSummary, RejectedRow } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { trpc } from '../app/api.ts'
import { formatCount, useText } from '../text/index.ts'
import { DataTable, Loaded } from '../ui/index.ts'
import { toCsv } from './to-csv.ts'

const listed = 200

/** Rows of a batch that were not taken, with why: to be sent back to the agency. */
export function RejectsDialog({
  sourceId,
  batch,
  onClose,
}: {
  readonly sourceId: string
  readonly batch: BatchSummary
  readonly onClose: () => void
}) {
  const t = useText()
  const rejects = useQuery(trpc.sources.rejects.queryOptions({ sourceId, batchId: batch.id }))
  const download = (rows: readonly RejectedRow[]) => {
    const head = [
      t({ zh: '行号', en: 'row' }),
      t({ zh: '列', en: 'column' }),
      t({ zh: '原因', en: 'reason' }),
      t({ zh: '原文', en: 'original' }),
    ]
    const text = toCsv([head, ...rows.map((row) => [row.row, row.column, t(row.reason), row.original])])
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${batch.fileName.replace(/\.[^.]*$/, '')}-${t({ zh: '拒收', en: 'rejects' })}.csv`
    link.click()
    // The download reads the address after the click has returned.
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }

  return (
    <Modal
      open
      onCancel={onClose}
      width={900}
      title={t({ zh: `拒收行：${batch.fileName}`, en: `Rejected rows: ${batch.fileName}` })}
      footer={
        <>
          <Button disabled={rejects.data === undefined} onClick={() => download(rejects.data ?? [])}>
            {t({ zh: '下载 CSV', en: 'Download CSV' })}
          </Button>
          <Button type="primary" onClick={onClose}>
            {t({ zh: '关闭', en: 'Close' })}
          </Button>
        </>
      }
    >
      <Loaded read={rejects} rows={5}>
        {(rows) => (
          <>
            <div style={{ maxHeight: 420, overflow: 'auto' }}>
              <DataTable
                label={t({ zh: '拒收行', en: 'Rejected rows' })}
                rows={rows.slice(0, listed).map((row, index) => ({ ...row, index }))}
                rowKey={(row) => row.index}
                columns={[
                  { key: 'row', title: t({ zh: '行号', en: 'Row' }), kind: 'number', render: (row) => row.row },
                  {
                    key: 'column',
                    title: t({ zh: '列', en: 'Column' }),
                    kind: 'nowrap',
                    render: (row) => row.column ?? '—',
                  },
                  { key: 'reason', title: t({ zh: '原因', en: 'Reason' }), render: (row) => t(row.reason) },
                  {
                    key: 'original',
                    title: t({ zh: '原文（脱敏）', en: 'Original (masked)' }),
                    render: (row) => <span className="mono">{row.original}</span>,
                  },
                ]}
              />
            </div>
            {rows.length > listed && (
              <p className="muted">
                {t({
                  zh: `共 ${formatCount(rows.length)} 行，这里列出前 ${listed} 行，下载可得全部。`,
                  en: `${formatCount(rows.length)} rows; the first ${listed} are shown, the download has all.`,
                })}
              </p>
            )}
          </>
        )}
      </Loaded>
    </Modal>
  )
}
