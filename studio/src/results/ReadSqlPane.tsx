import { dialectNames } from '@jianmo/engine/expression'
import type { GraphNode } from '@jianmo/engine/graph'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { showNode, upstreamOf, useFigures, useGraph, useSession, useView } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'
import { CopyText } from '../sql/CopyText.tsx'
import { PlaceTag } from '../sql/PlaceTag.tsx'
import { SqlCountCheck } from '../sql/SqlCountCheck.tsx'
import { SqlParts } from '../sql/SqlParts.tsx'
import { useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState, Tag } from '../ui/index.ts'
import { RunSqlPane } from './RunSqlPane.tsx'
import { useSettled } from './use-preview.ts'

type Reading = 'nodes' | 'run'

/** SQL to read and to try: node by node, or as a run merges it. */
export function ReadSqlPane({ node, port }: { readonly node: GraphNode; readonly port: string }) {
  const t = useText()
  const [reading, setReading] = useState<Reading>('nodes')
  const place = useView(({ places }) => places?.get(node.id))
  return (
    <div className="sql-pane">
      <div className="sql-head">
        <Segmented<Reading>
          size="small"
          aria-label={t({ zh: 'SQL 的写法', en: 'How the SQL is written' })}
          value={reading}
          onChange={setReading}
          options={[
            { value: 'nodes', label: t({ zh: '按节点', en: 'Node by node' }) },
            { value: 'run', label: t({ zh: '运行时', en: 'As it runs' }) },
          ]}
        />
        {place !== undefined && <PlaceTag place={place} />}
      </div>
      {reading === 'run' ? <RunSqlPane node={node} /> : <NodesPane node={node} port={port} />}
    </div>
  )
}

function NodesPane({ node, port }: { readonly node: GraphNode; readonly port: string }) {
  const t = useText()
  const api = useEditorApi()
  const { modelId, view } = useSession()
  const document = useSettled(useGraph())
  const hovered = useView((state) => state.hovered)
  const [listed, setListed] = useState<string | null>(null)
  const part = useMemo(() => upstreamOf(document, node.id), [document, node.id])
  const titles = useMemo(() => new Map(document.nodes.map(({ id, title }) => [id, title])), [document])
  const figures = useFigures(node.id)
  const stale = useView((state) => state.stale.has(node.id))
  const output = { modelId, document, nodeId: node.id, port }
  const read = useQuery({
    queryKey: ['read-sql', modelId, node.id, port, part, part.nodes.map(({ id }) => titles.get(id))],
    queryFn: () => api.readSql(output),
    enabled: port !== '',
    staleTime: 60_000,
    retry: false,
  })
  const count = useMutation({ mutationFn: () => api.countSql(output) })
  const titleOf = (nodeId: string) => titles.get(nodeId) ?? nodeId
  if (port === '')
    return (
      <EmptyState title={t({ zh: '这个节点没有输出', en: 'This node has no output' })}>
        {t({ zh: '它收集线索的语句在“运行时”里。', en: 'The statement that collects leads is under “As it runs”.' })}
      </EmptyState>
    )
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <LoadingState rows={5} />
  const { dialect, text } = read.data
  // The count of another text is no count of this one.
  const counted = count.data?.text === text ? count.data : undefined
  return (
    <div className="sql-view">
      <div className="sql-head">
        <Tag tone="accent">{dialectNames[dialect]}</Tag>
        <SqlCountCheck
          counted={counted}
          counting={count.isPending}
          onCanvas={stale ? null : (figures?.rows[port] ?? null)}
          onCount={() => count.mutate()}
        />
        <span className="space" />
        <CopyText text={text} />
      </div>
      {count.error !== null && <ErrorState error={count.error} onRetry={() => count.mutate()} />}
      <SqlParts
        sql={read.data}
        label={t({ zh: `SQL：${node.title}`, en: `SQL: ${node.title}` })}
        pointed={listed ?? hovered}
        onPoint={setListed}
        onShow={(nodeId) => showNode(view, nodeId)}
        titleOf={titleOf}
      />
    </div>
  )
}
