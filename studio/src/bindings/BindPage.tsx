import type { LogicalTable } from '@jianmo/connectors/words'
import type { BindingState, OpenModel } from '@jianmo/engine/api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { EmptyState, Loaded, Notice, Page, PageHead } from '../ui/index.ts'
import { BindingEditor } from './BindingEditor.tsx'
import { BindingSteps } from './BindingSteps.tsx'

/** `/models/:modelId/bind`: the logical tables a model reads, one after the other, until it can run here. */
export function BindPage() {
  const { modelId = '' } = useParams()
  const model = useQuery(trpc.models.open.queryOptions({ modelId }))
  return (
    <Loaded read={model} rows={8}>
      {(open) => <ModelBindings model={open} />}
    </Loaded>
  )
}

function ModelBindings({ model }: { readonly model: OpenModel }) {
  const needed = [
    ...new Set(model.document.nodes.filter((node) => node.type === 'source').map((node) => node.config.table)),
  ].filter((table): table is string => typeof table === 'string' && table !== '')
  const tables = useQuery({ ...trpc.catalogue.tables.queryOptions(), staleTime: 300_000 })
  const states = useQuery(trpc.bindings.list.queryOptions({ tables: needed }))
  return (
    <Loaded read={tables} rows={8}>
      {(all) => (
        <Loaded read={states} rows={8}>
          {(list) => (
            <Wizard
              model={model}
              tables={needed.flatMap((id) => all.find((table) => table.id === id) ?? [])}
              states={list}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

interface WizardProps {
  readonly model: OpenModel
  readonly tables: readonly LogicalTable[]
  readonly states: readonly BindingState[]
}

function Wizard({ model, tables, states }: WizardProps) {
  const t = useText()
  const navigate = useNavigate()
  const stateOf = (id: string): BindingState =>
    states.find(({ logicalTable }) => logicalTable === id) ?? {
      logicalTable: id,
      binding: null,
      sourceName: null,
      state: 'unbound',
      problems: [],
    }
  const open = tables.filter((table) => stateOf(table.id).state !== 'bound')
  const [chosen, setChosen] = useState<string | null>(null)
  const current = tables.find(({ id }) => id === chosen) ?? open[0] ?? null
  const usedBy = (id: string) =>
    model.document.nodes.filter((node) => node.config.table === id).map(({ title }) => title)

  return (
    <Page
      side={
        <BindingSteps
          steps={tables.map((table) => ({ table, state: stateOf(table.id), usedBy: usedBy(table.id) }))}
          current={current?.id ?? null}
          onChoose={setChosen}
        />
      }
    >
      <PageHead
        crumbs={<Link to="/models">← {t({ zh: '模型', en: 'Models' })}</Link>}
        title={
          <>
            {t({ zh: `绑定数据：${model.model.title}`, en: `Bind data: ${model.model.title}` })}
            <small>
              {t({
                zh: `已绑定 ${tables.length - open.length} / ${tables.length} 张表`,
                en: `${tables.length - open.length} of ${tables.length} tables bound`,
              })}
            </small>
          </>
        }
        sub={t({
          zh: '把本院的表和代码对应到省院统一的逻辑表。每张表只需做一次，以后的模型直接复用。',
          en: 'Match this office’s tables and codes to the province’s logical tables. Once per table; later models reuse it.',
        })}
        actions={
          <Button
            type={open.length === 0 ? 'primary' : 'default'}
            disabled={open.length > 0}
            onClick={() => navigate(`/models/${model.model.id}`)}
          >
            {t({ zh: '完成安装', en: 'Finish the install' })}
          </Button>
        }
      />
      {open.length === 0 && chosen === null && (
        <>
          <Notice tone="ok">
            {t({
              zh: '所需数据表都已绑定，可以完成安装并试算。',
              en: 'Every table is bound. Finish the install and try a run.',
            })}
          </Notice>
          <EmptyState title={t({ zh: '数据已就绪', en: 'The data are ready' })}>
            {t({
              zh: '点左边的表可以查看或修改对应；点“完成安装”打开模型。',
              en: 'Choose a table at the left to change it, or finish the install to open the model.',
            })}
          </EmptyState>
        </>
      )}
      {current !== null && (
        <>
          <p className="why-needed" style={{ marginBottom: 10 }}>
            <b>
              {current.id} {t(current.label)}
            </b>
            {t({ zh: '：', en: ': ' })}
            {t(current.about)}
            {usedBy(current.id).length > 0 && (
              <span className="muted">
                {' '}
                {t({
                  zh: `模型里用在：${usedBy(current.id).join('、')}。`,
                  en: `Used at: ${usedBy(current.id).join(', ')}.`,
                })}
              </span>
            )}
          </p>
          {stateOf(current.id).state === 'broken' &&
            stateOf(current.id).problems.map((problem) => (
              <Notice key={problem.text.zh} tone="warning">
                {t(problem.text)}
              </Notice>
            ))}
          {/* Saving takes a moment: whoever has gone on to another table meanwhile stays there. */}
          <BindingEditor
            key={current.id}
            table={current}
            state={stateOf(current.id)}
            onSaved={() => setChosen((now) => (now === current.id ? null : now))}
          />
        </>
      )}
    </Page>
  )
}
