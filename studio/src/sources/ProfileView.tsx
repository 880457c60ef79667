import type { ColumnProfile, SourceColumn } from '@jianmo/connectors/words'
import type { ShownProfile } from '@jianmo/engine/api'
import { useState } from 'react'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { DataTable, EmptyState, type TableColumn, Tag } from '../ui/index.ts'
import { ColumnDetail } from './ColumnDetail.tsx'
import { Histogram } from './Histogram.tsx'
import { formatTrusted } from './profile-words.ts'
import { SemanticTag } from './SemanticTag.tsx'
import { ShareBar } from './ShareBar.tsx'
import { proposedNames } from './source-words.ts'

/** Up to here the values themselves say more than ranges of them. */
const fewValues = 10

interface Row {
  readonly column: SourceColumn
  readonly figures: ColumnProfile | undefined
}

/** One line a column; the chosen one is shown in full beside the table. */
export function ProfileView({
  columns,
  profile,
}: {
  readonly columns: readonly SourceColumn[]
  readonly profile: ShownProfile | null
}) {
  const t = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = columns.map(
    (column): Row => ({ column, figures: profile?.columns.find((each) => each.column === column.name) }),
  )
  const shown = rows.find(({ column }) => column.name === chosen) ?? rows[0]
  const confirmed: TableColumn<Row> = {
    key: 'confirmed',
    title: t({ zh: '含义', en: 'Meaning' }),
    hint: t({ zh: '导入时确认', en: 'confirmed on import' }),
    render: ({ column }) =>
      column.confirmed === undefined ? (
        <span className="muted">—</span>
      ) : (
        <Tag tone="accent">
          {column.confirmed.type === 'text' ? t({ zh: '文本', en: 'text' }) : t(proposedNames[column.confirmed.type])}
        </Tag>
      ),
  }
  const meant = columns.some((column) => column.confirmed !== undefined) ? [confirmed] : []
  const named: TableColumn<Row>[] = [
    {
      key: 'name',
      title: t({ zh: '列', en: 'Column' }),
      render: ({ column }) =>
        profile === null ? (
          <b className="mono">{column.name}</b>
        ) : (
          <button
            type="button"
            className="column-button mono"
            aria-pressed={column.name === shown?.column.name}
            onClick={() => setChosen(column.name)}
          >
            {column.name}
          </button>
        ),
    },
    {
      key: 'comment',
      title: t({ zh: '注释', en: 'Comment' }),
      render: ({ column }) => column.comment ?? <span className="muted">—</span>,
    },
    {
      key: 'type',
      title: t({ zh: '类型', en: 'Type' }),
      kind: 'mono',
      render: ({ column }) => <span className="soft">{column.sourceType}</span>,
    },
  ]
  const empty = <EmptyState title={t({ zh: '没有找到这样的列', en: 'No such column' })} />
  const label = t({ zh: '列', en: 'Columns' })
  if (profile === null)
    return (
      <DataTable
        label={label}
        rows={rows}
        rowKey={({ column }) => column.name}
        columns={[...named, ...meant]}
        empty={empty}
      />
    )

  return (
    <div className="profile">
      <DataTable
        label={label}
        rows={rows}
        rowKey={({ column }) => column.name}
        empty={empty}
        columns={[
          ...named.slice(0, 2),
          ...meant,
          {
            key: 'semantic',
            title: t({ zh: '看来是', en: 'Seems to be' }),
            hint: t({ zh: '有效占比', en: 'share of valid values' }),
            render: ({ figures }) => <SemanticTag semantic={figures?.semantic ?? null} />,
          },
          {
            key: 'nulls',
            title: t({ zh: '空值', en: 'Empty' }),
            render: ({ figures }) =>
              figures && (
                <ShareBar
                  part={figures.nulls + figures.empties}
                  whole={profile.rows}
                  tone="warn"
                  label={t({
                    zh: `${formatCount(figures.nulls)} 行空值，${formatCount(figures.empties)} 行空文本`,
                    en: `${formatCount(figures.nulls)} nulls, ${formatCount(figures.empties)} empty texts`,
                  })}
                />
              ),
          },
          {
            key: 'distinct',
            title: t({ zh: '不同值', en: 'Distinct' }),
            kind: 'number',
            render: ({ figures }) => figures && formatTrusted(figures.distinct.count, figures.distinct.trust),
          },
          {
            key: 'shape',
            title: t({ zh: '常见值或分布', en: 'Top value or range' }),
            width: 190,
            render: ({ figures }) => figures && <Shape figures={figures} profile={profile} />,
          },
        ]}
      />
      {shown?.figures !== undefined && <ColumnDetail column={shown.column} figures={shown.figures} profile={profile} />}
    </div>
  )
}

function Shape({ figures, profile }: { readonly figures: ColumnProfile; readonly profile: ShownProfile }) {
  const t = useText()
  if (figures.histogram !== null && figures.distinct.count > fewValues)
    return <Histogram histogram={figures.histogram} height={24} />
  const [first] = figures.top.values
  if (first === undefined) return <span className="muted">{t({ zh: '没有值', en: 'no values' })}</span>
  if (first.rows === 1) return <span className="muted">{t({ zh: '没有重复的值', en: 'no value repeats' })}</span>
  const whole = figures.top.trust === 'sampled' ? profile.sampledRows : profile.rows
  return (
    <span className="top-one">
      <span className="mono">{first.value}</span> <span className="muted">{formatShare(first.rows, whole)}</span>
    </span>
  )
}
