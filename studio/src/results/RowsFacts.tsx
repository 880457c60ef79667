import { dialectNames } from '@jianmo/engine/expression'
import { Tooltip } from 'antd'
import type { RowsPage } from '../editor/editor-api.ts'
import { formatCount, formatTime, useText } from '../text/index.ts'
import { Tag } from '../ui/index.ts'

/** What rows on the screen are: how many of how many, all or the first ones, when computed, over which data, and where. */
export function RowsFacts({ page }: { readonly page: RowsPage }) {
  const t = useText()
  const { rows, total, computedAt, readAt, runId, engine, tables } = page
  const whole = rows.length >= total
  return (
    <span className="rows-facts">
      <Tooltip
        title={t(
          whole
            ? { zh: '这里是全部行，没有抽样。', en: 'All rows are here; none were sampled.' }
            : {
                zh: '总数按全部数据计算；这里只列出固定顺序的前几行，不能当作全部结果。',
                en: 'The total counts all data. Only the first rows, in a fixed order, are listed here: they are not the whole result.',
              },
        )}
      >
        <span>
          <Tag tone={whole ? 'ok' : 'stale'}>
            {whole
              ? t({ zh: '全量', en: 'full' })
              : t({ zh: `只列前 ${formatCount(rows.length)} 行`, en: `first ${formatCount(rows.length)} only` })}
          </Tag>
        </span>
      </Tooltip>
      <span>
        {t({
          zh: `显示 ${formatCount(rows.length)} 行，共 ${formatCount(total)} 行`,
          en: `${formatCount(rows.length)} of ${formatCount(total)} rows shown`,
        })}
      </span>
      <span>{t({ zh: `${formatTime(computedAt)} 计算`, en: `computed ${formatTime(computedAt)}` })}</span>
      <span>
        {runId === null
          ? t({ zh: `数据读于 ${formatTime(readAt)}`, en: `data read ${formatTime(readAt)}` })
          : t({ zh: `数据由 ${formatTime(readAt)} 的运行读入`, en: `data of the run of ${formatTime(readAt)}` })}
      </span>
      <Tooltip
        title={t({
          zh: `新算 ${tables.made} 张中间表，沿用 ${tables.kept} 张`,
          en: `${tables.made} tables computed, ${tables.kept} kept from before`,
        })}
      >
        <span>{t({ zh: `本机引擎 ${dialectNames[engine]}`, en: `local engine ${dialectNames[engine]}` })}</span>
      </Tooltip>
    </span>
  )
}
