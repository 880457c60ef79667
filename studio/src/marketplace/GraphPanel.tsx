import type { GraphDocument } from '@jianmo/engine/graph'
import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import { Panel } from '../ui/Panel.tsx'
import { GraphDrawing } from './GraphDrawing.tsx'

/** The graph to read: the whole of it, or large enough for the words, to be scrolled. */
export function GraphPanel({ document, label }: { readonly document: GraphDocument; readonly label: string }) {
  const t = useText()
  const [large, setLarge] = useState(false)
  return (
    <Panel
      title={t({ zh: '模型图', en: 'The graph' })}
      hint={t({
        zh: `${document.nodes.length} 个节点 · 颜色：数据来源、清洗、整理、碰撞、研判、输出`,
        en: `${document.nodes.length} nodes, coloured by family`,
      })}
      actions={
        <Button size="small" aria-pressed={large} onClick={() => setLarge(!large)}>
          {large ? t({ zh: '看全图', en: 'Show all' }) : t({ zh: '放大', en: 'Enlarge' })}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="graph-scroll" tabIndex={0} aria-label={label}>
        <GraphDrawing document={document} size={large ? 'large' : 'page'} label={label} />
      </section>
    </Panel>
  )
}
