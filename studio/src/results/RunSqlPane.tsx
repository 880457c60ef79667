import type { GraphNode } from '@jianmo/engine/graph'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useGraph, useInference, useSession } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'
import { SqlView } from '../sql/SqlView.tsx'
import { useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/index.ts'
import { useSettled } from './use-preview.ts'

/** The statement of the step that a run computes the node in, with its hash. */
export function RunSqlPane({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const api = useEditorApi()
  const { modelId } = useSession()
  const document = useSettled(useGraph())
  const errors = useInference(({ counts }) => counts.errors)
  const meaning = JSON.stringify({
    nodes: document.nodes.map(({ id, type, title, config }) => ({ id, type, title, config })),
    edges: document.edges,
    parameters: document.parameters,
  })
  const read = useQuery({
    queryKey: ['sql', modelId, meaning],
    queryFn: () => api.sql(modelId, document),
    enabled: errors === 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  if (errors > 0)
    return (
      <EmptyState title={t({ zh: '模型还有问题，不能运行', en: 'The model has problems and cannot run' })}>
        {t({
          zh: '各节点的 SQL 在“按节点”里照样能看。',
          en: 'The SQL of its nodes can be read node by node all the same.',
        })}
      </EmptyState>
    )
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <LoadingState rows={5} />
  const sql = read.data.find(({ nodeId }) => nodeId === node.id)
  if (sql === undefined) {
    return (
      <EmptyState title={t({ zh: '这个节点没有单独的语句', en: 'This node has no statement of its own' })}>
        {t({ zh: '它并入了下一步，请看下游节点的 SQL。', en: 'It is part of a later step; see the nodes after it.' })}
      </EmptyState>
    )
  }
  const titleOf = (nodeId: string) => document.nodes.find(({ id }) => id === nodeId)?.title ?? nodeId
  return <SqlView sql={sql} titleOf={titleOf} />
}
