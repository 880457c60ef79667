import type { GraphNode } from '@jianmo/engine/graph'
import { useFigures, useView } from '../document/index.ts'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { EmptyState } from '../ui/index.ts'

/** What a join saw: left = matched + unmatched + unidentified, as a bar and in numbers. */
export function JoinTab({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const join = useFigures(node.id)?.join ?? null
  const stale = useView((view) => view.stale.has(node.id))
  if (join === null)
    return <EmptyState title={t({ zh: '运行之后才有匹配数字', en: 'Matched numbers come with a run' })} />
  const parts = [
    { key: 'matched', label: t({ zh: '匹配', en: 'Matched' }), rows: join.matched },
    { key: 'unmatched', label: t({ zh: '未匹配', en: 'Unmatched' }), rows: join.unmatched },
    { key: 'unidentified', label: t({ zh: '待核身份', en: 'Identity to verify' }), rows: join.unidentified },
  ]
  return (
    <div className="join-tab">
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
