import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { trpc } from '../app/api.ts'
import { useText } from '../text/use-text.ts'
import { EmptyState, Loaded, Page, PageHead, SideFilter } from '../ui/index.ts'
import { isFound, orderListings, readinessOf } from './find-listings.ts'
import { MarketCard } from './MarketCard.tsx'

export function MarketPage() {
  const t = useText()
  const listings = useQuery(trpc.marketplace.listings.queryOptions())
  const [query, setQuery] = useState('')
  const [readiness, setReadiness] = useState<'ready' | 'near' | null>(null)
  const [table, setTable] = useState<string | null>(null)

  const found = (listings.data ?? []).filter((listing) => isFound(listing, query))
  const shown = orderListings(
    found.filter(
      (listing) =>
        (readiness === null || readinessOf(listing) === readiness) &&
        (table === null || listing.inputs.some((input) => input.table === table)),
    ),
  )
  const tables = [
    ...new Map(found.flatMap(({ inputs }) => inputs).map((input) => [input.table, input])).values(),
  ].toSorted((a, b) => a.table.localeCompare(b.table))
  const readinessNames = {
    ready: t({ zh: '现在就能跑', en: 'Can run now' }),
    near: t({ zh: '差一张表', en: 'Lacks one table' }),
  }

  return (
    <Page
      side={
        <>
          <SideFilter
            title={t({ zh: '我有数据', en: 'Data here' })}
            value={readiness}
            onChange={setReadiness}
            choices={(['ready', 'near'] as const).map((value) => ({
              value,
              label: readinessNames[value],
              name: readinessNames[value],
              count: found.filter((listing) => readinessOf(listing) === value).length,
            }))}
          />
          <SideFilter
            title={t({ zh: '用到的数据表', en: 'Tables used' })}
            value={table}
            onChange={setTable}
            choices={tables.map((input) => ({
              value: input.table,
              label: `${input.table} ${t(input.label)}`,
              name: `${input.table} ${t(input.label)}`,
              count: found.filter((listing) => listing.inputs.some((other) => other.table === input.table)).length,
            }))}
          />
        </>
      }
    >
      <PageHead
        title={
          <>
            {t({ zh: '模型市场', en: 'Marketplace' })}
            {listings.data !== undefined && (
              <small>
                {t({
                  zh: `${shown.length} 个模型 · 按“本院能跑”排序`,
                  en: `${shown.length} models, runnable ones first`,
                })}
              </small>
            )}
          </>
        }
        sub={t({
          zh: '省院审核批准的监督模型。安装时只带走图和规则，不带任何数据。',
          en: 'Models approved by the province. An install takes the graph and the rules, never data.',
        })}
      />
      <div className="market-search">
        <Input.Search
          allowClear
          size="large"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          aria-label={t({ zh: '搜索模型', en: 'Search models' })}
          placeholder={t({
            zh: '搜索监督点、数据表或拼音，如“超期”“kss”“T03”',
            en: 'Supervision point, table or pinyin, e.g. 超期, kss, T03',
          })}
        />
      </div>
      <Loaded read={listings} rows={8}>
        {(list) =>
          shown.length > 0 ? (
            <div className="market-grid">
              {shown.map((listing) => (
                <MarketCard key={listing.id} listing={listing} />
              ))}
            </div>
          ) : list.length === 0 ? (
            <EmptyState title={t({ zh: '市场里还没有模型', en: 'Nothing is listed yet' })}>
              {t({
                zh: '模型提交并经省院批准后，会出现在这里。',
                en: 'A model appears here once it was submitted and approved.',
              })}
            </EmptyState>
          ) : (
            <EmptyState title={t({ zh: '没有找到', en: 'Nothing found' })}>
              {t({ zh: '换一个词，或去掉左边的筛选。', en: 'Try another word, or lift the filters at the left.' })}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
