import type { GraphNode } from '@jianmo/engine/graph'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useGraph, useSession } from '../document/index.ts'
import { useEditorApi } from '../editor/editor-api.ts'
import { SqlView } from '../sql/SqlView.tsx'
import { useText } from '../text/index.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/index.ts'
import { useBlockingProblem } from './use-blocking-problem.ts'
import { useSettled } from './use-preview.ts'

/** The statement of the step that the selected node runs in. */
export function SqlTab({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const api = useEditorApi()
  const { modelId } = useSession()
  const document = useSettled(useGraph())
  const blocking = useBlockingProblem(node.id)
  const meaning = JSON.stringify({
    nodes: document.nodes.map(({ id, type, title, config }) => ({ id, type, title, config })),
    edges: document.edges,
    parameters: document.parameters,
  })
  const read = useQuery({
    queryKey: ['sql', modelId, meaning],
    queryFn: () => api.sql(modelId, document),
    enabled: blocking === null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  if (blocking !== null)
    return (
      <EmptyState title={t({ zh: '有问题时不生成 SQL', en: 'There is no SQL while there are problems' })}>
        {t(blocking.text)}
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
