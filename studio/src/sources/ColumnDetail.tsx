import type { ColumnProfile, SourceColumn } from '@jianmo/connectors/words'
import type { ShownProfile } from '@jianmo/engine/api'
import { useId } from 'react'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { Tag } from '../ui/index.ts'
import { Histogram } from './Histogram.tsx'
import { axisText, formatTrusted, histogramText, trustText } from './profile-words.ts'
import { SemanticTag } from './SemanticTag.tsx'

interface Props {
  readonly column: SourceColumn
  readonly figures: ColumnProfile
  readonly profile: ShownProfile
}

/** Everything that a profile says of one column. Figures that are not exact say so beside them. */
export function ColumnDetail({ column, figures, profile }: Props) {
  const t = useText()
  const id = useId()
  const masked = profile.maskedColumns.includes(column.name)
  const { lengths, histogram, top } = figures
  const mark = (trust: ColumnProfile['top']['trust']) => {
    const text = trustText(trust, profile.sampledRows)
    return text === null ? null : <Tag tone="missing">{t(text)}</Tag>
  }
  return (
    <section className="column-detail" aria-labelledby={id}>
      <h3 id={id}>
        <span className="mono">{column.name}</span>
        {column.comment !== undefined && <small>{column.comment}</small>}
      </h3>
      <p className="muted">
        <span className="mono">{column.sourceType}</span>
        {masked && ` · ${t({ zh: '涉及个人，值已脱敏', en: 'about people: values are masked' })}`}
      </p>
      <dl className="facts">
        <dt>{t({ zh: '看来是', en: 'Seems to be' })}</dt>
        <dd>
          <SemanticTag semantic={figures.semantic} />
        </dd>
        <dt>{t({ zh: '空值', en: 'Nulls' })}</dt>
        <dd>
          {formatCount(figures.nulls)} <span className="muted">{formatShare(figures.nulls, profile.rows)}</span>
        </dd>
        <dt>{t({ zh: '空文本', en: 'Empty texts' })}</dt>
        <dd>
          {formatCount(figures.empties)} <span className="muted">{formatShare(figures.empties, profile.rows)}</span>
        </dd>
        <dt>{t({ zh: '不同值', en: 'Distinct' })}</dt>
        <dd>
          {formatTrusted(figures.distinct.count, figures.distinct.trust)} {mark(figures.distinct.trust)}
        </dd>
        {lengths !== null && (
          <>
            <dt>{t({ zh: '长度', en: 'Length' })}</dt>
            <dd>
              {lengths.min === lengths.max
                ? t({ zh: `都是 ${lengths.min} 字`, en: `all ${lengths.min}` })
                : t({
                    zh: `${lengths.min} 至 ${lengths.max} 字，平均 ${lengths.mean.toFixed(1)}`,
                    en: `${lengths.min} to ${lengths.max}, mean ${lengths.mean.toFixed(1)}`,
                  })}
            </dd>
          </>
        )}
        {figures.min !== null && (
          <>
            <dt>{t({ zh: '最小', en: 'Smallest' })}</dt>
            <dd className="mono">{figures.min}</dd>
            <dt>{t({ zh: '最大', en: 'Largest' })}</dt>
            <dd className="mono">{figures.max}</dd>
          </>
        )}
      </dl>
      {histogram !== null && histogram.bins.length > 0 && (
        <figure>
          <figcaption>
            {t({ zh: '分布', en: 'Distribution' })} {mark(histogram.trust)}
          </figcaption>
          <Histogram histogram={histogram} height={96} />
          <div className="axis mono" aria-hidden="true">
            <span>{axisText(histogram.bins[0]?.from ?? '')}</span>
            <span>{axisText(histogram.bins.at(-1)?.to ?? '')}</span>
          </div>
          <p className="muted">{t(histogramText(histogram))}</p>
        </figure>
      )}
      {top.values.length > 0 && (
        <figure>
          <figcaption>
            {t({ zh: '常见值', en: 'Top values' })} {mark(top.trust)}
          </figcaption>
          <TopValues figures={figures} whole={top.trust === 'sampled' ? profile.sampledRows : profile.rows} />
        </figure>
      )}
    </section>
  )
}

/** Bars as long as their share of the rows; words and figures stand in them. */
function TopValues({ figures, whole }: { readonly figures: ColumnProfile; readonly whole: number }) {
  const t = useText()
  const most = Math.max(1, ...figures.top.values.map(({ rows }) => rows))
  return (
    <ol className="top-values" aria-label={t({ zh: '常见值，由多到少', en: 'Top values, most frequent first' })}>
      {figures.top.values.map(({ value, rows }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: masked values may be the same; the order is fixed
        <li key={index}>
          <span className="value mono">{value === '' ? t({ zh: '（空文本）', en: '(empty text)' }) : value}</span>
          <span className="rows">{formatCount(rows)}</span>
          <span className="share">{formatShare(rows, whole)}</span>
          <i className="length" aria-hidden="true" style={{ width: `${(rows / most) * 100}%` }} />
        </li>
      ))}
    </ol>
  )
}
