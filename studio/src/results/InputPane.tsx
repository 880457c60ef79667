import type { GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useGraph, useInference } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'
import { RowsPane } from './RowsPane.tsx'

/** The rows that arrive at a node: those of the output that feeds it. */
export function InputPane({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const document = useGraph()
  const inputs = Object.entries(specOf(node.type)?.inputs ?? {})
  const [chosen, setChosen] = useState('')
  const input = inputs.some(([port]) => port === chosen) ? chosen : (inputs[0]?.[0] ?? '')
  const from = document.edges.find(({ to }) => to.node === node.id && to.port === input)?.from
  const feeder = document.nodes.find(({ id }) => id === from?.node)
  const known = useInference(
    (inference) => from !== undefined && inference.columns[from.node]?.[from.port] !== undefined,
  )
  const head = (
    <>
      <b className="pane-title">{t({ zh: '输入', en: 'Input' })}</b>
      {inputs.length > 1 && (
        <Segmented
          size="small"
          aria-label={t({ zh: '输入端口', en: 'Input port' })}
          value={input}
          onChange={setChosen}
          options={inputs.map(([value, { label }]) => ({ value, label: t(label) }))}
        />
      )}
      {feeder !== undefined && (
        <span className="pane-from">{t({ zh: `来自“${feeder.title}”`, en: `from “${feeder.title}”` })}</span>
      )}
    </>
  )
  if (feeder === undefined || from === undefined)
    return (
      <div className="rows-pane">
        <div className="output-head">{head}</div>
        <EmptyState title={t({ zh: '没有接上输入', en: 'Nothing feeds this input' })} />
      </div>
    )
  return (
    <RowsPane
      key={`${from.node}.${from.port}`}
      node={feeder}
      port={from.port}
      known={known}
      label={t({ zh: `${node.title}的输入`, en: `Input of ${node.title}` })}
      head={head}
    />
  )
}
