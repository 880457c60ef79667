import type { BatchSummary, SourceSummary } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { DataTable, EmptyState, ErrorNotice, Tag } from '../ui/index.ts'
import { RejectsDialog } from './RejectsDialog.tsx'

/** What was imported: physical rows = accepted + rejected, and how many ids came damaged. */
export function BatchesPanel({ source, mayChange }: { readonly source: SourceSummary; readonly mayChange: boolean }) {
  const t = useText()
  const queries = useQueryClient()
  const [shown, setShown] = useState<BatchSummary | null>(null)
  const remove = useMutation(
    trpc.sources.removeBatch.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
    }),
  )
  const nameOf = ({ id, fileName }: BatchSummary) =>
    fileName === '' ? <span className="mono">{id}</span> : <b>{fileName}</b>
  const warn = (count: number) => <span className={count > 0 ? 'warn-number' : undefined}>{formatCount(count)}</span>

  return (
    <>
      {remove.error !== null && (
        <div className="tab-notice">
          <ErrorNotice error={remove.error} />
        </div>
      )}
      <DataTable
        label={t({ zh: '批次', en: 'Batches' })}
        rows={source.batches}
        rowKey={(batch) => batch.id}
        empty={<EmptyState title={t({ zh: '还没有导入文件', en: 'Nothing imported yet' })} />}
        columns={[
          {
            key: 'file',
            title: source.reading === 'push' ? t({ zh: '推送', en: 'Push' }) : t({ zh: '文件', en: 'File' }),
            render: nameOf,
          },
          { key: 'table', title: t({ zh: '表', en: 'Table' }), kind: 'mono', render: (batch) => batch.table },
          {
            key: 'state',
            title: t({ zh: '是否生效', en: 'Counts' }),
            render: (batch) =>
              batch.counts ? (
                <Tag tone="ok">{t({ zh: '生效', en: 'counts' })}</Tag>
              ) : (
                <Tag tone="missing">{t({ zh: '已被取代', en: 'superseded' })}</Tag>
              ),
          },
          {
            key: 'at',
            title: t({ zh: '导入时间', en: 'Imported' }),
            kind: 'nowrap',
            render: (batch) => formatTime(batch.importedAt),
          },
          {
            key: 'rows',
            title: t({ zh: '文件行数', en: 'Rows' }),
            kind: 'number',
            render: (batch) => formatCount(batch.physicalRows),
          },
          {
            key: 'accepted',
            title: t({ zh: '接收', en: 'Accepted' }),
            kind: 'number',
            render: (batch) => formatCount(batch.accepted),
          },
          {
            key: 'rejected',
            title: t({ zh: '拒收', en: 'Rejected' }),
            kind: 'number',
            render: (batch) => warn(batch.rejected),
          },
          {
            key: 'damaged',
            title: t({ zh: '损坏的身份证号', en: 'Damaged ids' }),
            hint: t({ zh: '行保留，转待核身份', en: 'rows kept, identity to verify' }),
            kind: 'number',
            render: (batch) => warn(batch.damagedIds),
          },
          {
            key: 'suspect',
            title: t({ zh: '存疑的号码', en: 'Suspect ids' }),
            hint: t({ zh: '不修改', en: 'not repaired' }),
            kind: 'number',
            render: (batch) => warn(batch.suspectIds),
          },
          {
            key: 'hash',
            title: t({ zh: '哈希', en: 'Hash' }),
            kind: 'mono',
            render: (batch) => <span title={batch.hash}>{batch.hash.slice(0, 12)}</span>,
          },
          {
            key: 'actions',
            title: <span className="visually-hidden">{t({ zh: '操作', en: 'Actions' })}</span>,
            kind: 'nowrap',
            render: (batch) => (
              <span className="actions" style={{ gap: 0 }}>
                <Button
                  type="link"
                  size="small"
                  disabled={batch.rejected === 0}
                  onClick={() => setShown(batch)}
                  aria-label={t({
                    zh: `查看 ${batch.fileName || batch.id} 的拒收行`,
                    en: `Rejected rows of ${batch.fileName || batch.id}`,
                  })}
                >
                  {t({ zh: '拒收行', en: 'Rejects' })}
                </Button>
                {mayChange && (
                  <Popconfirm
                    title={t({ zh: '删除这个批次？', en: 'Delete this batch?' })}
                    description={t({
                      zh: '数据会从磁盘删除，已有线索的证据不受影响。',
                      en: 'Its rows leave the disk; evidence of leads stays.',
                    })}
                    okText={t({ zh: '删除', en: 'Delete' })}
                    onConfirm={() =>
                      remove.mutateAsync({ sourceId: source.id, batchId: batch.id }).catch(() => undefined)
                    }
                  >
                    <Button
                      type="link"
                      size="small"
                      danger
                      aria-label={t({
                        zh: `删除批次 ${batch.fileName || batch.id}`,
                        en: `Delete batch ${batch.fileName || batch.id}`,
                      })}
                    >
                      {t({ zh: '删除', en: 'Delete' })}
                    </Button>
                  </Popconfirm>
                )}
              </span>
            ),
          },
        ]}
      />
      <p className="tab-note">
        {t({
          zh: '接收 + 拒收 = 文件行数。被取代的批次不再参与运行，保留备查；运行读的是哪几批，写在运行记录里。',
          en: 'Accepted + rejected = rows of the file. Superseded batches are kept, no run reads them; each run says which batches it read.',
        })}
      </p>
      {shown !== null && (
        <RejectsDialog source={source} batch={shown} mayMend={mayChange} onClose={() => setShown(null)} />
      )}
    </>
  )
}
