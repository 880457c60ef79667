import { inlineLimits } from '@jianmo/engine/nodes'
import { Modal } from 'antd'
import { type ClipboardEvent, useState } from 'react'
import { parsePasted, type TypedTable, tableOf } from '../../document/index.ts'
import { useText } from '../../text/index.ts'
import { AddButton, FieldFrame } from './FieldFrame.tsx'
import type { FieldProps } from './field-props.ts'
import { problemsUnder } from './read-config.ts'
import { TableGrid } from './TableGrid.tsx'
import { readTable } from './typed-table.ts'

/** Enough to see what is wrong; the cells themselves are red. */
const listed = 4

/** A small table that is typed or pasted: in the panel, or large. */
export function TableControl(props: FieldProps) {
  const t = useText()
  const { field, label, value, onChange, onSettle, onRename, readOnly, problems } = props
  const [large, setLarge] = useState(false)
  const table = readTable(value)
  const here = problemsUnder(problems, field)
  const hidden = here.length - listed
  const grid = (isLarge: boolean) => (
    <TableGrid
      label={label}
      path={field}
      table={table}
      problems={here}
      readOnly={readOnly}
      large={isLarge}
      onChange={onChange}
      onSettle={onSettle}
      onRename={onRename}
    />
  )
  if (table.columns.length === 0)
    return (
      <FieldFrame label={label} path={field} problems={here}>
        <EmptyTable readOnly={readOnly} onChange={onChange} />
      </FieldFrame>
    )
  return (
    <FieldFrame
      label={label}
      path={field}
      problems={here.slice(0, listed)}
      aside={
        <button type="button" className="text-button" onClick={() => setLarge(true)}>
          {t({ zh: '放大编辑', en: 'Edit large' })}
        </button>
      }
    >
      {grid(false)}
      {hidden > 0 && (
        <p className="field-help">
          {t({ zh: `还有 ${hidden} 处，见表中红色的格。`, en: `${hidden} more: see the red cells.` })}
        </p>
      )}
      <Modal
        open={large}
        title={label}
        width="min(1100px, 94vw)"
        footer={null}
        destroyOnHidden
        onCancel={() => setLarge(false)}
      >
        {grid(true)}
      </Modal>
    </FieldFrame>
  )
}

function EmptyTable({
  readOnly,
  onChange,
}: {
  readonly readOnly: boolean
  readonly onChange: (table: TypedTable) => void
}) {
  const t = useText()
  if (readOnly) return <p className="table-empty">{t({ zh: '没有内容', en: 'Nothing here' })}</p>
  function onPaste(event: ClipboardEvent): void {
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain')
    if (text.trim() !== '') onChange(tableOf(parsePasted(text), inlineLimits))
  }
  return (
    <>
      <textarea
        className="table-empty"
        aria-label={t({ zh: '粘贴表格', en: 'Paste a table' })}
        value=""
        rows={3}
        placeholder={t({
          zh: '在 Excel 里复制表格，点这里按 Ctrl+V。第一行作列名，类型自动识别。',
          en: 'Copy a table in Excel, click here, press Ctrl+V. The first line names the columns.',
        })}
        onChange={() => undefined}
        onPaste={onPaste}
      />
      <AddButton
        disabled={false}
        onClick={() =>
          onChange({
            columns: [
              { name: 'col_1', label: '', type: 'text' },
              { name: 'col_2', label: '', type: 'text' },
            ],
            rows: [['', '']],
          })
        }
      >
        {t({ zh: '从空表开始填写', en: 'Start with an empty table' })}
      </AddButton>
    </>
  )
}
