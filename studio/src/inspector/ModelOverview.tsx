import { useDocumentState, useGraph, useInference, useView } from '../document/index.ts'
import { formatCount, useText } from '../text/index.ts'
import { Outline } from './Outline.tsx'

/** Shown when no single node is selected: the model in numbers, and how to go on. */
export function ModelOverview() {
  const t = useText()
  const document = useGraph()
  const { all, errors } = useInference(({ counts }) => counts)
  const chosen = useView((view) => view.selectedNodes.size)
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const facts = [
    { label: t({ zh: '节点', en: 'Nodes' }), value: document.nodes.length },
    { label: t({ zh: '连线', en: 'Edges' }), value: document.edges.length },
    { label: t({ zh: '参数', en: 'Parameters' }), value: document.parameters.length },
    { label: t({ zh: '问题', en: 'Problems' }), value: all, bad: errors > 0 },
  ]
  return (
    <div className="inspector-body model-overview">
      <h2>{chosen > 1 ? t({ zh: `已选 ${chosen} 个`, en: `${chosen} selected` }) : document.title}</h2>
      {document.summary !== '' && <p className="soft">{document.summary}</p>}
      <dl className="overview-facts">
        {facts.map(({ label, value, bad }) => (
          <div key={label} data-bad={bad || undefined}>
            <dt>{label}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      {mayEdit && document.nodes.length < 4 && (
        <ul className="hints">
          <li>{t({ zh: '点节点看它的设置和前几行数据。', en: 'Click a node for its settings and first rows.' })}</li>
          <li>
            {t({
              zh: '从右侧圆点拖到下一个节点即可连线，也可先点一个端口再点另一个。',
              en: 'Drag from a right port to the next node, or click one port and then another.',
            })}
          </li>
          <li>
            {t({
              zh: '在画布上直接输入拼音首字母，可查找并添加节点。',
              en: 'Type on the canvas to find and add a node.',
            })}
          </li>
        </ul>
      )}
      <Outline />
    </div>
  )
}
