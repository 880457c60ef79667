import type { BatchSummary, SourceSummary } from '@jianmo/engine/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { trpc } from '../app/api.ts'
import { postFile } from '../app/post.ts'
import { formatCount, useText } from '../text/index.ts'
import { ErrorNotice, Notice, Panel } from '../ui/index.ts'
import './sources.css'

/** Brings one Excel or CSV file in as a batch. */
export function ImportPanel({ source }: { readonly source: SourceSummary }) {
  const t = useText()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState(0)
  const [over, setOver] = useState(false)
  const bring = useMutation({
    mutationFn: async (file: File) => {
      setShare(0)
      const answer = await postFile(
        `/files/import?${new URLSearchParams({ source: source.id, name: file.name })}`,
        file,
        setShare,
      )
      // One batch a table of the file (wire.ts BatchSummary).
      return (Array.isArray(answer) ? answer : []) as readonly BatchSummary[]
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined && !bring.isPending) bring.mutate(file)
  }
  const accept = source.kind === 'xlsx' ? '.xlsx' : source.kind === 'csv' ? '.csv,.txt,.tsv' : '.xlsx,.csv,.txt,.tsv'

  return (
    <Panel
      title={t({ zh: '导入文件', en: 'Import a file' })}
      hint={t({
        zh: '原文件只计算哈希，内容存入本院目录',
        en: 'The file is hashed; its rows stay in this office’s own folder',
      })}
      padded
    >
      <ErrorNotice error={bring.error} />
      {bring.data?.map((batch) => (
        <Notice key={batch.id} tone={batch.rejected + batch.damagedIds > 0 ? 'warning' : 'ok'}>
          {t({
            zh: `已导入“${batch.table}”：${formatCount(batch.physicalRows)} 行，接收 ${formatCount(batch.accepted)}，拒收 ${formatCount(batch.rejected)}，损坏的身份证号 ${formatCount(batch.damagedIds)}。`,
            en: `Imported “${batch.table}”: ${formatCount(batch.physicalRows)} rows, ${formatCount(batch.accepted)} accepted, ${formatCount(batch.rejected)} rejected, ${formatCount(batch.damagedIds)} damaged ids.`,
          })}
        </Notice>
      ))}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button beside it does the same */}
      <div
        className="drop-zone"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span className="soft">
          {t({
            zh: `把 ${accept.replaceAll(',', '、')} 文件拖到这里，或`,
            en: `Drop a ${accept.replaceAll(',', ', ')} file here, or`,
          })}
        </span>
        <Button onClick={() => input.current?.click()} loading={bring.isPending}>
          {t({ zh: '选择文件', en: 'Choose a file' })}
        </Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          accept={accept}
          aria-label={t({ zh: '要导入的文件', en: 'File to import' })}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file !== undefined) bring.mutate(file)
          }}
        />
      </div>
      {bring.isPending && (
        <div role="status">
          <Progress percent={Math.round(share * 100)} size="small" />
          <span className="muted">
            {share < 1
              ? t({ zh: '正在上传……', en: 'Uploading…' })
              : t({ zh: '正在解析和核对每一行……', en: 'Reading and checking every row…' })}
          </span>
        </div>
      )}
    </Panel>
  )
}
