import type { ListingSummary } from '@jianmo/engine/api'
import { Link } from 'react-router'
import { formatTime, useText } from '../text/index.ts'
import { Tag } from '../ui/Tag.tsx'
import { GraphDrawing } from './GraphDrawing.tsx'
import { InputTags } from './InputTags.tsx'
import './marketplace.css'

/** One listed model: what it does, its real graph, and whether this office has the data. */
export function MarketCard({ listing }: { readonly listing: ListingSummary }) {
  const t = useText()
  const missing = listing.inputs.filter(({ bound }) => !bound).length
  return (
    <article className="market-card" aria-label={listing.title}>
      <h2>
        <Link to={`/market/${listing.id}`}>{listing.title}</Link>
        <small>v{listing.version}</small>
        <span className="space" />
        {listing.clonedAs !== null && <Tag tone="accent">{t({ zh: '已安装', en: 'Installed' })}</Tag>}
      </h2>
      <p>{listing.summary}</p>
      <GraphDrawing
        document={listing.document}
        size="card"
        label={t({
          zh: `${listing.title}的图：${listing.document.nodes.length} 个节点`,
          en: `Graph of ${listing.title}: ${listing.document.nodes.length} nodes`,
        })}
      />
      <InputTags inputs={listing.inputs} />
      <dl className="market-foot">
        <div>
          <dd>
            {missing === 0
              ? t({ zh: '可运行', en: 'Ready' })
              : t({ zh: `差 ${missing} 张表`, en: `${missing} missing` })}
          </dd>
          <dt>{t({ zh: '本院数据', en: 'Data here' })}</dt>
        </div>
        <div>
          <dd>{listing.clones}</dd>
          <dt>{t({ zh: '安装地区', en: 'Installed by' })}</dt>
        </div>
        <div>
          <dd className="market-office">{listing.organization}</dd>
          <dt>
            {t({
              zh: `${formatTime(listing.listedAt).slice(0, 10)} 上架`,
              en: `listed ${formatTime(listing.listedAt).slice(0, 10)}`,
            })}
          </dt>
        </div>
      </dl>
    </article>
  )
}
