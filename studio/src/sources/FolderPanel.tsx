import type { DroppedFile, FolderState } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '../app/api.ts'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { DataTable, EmptyState, Loaded, Notice, Tag, type TagTone } from '../ui/index.ts'

const tones = { imported: 'ok', repeated: 'plain', rejected: 'bad', ignored: 'missing' } as const satisfies Record<
  DroppedFile['outcome'],
  TagTone
>
const refreshEvery = 10_000

/** What became of every file that an agency dropped. */
export function FolderPanel({ sourceId }: { readonly sourceId: string }) {
  const state = useQuery({ ...trpc.sources.folderState.queryOptions({ sourceId }), refetchInterval: refreshEvery })
  return (
    <Loaded read={state} rows={4}>
      {(folder) => <FolderLedger folder={folder} />}
    </Loaded>
  )
}

export function FolderLedger({ folder }: { readonly folder: FolderState }) {
  const t = useText()
  const outcomes = {
    imported: t({ zh: '已导入', en: 'imported' }),
    repeated: t({ zh: '重复，未再导入', en: 'came before' }),
    rejected: t({ zh: '未能导入', en: 'not imported' }),
    ignored: t({ zh: '不处理', en: 'ignored' }),
  } as const
  return (
    <>
      {folder.problem !== null && (
        <div className="tab-notice">
          <Notice tone="error">{t(folder.problem)}</Notice>
        </div>
      )}
      <DataTable
        label={t({ zh: '投放的文件', en: 'Dropped files' })}
        rows={folder.files}
        rowKey={(file) => `${file.name} ${file.at}`}
        empty={
          <EmptyState title={t({ zh: '还没有收到文件', en: 'No file came yet' })}>
            {t({
              zh: '对方把文件放进文件夹后，这里显示每个文件的去向。',
              en: 'Once files are dropped, this says what became of each.',
            })}
          </EmptyState>
        }
        columns={[
          { key: 'name', title: t({ zh: '文件', en: 'File' }), render: (file) => <b>{file.name}</b> },
          {
            key: 'outcome',
            title: t({ zh: '结果', en: 'Outcome' }),
            render: (file) => (
              <>
                <Tag tone={tones[file.outcome]}>{outcomes[file.outcome]}</Tag>
                {file.reason !== null && <div className="reason">{t(file.reason)}</div>}
              </>
            ),
          },
          {
            key: 'batches',
            title: t({ zh: '批次', en: 'Batches' }),
            kind: 'number',
            render: (file) => (file.batches.length === 0 ? <span className="muted">—</span> : file.batches.length),
          },
          {
            key: 'size',
            title: t({ zh: '大小', en: 'Size' }),
            hint: 'KB',
            kind: 'number',
            render: (file) => formatCount(Math.ceil(file.bytes / 1024)),
          },
          { key: 'at', title: t({ zh: '时间', en: 'Time' }), kind: 'nowrap', render: (file) => formatTime(file.at) },
        ]}
      />
      <p className="tab-note">
        {t({ zh: '文件夹（在投放根目录下）：', en: 'Folder (below the drop root): ' })}
        <span className="mono">{folder.folder}</span>
      </p>
    </>
  )
}
