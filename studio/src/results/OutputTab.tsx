import type { GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { Button, Segmented } from 'antd'
import { useFigures, useInference } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'
import { InputPane } from './InputPane.tsx'
import { RowsPane } from './RowsPane.tsx'

interface OutputTabProps {
  readonly node: GraphNode
  readonly port: string
  readonly onPort: (port: string) => void
  /** Whether what arrives is shown beside what leaves. */
  readonly compares: boolean
  readonly onCompare: (compares: boolean) => void
}

/** First rows of the selected node's output, beside its input if that is wanted. */
export function OutputTab({ node, port, onPort, compares, onCompare }: OutputTabProps) {
  const t = useText()
  const spec = specOf(node.type)
  const outputs = Object.entries(spec?.outputs ?? {})
  const hasInput = Object.keys(spec?.inputs ?? {}).length > 0
  const rows = useFigures(node.id)?.rows
  const known = useInference((inference) => inference.columns[node.id]?.[port] !== undefined)

  if (outputs.length === 0 && !hasInput) {
    return <EmptyState title={t({ zh: '这个节点没有输出', en: 'This node has no output' })} />
  }
  if (outputs.length === 0) {
    // The end of a model: what arrives is what leads are made of.
    return <InputPane node={node} />
  }
  return (
    <div className="output-tab" data-compares={(compares && hasInput) || undefined}>
      {compares && hasInput && <InputPane node={node} />}
      <RowsPane
        node={node}
        port={port}
        known={known}
        label={t({ zh: `${node.title}的输出`, en: `Output of ${node.title}` })}
        head={
          <>
            {compares && hasInput && <b className="pane-title">{t({ zh: '输出', en: 'Output' })}</b>}
            {outputs.length > 1 && (
              <Segmented
                size="small"
                aria-label={t({ zh: '输出端口', en: 'Output port' })}
                value={port}
                onChange={onPort}
                options={outputs.map(([value, { label }]) => ({
                  value,
                  label: rows?.[value] === undefined ? t(label) : `${t(label)} ${formatCount(rows[value])}`,
                }))}
              />
            )}
            {hasInput && (
              <Button size="small" aria-pressed={compares} onClick={() => onCompare(!compares)}>
                {compares ? t({ zh: '收起输入', en: 'Hide input' }) : t({ zh: '对照输入', en: 'Beside input' })}
              </Button>
            )}
          </>
        }
      />
    </div>
  )
}
