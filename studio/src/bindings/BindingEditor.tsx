import type { Binding, LogicalTable, SourceTable } from '@jianmo/connectors/words'
import type { BindingState } from '@jianmo/engine/api'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { Choice, ErrorNotice, LoadingState, Notice, Panel } from '../ui/index.ts'
import { chooseCode, chooseColumn, chooseDateFormat, isCoded, missingColumns, unmappedValues } from './binding-draft.ts'
import { CheckResult } from './CheckResult.tsx'
import { CodeMappingTable } from './CodeMappingTable.tsx'
import { ColumnMappingTable } from './ColumnMappingTable.tsx'
import './bindings.css'

export interface BindingEditorProps {
  readonly table: LogicalTable
  readonly state: BindingState
  readonly onSaved: () => void
}

/** The result stands below a long table: bring it into sight when it comes. */
function showCheck(element: HTMLElement | null) {
  element?.scrollIntoView?.({ block: 'start', behavior: 'smooth' })
}

interface Started {
  readonly draft: Binding
  readonly physical: SourceTable
}

/** One logical table: choose where it comes from, match columns, dates and codes, check, save. */
export function BindingEditor({ table, state, onSaved }: BindingEditorProps) {
  const t = useText()
  const ids = { source: useId(), table: useId() }
  const queries = useQueryClient()
  const [sourceId, setSourceId] = useState(state.binding?.sourceId ?? null)
  const [physicalName, setPhysicalName] = useState(state.binding?.table ?? null)
  const [edited, setEdited] = useState<Binding | null>(state.binding)

  const sources = useQuery(trpc.sources.list.queryOptions())
  const tables = useQuery({
    ...trpc.sources.tables.queryOptions({ sourceId: sourceId ?? '' }),
    enabled: sourceId !== null,
  })
  const place = { sourceId: sourceId ?? '', table: physicalName ?? '' }
  const chosen = sourceId !== null && physicalName !== null
  const proposal = useQuery({
    ...trpc.bindings.propose.queryOptions({ logicalTable: table.id, ...place }),
    enabled: chosen && edited === null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const sample = useQuery({ ...trpc.sources.sample.queryOptions(place), enabled: chosen, staleTime: 60_000 })
  const physical =
    tables.data?.find(({ name }) => name === physicalName) ?? (edited === null ? proposal.data?.physical : undefined)
  const draft = edited ?? proposal.data?.binding
  const started: Started | null = draft !== undefined && physical !== undefined ? { draft, physical } : null

  const coded = table.columns.filter(
    (column) => isCoded(column) && (draft?.columns[column.name]?.from ?? null) !== null,
  )
  const values = useQueries({
    queries: coded.map((column) => ({
      ...trpc.sources.values.queryOptions({ ...place, column: draft?.columns[column.name]?.from ?? '' }),
      enabled: started !== null,
      staleTime: 60_000,
    })),
  })
  const valuesOf = (name: string) => values[coded.findIndex((column) => column.name === name)]?.data

  const check = useMutation(trpc.bindings.check.mutationOptions())
  const save = useMutation(
    trpc.bindings.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.bindings.pathKey() })
        await queries.invalidateQueries({ queryKey: trpc.marketplace.pathKey() })
        onSaved()
      },
    }),
  )
  const edit = (change: (binding: Binding) => Binding) => {
    if (draft === undefined) return
    setEdited(change(draft))
    check.reset()
    save.reset()
  }

  const missing = draft === undefined ? [] : missingColumns(table, draft)
  const open = coded.filter(
    (column) => unmappedValues(draft?.columns[column.name], valuesOf(column.name) ?? []).length > 0,
  )
  const unread = values.some((query) => query.isPending)
  const blocked = started === null || missing.length > 0 || open.length > 0 || unread

  return (
    <>
      <Panel title={t({ zh: '数据从哪里来', en: 'Where the data are' })} hint={t(table.agency)}>
        <div className="bind-choice">
          <div className="field">
            <label htmlFor={ids.source}>{t({ zh: '数据源', en: 'Source' })}</label>
            <Choice
              id={ids.source}
              label={t({ zh: '数据源', en: 'Source' })}
              value={sourceId}
              loading={sources.isPending}
              options={(sources.data ?? []).map((source) => ({
                value: source.id,
                label: source.name,
                hint: source.agency,
              }))}
              placeholder={t({ zh: '选择本院的数据源', en: 'Choose a source' })}
              whenEmpty={t({ zh: '本院还没有数据源', en: 'No source here yet' })}
              onChange={(id) => {
                setSourceId(id)
                setPhysicalName(null)
                setEdited(null)
                check.reset()
              }}
            />
            {sources.data?.length === 0 && (
              <span className="help">
                <Link className="inline-link" to="/sources">
                  {t({ zh: '先请数据管理员添加数据源', en: 'Ask the data administrator to add one' })}
                </Link>
              </span>
            )}
          </div>
          <div className="field">
            <label htmlFor={ids.table}>{t({ zh: '表', en: 'Table' })}</label>
            <Choice
              id={ids.table}
              label={t({ zh: '表', en: 'Table' })}
              value={physicalName}
              disabled={sourceId === null}
              loading={tables.isFetching}
              options={(tables.data ?? []).map(({ name, comment, columns }) => ({
                value: name,
                label: comment ? `${name} ${comment}` : name,
                hint: t({ zh: `${columns.length} 列`, en: `${columns.length} columns` }),
              }))}
              placeholder={t({ zh: '选择其中的表', en: 'Choose a table' })}
              searchable
              onChange={(name) => {
                setPhysicalName(name)
                setEdited(null)
                check.reset()
              }}
            />
          </div>
        </div>
        {(tables.error ?? proposal.error ?? sample.error) !== null && (
          <div className="panel-body">
            <ErrorNotice error={tables.error ?? proposal.error ?? sample.error} />
          </div>
        )}
      </Panel>

      {chosen && started === null && (tables.isFetching || proposal.isFetching) && <LoadingState rows={6} />}

      {started !== null && (
        <>
          {missing.length > 0 && (
            <Notice tone="error">
              {t({
                zh: `缺少必填的列：${missing.map((column) => `“${column.label.zh}”（${column.name}）`).join('、')}。请选择本院对应的列，或换一张表。`,
                en: `Required columns are missing: ${missing.map((column) => `“${column.label.en}” (${column.name})`).join(', ')}. Choose columns for them, or another table.`,
              })}
            </Notice>
          )}
          <Panel
            title={t({ zh: '列对应', en: 'Columns' })}
            hint={t({ zh: '已按列名和说明先行对应，请逐行确认', en: 'Matched by name and comment; please confirm' })}
          >
            <ColumnMappingTable
              table={table}
              physical={started.physical}
              draft={started.draft}
              sample={sample.data ?? []}
              valuesOf={valuesOf}
              onColumn={(column, from) => edit((binding) => chooseColumn(binding, column, from))}
              onDateFormat={(column, format) => edit((binding) => chooseDateFormat(binding, column, format))}
            />
          </Panel>
          {coded.length > 0 && (
            <Panel
              title={t({ zh: '代码对应', en: 'Codes' })}
              hint={t({
                zh: '本院的每个代码值对应到统一代码；没有对应的值不能保存',
                en: 'Each value here means one code; unmapped values block saving',
              })}
            >
              <div className="code-grid">
                {coded.map((column, index) => {
                  const read = values[index]
                  const binding = started.draft.columns[column.name]
                  if (binding === undefined) return null
                  if (read?.error) return <ErrorNotice key={column.name} error={read.error} />
                  if (read?.data === undefined) return <LoadingState key={column.name} rows={3} />
                  return (
                    <CodeMappingTable
                      key={column.name}
                      column={column}
                      binding={binding}
                      values={read.data}
                      onChoose={(value, code) => edit((old) => chooseCode(old, column.name, value, code))}
                    />
                  )
                })}
              </div>
            </Panel>
          )}
          <ErrorNotice error={check.error} />
          {check.data !== undefined && (
            <div ref={showCheck}>
              <CheckResult check={check.data} table={table} binding={started.draft} />
            </div>
          )}
          <ErrorNotice error={save.error} />
          <div className="bind-actions">
            <div className="why" role="status">
              {missing.length > 0 && (
                <b>
                  {t({ zh: `${missing.length} 个必填列未对应。`, en: `${missing.length} required columns unmapped. ` })}
                </b>
              )}
              {open.length > 0 && (
                <b>
                  {t({
                    zh: `${open.map((column) => `“${column.label.zh}”`).join('、')}还有代码未对应。`,
                    en: `Unmapped codes in ${open.map((column) => column.label.en).join(', ')}.`,
                  })}
                </b>
              )}
              {missing.length === 0 &&
                open.length === 0 &&
                t({ zh: '可以保存。以后安装的模型会复用这份对应。', en: 'Ready to save. Later models reuse it.' })}
            </div>
            <Button onClick={() => check.mutate({ binding: started.draft })} loading={check.isPending}>
              {t({ zh: '检查', en: 'Check' })}
            </Button>
            <Button
              type="primary"
              disabled={blocked}
              loading={save.isPending}
              onClick={() => save.mutate({ binding: started.draft })}
            >
              {t({ zh: '保存', en: 'Save' })}
            </Button>
          </div>
        </>
      )}
    </>
  )
}
