import type { SourceTable } from '@jianmo/connectors/words'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { isFoundIn } from '../text/find-words.ts'
import { formatCount, useText } from '../text/index.ts'
import { DataTable, EmptyState, Loaded } from '../ui/index.ts'
import './sources.css'

const tablePath = (sourceId: string, table: string) => `/sources/${sourceId}/tables/${encodeURIComponent(table)}`

/** The tables of a source; a search also looks into the names and comments of their columns. */
export function SourceTablesPanel({ sourceId }: { readonly sourceId: string }) {
  const t = useText()
  const tables = useQuery(trpc.sources.tables.queryOptions({ sourceId }))
  const [query, setQuery] = useState('')
  const wordsOf = (table: SourceTable) => [
    table.name,
    table.comment ?? '',
    ...table.columns.flatMap(({ name, comment }) => [name, comment ?? '']),
  ]
  const hits = (table: SourceTable) =>
    query.trim() === ''
      ? []
      : table.columns.filter(({ name, comment }) => isFoundIn({ words: [name, comment ?? ''], spelled: [] }, query))

  return (
    <Loaded read={tables} rows={5}>
      {(list) => {
        const shown = list.filter((table) => {
          const words = wordsOf(table)
          return isFoundIn({ words, spelled: [table.name, table.comment ?? ''] }, query)
        })
        if (list.length === 0)
          return (
            <EmptyState title={t({ zh: '没有可读的表', en: 'No readable table' })}>
              {t({
                zh: '请对方授予该用户查询权，再测试连接。',
                en: 'Ask for select permission, then test the connection.',
              })}
            </EmptyState>
          )
        return (
          <>
            <div className="tab-tools">
              <Input.Search
                allowClear
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                aria-label={t({ zh: '搜索表和列', en: 'Search tables and columns' })}
                placeholder={t({ zh: '表名、列名或注释', en: 'Table, column or comment' })}
              />
              <span className="muted">
                {t({
                  zh: `${shown.length} / ${list.length} 张表`,
                  en: `${shown.length} of ${list.length} tables`,
                })}
              </span>
            </div>
            <DataTable
              label={t({ zh: '表', en: 'Tables' })}
              rows={shown}
              rowKey={(table) => table.name}
              linkOf={(table) => tablePath(sourceId, table.name)}
              empty={<EmptyState title={t({ zh: '没有找到', en: 'Nothing found' })} />}
              columns={[
                {
                  key: 'name',
                  title: t({ zh: '表', en: 'Table' }),
                  kind: 'mono',
                  render: (table) => <Link to={tablePath(sourceId, table.name)}>{table.name}</Link>,
                },
                {
                  key: 'comment',
                  title: t({ zh: '注释', en: 'Comment' }),
                  render: (table) => table.comment ?? <span className="muted">—</span>,
                },
                {
                  key: 'hits',
                  title:
                    query.trim() === '' ? t({ zh: '列', en: 'Columns' }) : t({ zh: '找到的列', en: 'Found columns' }),
                  render: (table) => (
                    <span className="column-words">
                      {(query.trim() === '' ? table.columns : hits(table))
                        .slice(0, 6)
                        .map(({ name, comment }) => comment ?? name)
                        .join('、')}
                      {query.trim() === '' && table.columns.length > 6 && '……'}
                    </span>
                  ),
                },
                {
                  key: 'columns',
                  title: t({ zh: '列数', en: 'Columns' }),
                  kind: 'number',
                  render: (table) => formatCount(table.columns.length),
                },
                {
                  key: 'rows',
                  title: t({ zh: '行数', en: 'Rows' }),
                  hint: t({ zh: '数据库为估计', en: 'estimated for databases' }),
                  kind: 'number',
                  render: (table) =>
                    table.rows === undefined ? <span className="muted">—</span> : formatCount(table.rows),
                },
              ]}
            />
          </>
        )
      }}
    </Loaded>
  )
}
