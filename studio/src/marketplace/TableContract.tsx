import type { LogicalTable } from '@jianmo/connectors/words'
import { nameOfType } from '@jianmo/engine/expression'
import { semanticNames, useText } from '../text/index.ts'
import { DataTable, Tag } from '../ui/index.ts'

/** What a logical table must bring: its columns, which are required, how they are coded. `only` keeps the columns that are read. */
export function TableContract({ table, only }: { readonly table: LogicalTable; readonly only?: readonly string[] }) {
  const t = useText()
  const columns = only === undefined ? table.columns : table.columns.filter(({ name }) => only.includes(name))
  return (
    <>
      <p className="panel-body soft" style={{ paddingBottom: 8 }}>
        {t(table.about)}
      </p>
      <DataTable
        label={`${table.id} ${t({ zh: '的列', en: 'columns' })}`}
        rows={columns}
        rowKey={(column) => column.name}
        columns={[
          {
            key: 'label',
            title: t({ zh: '列', en: 'Column' }),
            kind: 'nowrap',
            render: (column) => <b>{t(column.label)}</b>,
          },
          { key: 'name', title: t({ zh: '代码名', en: 'Name' }), kind: 'mono', render: (column) => column.name },
          {
            key: 'type',
            title: t({ zh: '类型', en: 'Type' }),
            kind: 'nowrap',
            render: (column) => (
              <>
                {t(nameOfType(column.type))}
                {column.semantic !== undefined && <span className="muted"> · {t(semanticNames[column.semantic])}</span>}
              </>
            ),
          },
          {
            key: 'required',
            title: t({ zh: '要求', en: 'Required' }),
            kind: 'nowrap',
            render: (column) =>
              column.required ? (
                <Tag tone="accent">{t({ zh: '必填', en: 'required' })}</Tag>
              ) : (
                <span className="muted">{t({ zh: '可选', en: 'optional' })}</span>
              ),
          },
          {
            key: 'codes',
            title: t({ zh: '代码值', en: 'Codes' }),
            render: (column) =>
              column.codes === undefined ? (
                <span className="muted">—</span>
              ) : (
                column.codes.map((code) => t(code.label)).join(t({ zh: '、', en: ', ' }))
              ),
          },
        ]}
      />
    </>
  )
}
