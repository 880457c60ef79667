import type { SourceTable } from '@jianmo/connectors/words'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { formatCount, useText } from '../text/index.ts'
import { DataTable, EmptyState, ErrorState, Loaded, LoadingState, Panel } from '../ui/index.ts'
import './sources.css'

/** The tables of a source, their columns, and the first rows, masked. */
export function SourceTablesPanel({ sourceId }: { readonly sourceId: string }) {
  const t = useText()
  const tables = useQuery(trpc.sources.tables.queryOptions({ sourceId }))
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Panel
      title={t({ zh: '表与示例行', en: 'Tables and sample rows' })}
      hint={t({ zh: '姓名、证件号已脱敏', en: 'Names and ids are masked' })}
    >
      <Loaded read={tables} rows={5}>
        {(list) => {
          const table = list.find(({ name }) => name === chosen) ?? list[0]
          if (table === undefined) return <EmptyState title={t({ zh: '没有可读的表', en: 'No readable table' })} />
          return (
            <div className="source-tables">
              <nav aria-label={t({ zh: '表', en: 'Tables' })}>
                {list.map((candidate) => (
                  <button
                    type="button"
                    key={candidate.name}
                    className="side-item"
                    aria-pressed={candidate.name === table.name}
                    onClick={() => setChosen(candidate.name)}
                  >
                    <span className="mono">{candidate.name}</span>
                    <small>
                      {candidate.comment}
                      {candidate.rows !== undefined &&
                        ` ${t({ zh: `约 ${formatCount(candidate.rows)} 行`, en: `about ${formatCount(candidate.rows)} rows` })}`}
                    </small>
                  </button>
                ))}
              </nav>
              <div>
                <Sample key={table.name} sourceId={sourceId} table={table} />
              </div>
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Sample({ sourceId, table }: { readonly sourceId: string; readonly table: SourceTable }) {
  const t = useText()
  const sample = useQuery(trpc.sources.sample.queryOptions({ sourceId, table: table.name }))
  if (sample.isPending) return <LoadingState rows={6} />
  if (sample.error) return <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />
  return (
    <DataTable
      label={`${table.name} ${t({ zh: '示例行', en: 'sample rows' })}`}
      rows={sample.data.slice(0, 20).map((cells, index) => ({ cells, index }))}
      rowKey={(row) => row.index}
      columns={table.columns.map((column, index) => ({
        key: column.name,
        title: column.comment ? `${column.name} ${column.comment}` : column.name,
        hint: column.sourceType,
        kind: 'mono' as const,
        render: (row: { readonly cells: readonly (string | null)[] }) => (
          <span className="cell-value">{row.cells[index] ?? <span className="muted">—</span>}</span>
        ),
      }))}
    />
  )
}
