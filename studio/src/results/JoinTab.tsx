import type { GraphNode } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'
import { useFigures, useInference, useView } from '../document/index.ts'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { RowsPane } from './RowsPane.tsx'

/** What a join saw in numbers, and the left rows that found no partner. */
export function JoinTab({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const [view] = Object.entries(specOf(node.type)?.views ?? {})
  const known = useInference((inference) => inference.columns[node.id]?.rows !== undefined)
  return (
    <div className="join-tab">
      <JoinFigures node={node} />
      {view !== undefined && (
        <RowsPane
          node={node}
          port={view[0]}
          known={known}
          label={t({ zh: `${node.title}的左侧未匹配行`, en: `Unmatched left rows of ${node.title}` })}
          head={<b className="pane-title">{t(view[1].label)}</b>}
          none={t({
            zh: '左侧身份明确的行都找到了对应。',
            en: 'Every left row whose identity is clear found a partner.',
          })}
        />
      )}
    </div>
  )
}

/** left = matched + unmatched + unidentified, as a bar and in numbers. */
function JoinFigures({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const join = useFigures(node.id)?.join ?? null
  const stale = useView((view) => view.stale.has(node.id))
  if (join === null)
    return (
      <p className="muted join-figures">{t({ zh: '运行之后才有匹配数字', en: 'Matched numbers come with a run' })}</p>
    )
  const parts = [
    { key: 'matched', label: t({ zh: '匹配', en: 'Matched' }), rows: join.matched },
    { key: 'unmatched', label: t({ zh: '未匹配', en: 'Unmatched' }), rows: join.unmatched },
    { key: 'unidentified', label: t({ zh: '待核身份', en: 'Identity to verify' }), rows: join.unidentified },
  ]
  return (
    <div className="join-figures">
      <p>
        {t({ zh: '左表', en: 'Left' })} <b>{formatCount(join.left)}</b> {t({ zh: '行', en: 'rows' })} ·{' '}
        {t({ zh: '右表', en: 'right' })} <b>{formatCount(join.right)}</b> {t({ zh: '行', en: 'rows' })}
        {join.rightUnidentified > 0 &&
          `，${t({ zh: '其中待核身份', en: 'of which to verify' })} ${formatCount(join.rightUnidentified)}`}
        {stale && <em className="join-stale"> · {t({ zh: '运行数字已过时', en: 'run figures are stale' })}</em>}
      </p>
      <div className="join-bar" aria-hidden="true">
        {parts.map((part) => (
          <i key={part.key} data-part={part.key} style={{ flexGrow: part.rows }} />
        ))}
      </div>
      <dl className="join-parts">
        {parts.map((part) => (
          <div key={part.key} data-part={part.key}>
            <dt>{part.label}</dt>
            <dd>
              {formatCount(part.rows)} <small>{formatShare(part.rows, join.left)}</small>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {t({
          zh: '身份不明的行不算“没有对应”，它们从“待核身份”端口出去，由人核实。',
          en: 'Rows whose identity is unclear never count as “has no partner”: they leave through their own port, for a person to verify.',
        })}
      </p>
    </div>
  )
}
