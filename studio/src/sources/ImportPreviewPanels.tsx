import type { FilePreview } from '@jianmo/engine/api'
import { Button } from 'antd'
import { useState } from 'react'
import { formatCount, useText } from '../text/index.ts'
import { Notice, Panel } from '../ui/index.ts'
import { EncodingChoice } from './EncodingChoice.tsx'
import { keyOf, questionsOf, tableDraft } from './import-draft.ts'
import { TablePreviewPanel } from './TablePreviewPanel.tsx'
import type { ImportWizardState } from './use-import.ts'

type Wizard = Pick<
  ImportWizardState,
  'upload' | 'preview' | 'looking' | 'draft' | 'problem' | 'say' | 'start' | 'leave'
>

/** The second step: how the file is read, which rows are data, what the columns are. */
export function ImportPreviewPanels({ wizard }: { readonly wizard: Wizard }) {
  const t = useText()
  const { preview, draft } = wizard
  const [shown, setShown] = useState<string | null>(null)
  if (preview === null) return null
  const table = preview.tables.find((each) => keyOf(each) === shown) ?? preview.tables[0]
  return (
    <div className="import-preview" aria-busy={wizard.looking}>
      {wizard.problem !== null && <Notice tone="error">{t(wizard.problem)}</Notice>}
      {preview.problem !== null && <Notice tone="error">{t(preview.problem.text)}</Notice>}
      {preview.encodings.length > 0 && (
        <EncodingChoice
          encodings={preview.encodings}
          value={draft.encoding}
          onChange={(encoding) => wizard.say({ ...draft, encoding })}
        />
      )}
      {preview.tables.length > 1 && (
        <div className="sheet-tabs" role="tablist" aria-label={t({ zh: '工作表', en: 'Sheets' })}>
          {preview.tables.map((each) => (
            <button
              key={keyOf(each)}
              type="button"
              role="tab"
              aria-selected={each === table}
              data-left={tableDraft(draft, keyOf(each)).left}
              onClick={() => setShown(keyOf(each))}
            >
              {each.sheet}
              <small>
                {tableDraft(draft, keyOf(each)).left
                  ? t({ zh: '不导入', en: 'left out' })
                  : t({
                      zh: `${formatCount(each.rowsRead)}${each.complete ? '' : '+'} 行`,
                      en: `${formatCount(each.rowsRead)}${each.complete ? '' : '+'} rows`,
                    })}
              </small>
            </button>
          ))}
        </div>
      )}
      {table !== undefined && <TablePreviewPanel key={keyOf(table)} table={table} draft={draft} onSay={wizard.say} />}
      <StartLine wizard={wizard} preview={preview} />
    </div>
  )
}

/** What is still to be said, and the way on. */
function StartLine({ wizard, preview }: { readonly wizard: Wizard; readonly preview: FilePreview }) {
  const t = useText()
  const { draft, looking, upload } = wizard
  const questions = questionsOf(draft, preview)
  const taken = preview.tables.filter((table) => !tableDraft(draft, keyOf(table)).left)
  const open = [
    ...(questions.encoding
      ? [t({ zh: '请选择文字编码：看哪一种读出来的汉字是对的', en: 'Choose the encoding whose characters are right' })]
      : []),
    ...questions.dates.map(({ column }) =>
      t({
        zh: `“${column}”的日期有两种读法，请选择日在前还是月在前`,
        en: `The dates of “${column}” read two ways: say whether day or month comes first`,
      }),
    ),
    ...(taken.length === 0 && preview.tables.length > 0
      ? [t({ zh: '请至少选择一个工作表', en: 'Choose at least one sheet' })]
      : []),
  ]
  return (
    <Panel padded>
      <div className="start-line">
        <Button
          type="primary"
          disabled={open.length > 0 || taken.length === 0 || looking}
          onClick={wizard.start}
          loading={looking}
        >
          {t({ zh: '确认并导入', en: 'Confirm and import' })}
        </Button>
        <Button onClick={wizard.leave}>{t({ zh: '换一个文件', en: 'Another file' })}</Button>
        <span className="muted mono">
          {upload?.fileName} · {((upload?.bytes ?? 0) / 1_048_576).toFixed(2)} MB · SHA-256 {upload?.hash.slice(0, 12)}
        </span>
      </div>
      {open.length > 0 && (
        <div className="open-questions" role="status" aria-label={t({ zh: '还要确认', en: 'Still to say' })}>
          <ul>
            {open.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}
