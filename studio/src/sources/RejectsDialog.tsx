import type { BatchSummary, RejectedRow, SourceSummary } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef } from 'react'
import { trpc } from '../app/api.ts'
import { postFile, postForFile } from '../app/post.ts'
import { formatCount, useText } from '../text/index.ts'
import { DataTable, ErrorNotice, Loaded, Notice } from '../ui/index.ts'
import { toCsv } from './to-csv.ts'

const listed = 200

interface Props {
  readonly source: Pick<SourceSummary, 'id' | 'reading'>
  readonly batch: BatchSummary
  /** A data administrator gets the original rows and may hand them back mended. */
  readonly mayMend: boolean
  readonly onClose: () => void
}

function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Rows of a batch that were not taken, with why: to be sent back to the agency, mended, and handed in again. */
export function RejectsDialog({ source, batch, mayMend, onClose }: Props) {
  const t = useText()
  const rejects = useQuery(trpc.sources.rejects.queryOptions({ sourceId: source.id, batchId: batch.id }))
  const download = (rows: readonly RejectedRow[]) => {
    const head = [
      t({ zh: '行号', en: 'row' }),
      t({ zh: '列', en: 'column' }),
      t({ zh: '原因', en: 'reason' }),
      t({ zh: '原文', en: 'original' }),
    ]
    const text = toCsv([head, ...rows.map((row) => [row.row, row.column, t(row.reason), row.original])])
    const name = batch.fileName.replace(/\.[^.]*$/, '')
    saveAs(
      new Blob([text], { type: 'text/csv;charset=utf-8' }),
      `${name}-${t({ zh: '拒收清单', en: 'rejects-masked' })}.csv`,
    )
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
            {t({ zh: '下载清单（脱敏）', en: 'Download the list (masked)' })}
          </Button>
          <Button type="primary" onClick={onClose}>
            {t({ zh: '关闭', en: 'Close' })}
          </Button>
        </>
      }
    >
      {mayMend && source.reading === 'file' && <MendRejects sourceId={source.id} batch={batch} />}
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

/** Download, mend outside, hand back: only the mended rows are imported, the rest of the batch stays as it is. */
function MendRejects({ sourceId, batch }: { readonly sourceId: string; readonly batch: BatchSummary }) {
  const t = useText()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const place = { source: sourceId, batch: batch.id }
  const download = useMutation({
    mutationFn: () => postForFile(`/files/rejects?${new URLSearchParams(place)}`),
    onSuccess: (content) =>
      saveAs(content, `${batch.fileName.replace(/\.[^.]*$/, '')}-${t({ zh: '拒收待补正', en: 'to-mend' })}.csv`),
  })
  const mend = useMutation({
    mutationFn: async (file: File) => {
      const route = `/files/mend?${new URLSearchParams({ ...place, name: file.name })}`
      return (await postFile(route, file, () => undefined)) as BatchSummary
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
  })
  return (
    <div className="mend">
      <ErrorNotice error={download.error ?? mend.error} />
      {mend.data !== undefined && (
        <Notice tone={mend.data.rejected === 0 ? 'ok' : 'warning'}>
          {t({
            zh: `已补正 ${formatCount(mend.data.accepted - batch.accepted)} 行，仍拒收 ${formatCount(mend.data.rejected)} 行。新批次生效，原批次保留备查。`,
            en: `${formatCount(mend.data.accepted - batch.accepted)} rows mended, ${formatCount(mend.data.rejected)} still rejected. The new batch counts, the old one is kept.`,
          })}
        </Notice>
      )}
      <p>
        {t({
          zh: '下载原文，在表格软件里改好，把改好的行在“采纳”一列填“是”，再交回。只导入这些行，其余仍为拒收。',
          en: 'Download the original rows, mend them in a spreadsheet, write 是 in the first column of those that are right, and hand the file back. Only these are imported.',
        })}
      </p>
      <span className="actions">
        <Button onClick={() => download.mutate()} loading={download.isPending}>
          {t({ zh: '下载待补正文件（原文）', en: 'Download to mend (unmasked)' })}
        </Button>
        <Button
          onClick={() => input.current?.click()}
          loading={mend.isPending}
          disabled={!batch.counts || mend.data !== undefined}
        >
          {t({ zh: '交回补正的文件', en: 'Hand the mended file back' })}
        </Button>
        {!batch.counts && (
          <small className="muted">
            {t({ zh: '已被取代的批次不能补正', en: 'A superseded batch cannot be mended' })}
          </small>
        )}
      </span>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        accept=".csv,.xlsx"
        aria-label={t({ zh: '补正的文件', en: 'Mended file' })}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) mend.mutate(file)
        }}
      />
    </div>
  )
}
