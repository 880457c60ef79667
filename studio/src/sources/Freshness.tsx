import type { SourceSummary } from '@jianmo/engine/api'
import { formatTime, usePreferences, useText } from '../text/index.ts'
import { Tag } from '../ui/Tag.tsx'
import { formatAge, intervalText } from './source-words.ts'

/** How old the newest data are, and whether new ones should have come. */
export function Freshness({ source }: { readonly source: SourceSummary }) {
  const t = useText()
  const { language } = usePreferences()
  const { newestAt, expectedDays, overdueDays } = source
  const expected = expectedDays === null ? null : t(intervalText(expectedDays))
  return (
    <span className="freshness">
      <span>
        {newestAt !== null ? (
          <time dateTime={newestAt} title={formatTime(newestAt)}>
            {formatAge(newestAt, Date.now(), language)}
          </time>
        ) : source.reading === 'live' ? (
          <span className="muted">{t({ zh: '对方未说明', en: 'source does not say' })}</span>
        ) : (
          <span className="muted">{t({ zh: '尚无数据', en: 'no data yet' })}</span>
        )}
        {expected !== null && (
          <span className="muted">{t({ zh: ` · 应${expected}更新`, en: ` · due ${expected}` })}</span>
        )}
      </span>
      {overdueDays !== null && (
        <Tag tone="stale">{t({ zh: `⚠ 逾期 ${overdueDays} 天未更新`, en: `⚠ overdue by ${overdueDays} days` })}</Tag>
      )}
    </span>
  )
}
