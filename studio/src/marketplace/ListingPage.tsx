import type { LogicalTable } from '@jianmo/connectors/words'
import type { ListingSummary } from '@jianmo/engine/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { trpc } from '../app/api.ts'
import { hasRole, usePerson } from '../session/use-person.ts'
import { formatTime, useText } from '../text/index.ts'
import { ErrorNotice, Loaded, Notice, Page, PageHead, Panel, Tag } from '../ui/index.ts'
import { GraphPanel } from './GraphPanel.tsx'
import { TableContract } from './TableContract.tsx'

export function ListingPage() {
  const { listingId = '' } = useParams()
  const listing = useQuery(trpc.marketplace.listing.queryOptions({ listingId }))
  const tables = useQuery({ ...trpc.catalogue.tables.queryOptions(), staleTime: 300_000 })
  return (
    <Loaded read={listing} rows={10}>
      {(found) => <ListingView listing={found} tables={tables.data ?? []} />}
    </Loaded>
  )
}

function ListingView({
  listing,
  tables,
}: {
  readonly listing: ListingSummary
  readonly tables: readonly LogicalTable[]
}) {
  const t = useText()
  const person = usePerson()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const missing = listing.inputs.filter(({ bound }) => !bound)
  const clone = useMutation(
    trpc.marketplace.clone.mutationOptions({
      onSuccess: async ({ modelId }) => {
        await queries.invalidateQueries({ queryKey: trpc.pathKey() })
        await navigate(`/models/${modelId}/bind`)
      },
    }),
  )

  return (
    <Page
      rail={
        <>
          <h2 className="rail-title">{t({ zh: '安装到本院', en: 'Install here' })}</h2>
          {missing.length === 0 ? (
            <Notice tone="ok">
              {t({
                zh: '所需数据表都已绑定，安装后就能运行。',
                en: 'Every table it needs is bound: it can run once installed.',
              })}
            </Notice>
          ) : (
            <Notice tone="info">
              {t({
                zh: `还有 ${missing.length} 张表没有绑定：${missing.map(({ table }) => table).join('、')}。安装后按向导逐张对应。`,
                en: `${missing.length} tables are not bound yet: ${missing.map(({ table }) => table).join(', ')}. A wizard follows.`,
              })}
            </Notice>
          )}
          <ErrorNotice error={clone.error} />
          {listing.clonedAs !== null ? (
            <div className="actions" style={{ marginBottom: 16 }}>
              <Button
                type="primary"
                onClick={() =>
                  navigate(missing.length > 0 ? `/models/${listing.clonedAs}/bind` : `/models/${listing.clonedAs}`)
                }
              >
                {missing.length > 0
                  ? t({ zh: '继续绑定', en: 'Go on binding' })
                  : t({ zh: '打开模型', en: 'Open the model' })}
              </Button>
            </div>
          ) : (
            hasRole(person, 'prosecutor') && (
              <Button
                type="primary"
                block
                loading={clone.isPending}
                onClick={() => clone.mutate({ listingId: listing.id })}
                style={{ marginBottom: 16 }}
              >
                {t({ zh: '克隆到本院', en: 'Clone to this office' })}
              </Button>
            )
          )}
          <dl className="facts">
            <dt>{t({ zh: '版本', en: 'Version' })}</dt>
            <dd>v{listing.version}</dd>
            <dt>{t({ zh: '出品', en: 'By' })}</dt>
            <dd>{listing.organization}</dd>
            <dt>{t({ zh: '上架', en: 'Listed' })}</dt>
            <dd>{formatTime(listing.listedAt)}</dd>
            <dt>{t({ zh: '安装', en: 'Installs' })}</dt>
            <dd>{t({ zh: `${listing.clones} 个地区`, en: `${listing.clones}` })}</dd>
            <dt>{t({ zh: '节点', en: 'Nodes' })}</dt>
            <dd>{listing.document.nodes.length}</dd>
          </dl>
          {listing.document.parameters.length > 0 && (
            <>
              <h2 className="rail-title" style={{ marginTop: 18 }}>
                {t({ zh: '可调参数', en: 'Parameters' })}
              </h2>
              <dl className="facts">
                {listing.document.parameters.map((parameter) => (
                  <ParameterFact
                    key={parameter.name}
                    label={t(parameter.label)}
                    value={`${parameter.value}${parameter.unit === undefined ? '' : ` ${t(parameter.unit)}`}`}
                  />
                ))}
              </dl>
            </>
          )}
        </>
      }
    >
      <PageHead
        crumbs={<Link to="/market">← {t({ zh: '模型市场', en: 'Marketplace' })}</Link>}
        title={
          <>
            {listing.title}
            <small>v{listing.version}</small>
            {listing.clonedAs !== null && <Tag tone="accent">{t({ zh: '已安装', en: 'Installed' })}</Tag>}
          </>
        }
        sub={listing.summary}
      />
      <GraphPanel
        document={listing.document}
        label={t({ zh: `${listing.title}的图`, en: `Graph of ${listing.title}` })}
      />
      <h2 className="section-title">{t({ zh: '所需数据', en: 'What it needs' })}</h2>
      {listing.inputs.map((input) => {
        const table = tables.find(({ id }) => id === input.table)
        return (
          <Panel
            key={input.table}
            title={`${input.table} ${t(input.label)}`}
            hint={table && t(table.agency)}
            actions={
              <Tag tone={input.bound ? 'ok' : 'missing'}>
                {input.bound ? t({ zh: '✓ 已绑定', en: '✓ bound' }) : t({ zh: '缺，未绑定', en: 'not bound' })}
              </Tag>
            }
          >
            {table && <TableContract table={table} />}
          </Panel>
        )
      })}
    </Page>
  )
}

function ParameterFact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
