import type { SourceSummary } from '@jianmo/engine/api'
import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useText } from '../text/index.ts'
import { Notice, Panel } from '../ui/index.ts'
import type { ImportWizardState } from './use-import.ts'

const endings: Readonly<Record<string, string>> = {
  xlsx: '.xlsx',
  xls: '.xls,.et',
  csv: '.csv,.txt',
  tsv: '.tsv,.tab,.txt',
  jsonl: '.jsonl,.ndjson,.json',
  parquet: '.parquet',
}

/** The first step: a file, dropped or chosen. */
export function ImportFilePanel({
  source,
  wizard,
}: {
  readonly source: Pick<SourceSummary, 'kind'>
  readonly wizard: Pick<ImportWizardState, 'uploaded' | 'looking' | 'problem' | 'take'>
}) {
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { uploaded, looking, problem } = wizard
  const busy = uploaded !== null || looking
  const accept = endings[source.kind] ?? ''
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined && !busy) wizard.take(file)
  }
  const shown = accept.split(',').filter(Boolean)

  return (
    <Panel
      title={t({ zh: '选择文件', en: 'Choose a file' })}
      hint={t({
        zh: '文件只放在本院目录，导入后删除原件，只留哈希',
        en: 'The file stays in this office’s own folder; after the import only its hash is kept',
      })}
      padded
    >
      {problem !== null && <Notice tone="error">{t(problem)}</Notice>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button beside it does the same */}
      <div
        className="drop-zone large"
        data-over={over}
        data-testid="drop-zone"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {busy ? (
          <div className="uploading" role="status">
            <span>
              {uploaded !== null && uploaded < 1
                ? t({ zh: '正在上传……', en: 'Uploading…' })
                : t({ zh: '正在辨认编码、表头和列……', en: 'Finding encoding, header and columns…' })}
            </span>
            <Progress
              percent={Math.round((uploaded ?? 1) * 100)}
              size="small"
              aria-label={t({ zh: '上传进度', en: 'Upload' })}
            />
          </div>
        ) : (
          <>
            <span className="soft">
              {t({ zh: `把 ${shown.join('、')} 文件拖到这里，或`, en: `Drop a ${shown.join(', ')} file here, or` })}
            </span>
            <Button type="primary" onClick={() => input.current?.click()}>
              {t({ zh: '选择文件', en: 'Choose a file' })}
            </Button>
          </>
        )}
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
            if (file !== undefined) wizard.take(file)
          }}
        />
      </div>
    </Panel>
  )
}
