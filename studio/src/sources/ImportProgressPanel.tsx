import { Button, Progress } from 'antd'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { Panel } from '../ui/index.ts'
import type { ImportWizardState } from './use-import.ts'

/** The third step: how far it is, how fast, and the way to stop it. */
export function ImportProgressPanel({
  wizard,
}: {
  readonly wizard: Pick<ImportWizardState, 'upload' | 'progress' | 'leave'>
}) {
  const t = useText()
  const { upload, progress } = wizard
  const [bytes, total] = [progress?.bytes ?? 0, progress?.totalBytes ?? upload?.bytes ?? 0]
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((bytes / total) * 100))
  return (
    <Panel
      title={t({ zh: '正在导入', en: 'Importing' })}
      hint={upload?.fileName}
      actions={
        <Button size="small" danger onClick={wizard.leave}>
          {t({ zh: '取消导入', en: 'Cancel the import' })}
        </Button>
      }
      padded
    >
      <Progress percent={percent} aria-label={t({ zh: '导入进度', en: 'Import' })} />
      <dl className="figures import-figures" aria-live="off">
        <div>
          <dt>{t({ zh: '已核对的行', en: 'Rows checked' })}</dt>
          <dd>{formatCount(progress?.rows ?? 0)}</dd>
        </div>
        <div>
          <dt>{t({ zh: '行每秒', en: 'Rows per second' })}</dt>
          <dd>{formatCount(Math.round(progress?.rowsPerSecond ?? 0))}</dd>
        </div>
        <div>
          <dt>{t({ zh: '文件已读', en: 'Of the file' })}</dt>
          <dd>{formatShare(Math.min(bytes, total), total)}</dd>
        </div>
      </dl>
      <p className="muted">
        {t({
          zh: '可以离开这一页，导入会继续。取消则不留下任何数据。',
          en: 'You may leave this page; the import goes on. If it is cancelled nothing is kept.',
        })}
      </p>
    </Panel>
  )
}
