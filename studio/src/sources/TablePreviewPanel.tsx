import type { TablePreview } from '@jianmo/engine/api'
import { Checkbox, Input, InputNumber } from 'antd'
import { useId } from 'react'
import { formatCount, useText } from '../text/index.ts'
import { Notice, Panel } from '../ui/index.ts'
import { changeTable, type ImportDraft, keyOf, tableDraft, toggleRow } from './import-draft.ts'
import { PreviewGrid } from './PreviewGrid.tsx'

interface Props {
  readonly table: TablePreview
  readonly draft: ImportDraft
  readonly onSay: (draft: ImportDraft) => void
}

/** One table of the file as it would land, and what a person may say about it. */
export function TablePreviewPanel({ table, draft, onSay }: Props) {
  const t = useText()
  const [name, first, count] = [useId(), useId(), useId()]
  const key = keyOf(table)
  const said = tableDraft(draft, key)
  const header = said.header ?? table.header ?? { first: 1, count: 0 }
  const change = (next: Parameters<typeof changeTable>[2]) => onSay(changeTable(draft, key, next))
  const left = table.skipped.filter(({ why }) => why !== 'header').length

  return (
    <Panel
      title={t({ zh: '内容', en: 'Content' })}
      hint={t({
        zh: `读了 ${formatCount(table.rowsRead)} 行${table.complete ? '（全部）' : '（前面的部分）'}，${table.columns.length} 列`,
        en: `${formatCount(table.rowsRead)} rows read${table.complete ? ' (all)' : ' (the beginning)'}, ${table.columns.length} columns`,
      })}
      actions={
        table.sheet !== null && (
          <Checkbox checked={!said.left} onChange={(event) => change({ left: !event.target.checked })}>
            {t({ zh: '导入这个工作表', en: 'Import this sheet' })}
          </Checkbox>
        )
      }
    >
      <div className="table-choices">
        <span>
          <label htmlFor={name}>{t({ zh: '表名', en: 'Table' })}</label>
          <Input
            id={name}
            value={said.table ?? table.table}
            maxLength={100}
            onChange={(event) => change({ table: event.target.value })}
            style={{ width: 240 }}
          />
        </span>
        <span>
          <label htmlFor={first}>{t({ zh: '表头从第', en: 'Header from row' })}</label>
          <InputNumber
            id={first}
            min={1}
            max={1000}
            precision={0}
            value={header.first}
            onChange={(value) => value !== null && change({ header: { ...header, first: value } })}
            style={{ width: 72 }}
          />
          <label htmlFor={count}>{t({ zh: '行起，共', en: 'rows of header' })}</label>
          <InputNumber
            id={count}
            min={0}
            max={10}
            precision={0}
            value={header.count}
            onChange={(value) => value !== null && change({ header: { ...header, count: value } })}
            style={{ width: 64 }}
          />
          <span>{t({ zh: '行', en: '' })}</span>
        </span>
        <span className="row-facts">
          <span>{t({ zh: `不作数据 ${left} 行`, en: `${left} rows left out` })}</span>
          <span className={table.rejects.length > 0 ? 'warn-number' : undefined}>
            {t({ zh: `将拒收 ${table.rejects.length} 行`, en: `${table.rejects.length} would be rejected` })}
          </span>
          <span className={table.damaged.length > 0 ? 'warn-number' : undefined}>
            {t({
              zh: `损坏或存疑的值 ${table.damaged.length} 个`,
              en: `${table.damaged.length} damaged or suspect values`,
            })}
          </span>
        </span>
      </div>
      {table.warnings.map((warning) => (
        <div className="tab-notice" key={warning.zh}>
          <Notice tone="warning">{t(warning)}</Notice>
        </div>
      ))}
      <PreviewGrid
        table={table}
        draft={draft}
        onColumn={(column, choice) => change({ columns: { ...said.columns, [column]: choice } })}
        onToggleRow={(row) => onSay(toggleRow(draft, key, row))}
      />
    </Panel>
  )
}
