import type { UnidentifiedRow } from '@jianmo/engine/api'
import { useText } from '../text/use-text.ts'
import { DataTable, EmptyState } from '../ui/index.ts'

/** 待核身份: rows whose resident id is missing or damaged. They took part in no collision. */
export function UnidentifiedTable({ rows }: { readonly rows: readonly UnidentifiedRow[] }) {
  const t = useText()
  return (
    <DataTable
      label={t({ zh: '待核身份', en: 'Identity to verify' })}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t({ zh: '没有待核的身份', en: 'No identity to verify' })} />}
      columns={[
        {
          key: 'name',
          title: t({ zh: '姓名', en: 'Name' }),
          hint: t({ zh: '脱敏', en: 'masked' }),
          kind: 'nowrap',
          render: (row) => (row.subjectName === '' ? <span className="muted">—</span> : <b>{row.subjectName}</b>),
        },
        {
          key: 'original',
          title: t({ zh: '原始号码', en: 'Original id' }),
          hint: t({ zh: '脱敏', en: 'masked' }),
          kind: 'mono',
          render: (row) => row.original ?? <span className="muted">{t({ zh: '空', en: 'empty' })}</span>,
        },
        { key: 'reason', title: t({ zh: '原因', en: 'Reason' }), render: (row) => t(row.reason) },
        {
          key: 'table',
          title: t({ zh: '逻辑表', en: 'Logical table' }),
          kind: 'nowrap',
          render: (row) => row.logicalTable,
        },
        { key: 'source', title: t({ zh: '数据源', en: 'Source' }), render: (row) => row.sourceName },
        { key: 'row', title: t({ zh: '行号', en: 'Row' }), kind: 'number', render: (row) => row.row },
      ]}
    />
  )
}
